/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/dossier.h"
#include "cohort/office.h"

struct args {
	bool names;
};

static const struct mc_opt options[] = {
	MC_OPT_FLAG(struct args, names, 0, "names", N_("also name, contacts and notes, which are sealed")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_dossier) dossier = MC_DOSSIER_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_dossier_read(&dossier, office.records, call->operands[0], args->names));
	if (call->json)
		mc_dossier_print_json(&text, &dossier);
	else
		mc_dossier_print_text(&text, &dossier);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_learner_show = {
	.name = "learner show",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("show everything that is recorded about a learner"),
	.about = N_("Shows the cohorts, the attendance, and every event of the log, with its day and who "
		    "recorded "
		    "it. Name, contacts and notes are shown with --names only."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode learner show Lk3vq7m2a"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .names = false })),
	.run = run,
};
