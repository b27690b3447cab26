/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/office.h"
#include "cohort/outcome.h"
#include "cohort/outcome_print.h"
#include "cohort/whom.h"

#define STATUSES "employed|improved|job-searching|education|unemployed|inactive|unknown"

struct args {
	const char *cohort;
	const char *at_exit;
	const char *at_6m;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("the cohort that the learner started in")),
	MC_OPT_NAME(struct args, at_exit, 0, "at-exit", "<status>", STATUSES,
		    N_("how it was within 28 days after the last day")),
	MC_OPT_NAME(struct args, at_6m, 0, "at-6m", "<status>", STATUSES, N_("how it was six months later")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_enrolment recorded = { 0 };
	const struct mc_outcome_entry entry = { .cohort = args->cohort,
						.learner = call->operands[0],
						.status_exit = args->at_exit,
						.status_6m = args->at_6m };

	if (!args->at_exit && !args->at_6m)
		return mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--at-exit, --at-6m");
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_outcome_record(office.records, &entry));
	MC_TRY(mc_whom_find(&recorded, &arena, office.records, args->cohort, entry.learner));
	if (call->json) {
		mc_outcome_print_json(&text, &recorded, NULL, NULL);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("%s: the status is recorded\n"), entry.learner);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_outcome_status = {
	.name = "outcome status",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record how a learner stood when leaving, or six months later"),
	.about = N_(
		"Funders ask it of everybody who left, with or without a certificate: within 28 days after "
		"the last day, and again six months after it. A status is employed, improved, "
		"job-searching, education, unemployed, inactive or unknown."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode outcome status L17 --at-exit job-searching"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
