/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/marking.h"
#include "cohort/office.h"

struct args {
	const char *present;
	const char *late;
	const char *excused;
	const char *absent;
	const char *others;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, present, 0, "present", "<learners>", N_("ids with ',' between them")),
	MC_OPT_TEXT(struct args, late, 0, "late", "<learners>", N_("ids with ',' between them")),
	MC_OPT_TEXT(struct args, excused, 0, "excused", "<learners>", N_("ids with ',' between them")),
	MC_OPT_TEXT(struct args, absent, 0, "absent", "<learners>", N_("ids with ',' between them")),
	MC_OPT_CHOICE(struct args, others, 0, "others", "present|late|excused|absent",
		      N_("the mark of all others who learn in the cohort and have none yet")),
	MC_OPT_END,
};

static enum mc_mark_status status_of(const char *word)
{
	enum mc_mark_status status = MC_MARK_PRESENT;

	while (status < MC_MARK_ABSENT && strcmp(mc_mark_name(status), word) != 0)
		status++;
	return status;
}

static struct mc_err *mark(struct mc_marking *marking, struct mc_records *records, const struct args *args,
			   const char *id)
{
	MC_AUTO(mc_sessions) found = MC_SESSIONS_INIT;
	uint32_t session = 0;

	MC_TRY(mc_sessions_find(&found, records, id));
	MC_TRY(mc_marking_begin(marking, records, found.items[0].cohort));
	MC_TRY(mc_marking_session(&session, marking, id));
	MC_TRY(mc_marking_add_ids(marking, session, MC_MARK_PRESENT, args->present, "--present"));
	MC_TRY(mc_marking_add_ids(marking, session, MC_MARK_LATE, args->late, "--late"));
	MC_TRY(mc_marking_add_ids(marking, session, MC_MARK_EXCUSED, args->excused, "--excused"));
	MC_TRY(mc_marking_add_ids(marking, session, MC_MARK_ABSENT, args->absent, "--absent"));
	if (args->others)
		MC_TRY(mc_marking_add_others(marking, records, session, status_of(args->others)));
	MC_TRY(mc_marking_apply(marking, records, true));
	return mc_remarks_check(&marking->remarks);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_marking) marking = MC_MARKING_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!args->present && !args->late && !args->excused && !args->absent && !args->others)
		return mc_err_hint(mc_err_new(MC_E_USAGE, "%s", _("nobody is marked")), "%s",
				   _("say who was there: --present L1,L2 --others absent"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mark(&marking, office.records, args, call->operands[0]));
	if (call->json)
		mc_marking_print_json(&text, &marking, true);
	else if (!call->quiet)
		mc_marking_print_text(&text, &marking, call->operands[0], true, call->quiet);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_attendance_mark = {
	.name = "attendance mark",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("mark who was at a session"),
	.about = N_("Marks learners as present, late, excused or absent. To correct a mark, mark again: the "
		    "last one "
		    "counts, and the log keeps both."),
	.operands = "<session>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode attendance mark ath-2026a-2026-02-03-1830 --late L7 --absent L2,L9 --others "
		      "present"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .present = NULL })),
	.run = run,
};
