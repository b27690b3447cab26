/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/learner.h"
#include "cohort/office.h"
#include "cohort/step_print.h"

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct mc_learner_step, on, 0, "on", "<day>", N_("the day of coming back: 2026-03-16")),
	MC_OPT_TEXT(struct mc_learner_step, cohort, 'c', "cohort", "<id>",
		    N_("the cohort that the learner had left, when there are several")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct mc_learner_step *step = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;

	step->learner = call->operands[0];
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_learner_return(office.records, step));
	if (call->json)
		mc_step_print_json("learner.returned", step);
	else if (!call->quiet)
		(void)printf(_("the learner '%s' learns again from %s on\n"), step->learner, step->on);
	return NULL;
}

const struct mc_cmd mc_cmd_learner_return = {
	.name = "learner return",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record that a learner came back"),
	.about = N_("The learner counts as learning again, in the cohort that they started in. The log keeps "
		    "that "
		    "they had left, and why."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode learner return Lk3vq7m2a --on 2026-03-16"),
	.options = options,
	MC_ARGS(struct mc_learner_step, ((const struct mc_learner_step){ .learner = NULL })),
	.run = run,
};
