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
		    N_("plagiarism, conduct, or a word of the school")),
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
	if (!milestone->name)
		return mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--kind");
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_milestone_add(id, office.records, milestone));
	if (call->json)
		mc_milestone_print_json("case.opened", milestone);
	else if (!call->quiet)
		(void)printf(_("opened a case; next: migracode case close %s --on <day>\n"),
			     milestone->learner);
	return NULL;
}

const struct mc_cmd mc_cmd_case_open = {
	.name = "case open",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("open a case of a learner, such as one of plagiarism"),
	.about = N_("As long as a case is open, rules may keep the learner from graduating. What it is about "
		    "belongs into the note, which is sealed; the records have only its kind."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode case open L1 --kind plagiarism --on 2026-04-02"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .milestone = { .kind = MC_MILESTONE_CASE } })),
	.run = run,
};
