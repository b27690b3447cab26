/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "gradebook/deadline_list.h"

struct args {
	const char *cohort;
	const char *learner;
	bool reasons;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("whose deadlines")),
	MC_OPT_TEXT(struct args, learner, 'l', "learner", "<id>", N_("what is due when for this learner")),
	MC_OPT_FLAG(struct args, reasons, 0, "reasons", N_("show why somebody has more time")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_deadline_list) list = MC_DEADLINE_LIST_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_sheet_look look = { .width = mc_term_width(STDOUT_FILENO),
					    .has_color = call->has_color,
					    .has_utf8 = mc_term_has_utf8() };

	if (args->reasons && call->json)
		return mc_err_new(MC_E_USAGE, "%s", _("reasons are for people, not for documents"));
	MC_TRY(mc_cohort_need(args->cohort));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_deadline_list_read(&list, &office, args->cohort, args->learner));
	if (call->json) {
		mc_deadline_list_print_json(&text, &list);
	} else {
		MC_TRY(mc_deadline_list_name(&list, office.records, args->reasons));
		mc_deadline_list_print_text(&text, &list, &look);
	}
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_deadline_list = {
	.name = "deadline list",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("list what is due when, who has more time, and grace days"),
	.about = N_("Times are those of the school's time zone. With --learner every exercise of the course "
		    "is listed with the deadline of this learner. Grace days are counted from what is "
		    "graded: who hands something in late and is not graded yet has used none."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode deadline list --cohort ath-2026a --learner L1"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .reasons = false })),
	.run = run,
};
