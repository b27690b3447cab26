/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/learner.h"
#include "cohort/office.h"
#include "cohort/step_print.h"

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct mc_learner_step, to, 't', "to", "<id>",
		    N_("the cohort where the learner goes on")),
	MC_OPT_TEXT(struct mc_learner_step, on, 0, "on", "<day>", N_("first day there: 2026-03-02")),
	MC_OPT_TEXT(struct mc_learner_step, cohort, 'c', "cohort", "<id>",
		    N_("the cohort that the learner is in, when there are several")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct mc_learner_step *step = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;

	step->learner = call->operands[0];
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_learner_move(office.records, step));
	if (call->json)
		mc_step_print_json("learner.moved", step);
	else if (!call->quiet)
		(void)printf(_("the learner '%s' goes on in '%s', and rates count them where they started\n"),
			     step->learner, step->to);
	return NULL;
}

const struct mc_cmd mc_cmd_learner_move = {
	.name = "learner move",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("let a learner go on in another cohort"),
	.about = N_(
		"Attendance is marked in the new cohort from then on. Rates still count the learner in the "
		"cohort that they started in, against its days: nobody can be moved out of a bad figure."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode learner move Lk3vq7m2a --to ath-2026b --on 2026-03-02"),
	.options = options,
	MC_ARGS(struct mc_learner_step, ((const struct mc_learner_step){ .learner = NULL })),
	.run = run,
};
