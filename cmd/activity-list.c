/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/activity.h"
#include "cohort/cohort.h"
#include "cohort/office.h"

struct args {
	const char *cohort;
	const char *kind;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("only those of this cohort")),
	MC_OPT_NAME(struct args, kind, 'k', "kind", "<kind>", MC_ACTIVITY_KINDS,
		    N_("only those of this kind")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_activities) activities = MC_ACTIVITIES_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	if (args->cohort)
		MC_TRY(mc_cohorts_read(&cohorts, office.records, args->cohort));
	MC_TRY(mc_activities_read(&activities, office.records, args->cohort, args->kind));
	if (call->json)
		mc_activities_print_json(&text, &activities);
	else
		mc_activities_print_text(&text, &activities);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_activity_list = {
	.name = "activity list",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("list workshops, career days and other activities"),
	.about = N_("Lists activities by day, with how many people of which groups were there."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode activity list --kind career-day"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
