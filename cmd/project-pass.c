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
	MC_OPT_TEXT(struct args, milestone.name, 0, "name", "<id>",
		    N_("which project, as in the rules: capstone")),
	MC_OPT_FLAG(struct args, flag, 0, "team", N_("done as a member of a team")),
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
	milestone->kind = args->flag ? MC_MILESTONE_TEAM : MC_MILESTONE_PROJECT;
	if (!milestone->name)
		return mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--name");
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_milestone_add(id, office.records, milestone));
	if (call->json)
		mc_milestone_print_json("project.passed", milestone);
	else if (!call->quiet)
		(void)printf(_("the learner '%s' has passed the project\n"), milestone->learner);
	return NULL;
}

const struct mc_cmd mc_cmd_project_pass = {
	.name = "project pass",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record that a learner passed a project"),
	.about = N_("A project is work that a person judges: a final project, or one of a team. Exercises "
		    "are taken from their results instead."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode project pass L1 --name capstone --on 2026-05-02 --team"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .milestone = { .result = "passed" } })),
	.run = run,
};
