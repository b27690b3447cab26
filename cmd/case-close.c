/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/milestone.h"
#include "cohort/milestone_print.h"
#include "cohort/office.h"

struct args {
	struct mc_milestone milestone;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, milestone.name, 0, "kind", "<word>",
		    N_("which case, when several are open")),
	MC_OPT_TEXT(struct args, milestone.on, 0, "on", "<day>", N_("the day: 2026-03-05")),
	MC_OPT_TEXT(struct args, milestone.note, 0, "note", "<text>",
		    N_("what else should be known; sealed")),
	MC_OPT_TEXT(struct args, milestone.cohort, 'c', "cohort", "<id>",
		    N_("the cohort that the learner is in, when there are several")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	struct mc_milestone *milestone = &args->milestone;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;

	milestone->learner = call->operands[0];
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_milestone_close(office.records, milestone));
	if (call->json)
		mc_milestone_print_json("case.closed", milestone);
	else if (!call->quiet)
		(void)printf(_("closed a case of the learner '%s'\n"), milestone->learner);
	return NULL;
}

const struct mc_cmd mc_cmd_case_close = {
	.name = "case close",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("close a case of a learner"),
	.about = N_("The case stays in the log, with the day on which it was closed."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode case close L1 --on 2026-04-09"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .milestone = { .kind = MC_MILESTONE_CASE } })),
	.run = run,
};
