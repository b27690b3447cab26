/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/milestone.h"
#include "cohort/milestone_print.h"
#include "cohort/office.h"

struct args {
	struct mc_milestone milestone;
	bool flag;
};

static const struct mc_opt options[] = {
	MC_OPT_FLAG(struct args, flag, 0, "missed", N_("the learner did not come")),
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
	char id[MC_NEW_ID];

	milestone->learner = call->operands[0];
	milestone->result = args->flag ? "missed" : "attended";
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_milestone_add(id, office.records, milestone));
	if (call->json)
		mc_milestone_print_json("meeting.held", milestone);
	else if (!call->quiet)
		(void)printf(_("recorded a meeting with the learner '%s'\n"), milestone->learner);
	return NULL;
}

const struct mc_cmd mc_cmd_meeting_add = {
	.name = "meeting add",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record an individual meeting with a learner"),
	.about = N_("Rules of graduation may ask for individual meetings. A meeting that the learner missed "
		    "counts as missed."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode meeting add L1 --on 2026-03-05"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .milestone = { .kind = MC_MILESTONE_MEETING } })),
	.run = run,
};
