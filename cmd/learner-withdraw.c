/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/learner.h"
#include "cohort/office.h"
#include "cohort/step_print.h"

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct mc_learner_step, on, 0, "on", "<day>", N_("the day of leaving: 2026-03-02")),
	MC_OPT_TEXT(struct mc_learner_step, reason, 'r', "reason", "<word>",
		    N_("why: found-job, finished-training, study, childcare, personal, no-time, language, "
		       "lost-contact …")),
	MC_OPT_TEXT(struct mc_learner_step, exclusion, 0, "exclusion", "<word>",
		    N_("only for what may take a learner out of a rate: died, incarcerated, military, "
		       "disability, service")),
	MC_OPT_TEXT(struct mc_learner_step, note, 0, "note", "<text>",
		    N_("what else should be known; sealed, and in no report")),
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
	MC_TRY(mc_learner_withdraw(office.records, step));
	if (call->json)
		mc_step_print_json("learner.withdrawn", step);
	else if (!call->quiet)
		(void)printf(_("the learner '%s' left on %s\n"
			       "next, if they come back: migracode learner return %s --on <day>\n"),
			     step->learner, step->on, step->learner);
	return NULL;
}

const struct mc_cmd mc_cmd_learner_withdraw = {
	.name = "learner withdraw",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record that a learner left, and why"),
	.about = N_(
		"Nothing is deleted: the learner stays in every figure that they belong to. Who finished a "
		"training that an employer sent them to has not quit: that is 'finished-training'. Who was "
		"moved by an authority is 'moved-by-authority', and is told apart in reports. Illness is "
		"'personal': the records know nothing about health.\n\n"
		"A word of your own is kept as a reason, too; it must not tell anything about a person."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode learner withdraw Lk3vq7m2a --on 2026-03-02 --reason found-job"),
	.options = options,
	MC_ARGS(struct mc_learner_step, ((const struct mc_learner_step){ .learner = NULL })),
	.run = run,
};
