/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/office.h"
#include "cohort/session_print.h"

struct args {
	const char *cohort;
	bool yes;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("whose sessions, where the table does not say")),
	MC_OPT_FLAG(struct args, yes, 'y', "yes", N_("do it; otherwise it is only shown what would change")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const char *file = call->operands[0];
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_session_list) list = MC_SESSION_LIST_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_buf_read_input(&bytes, file, MC_CSV_MAX_BYTES));
	MC_TRY(mc_session_list_read(&list, bytes.ptr, bytes.len, file, args->cohort));
	MC_TRY(mc_session_list_apply(&list, office.records, false));
	if (args->yes && list.remarks.error_count == 0)
		MC_TRY(mc_session_list_apply(&list, office.records, true));
	if (call->json)
		mc_session_list_print_json(&text, &list, args->yes);
	else
		mc_session_list_print_text(&text, &list, file, args->yes);
	mc_term_print_safe(stdout, text.ptr);
	call->is_bad_input = list.remarks.error_count > 0;
	return NULL;
}

const struct mc_cmd mc_cmd_session_import = {
	.name = "session import",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("add and change sessions from a table"),
	.about =
		N_("Reads a table with a line for each session, and shows what would change. With --yes it "
		   "does so: "
		   "all lines or none.\n\n"
		   "The first line names the columns: held_on, which is needed, and session_id, cohort, "
		   "starts_at (18:30), minutes, module, title. A session without session_id gets one made of "
		   "cohort, day and time; a session that is to be moved needs its id."),
	.operands = "<file>",
	.min_operands = 1,
	.max_operands = 1,
	.example =
		N_("migracode session import --cohort ath-2026a plan.csv        # shows what would change\n"
		   "migracode session import --cohort ath-2026a --yes plan.csv  # does it"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
