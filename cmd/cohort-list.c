/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/day.h"
#include "cohort/office.h"
#include "rates/overview.h"

struct args {
	const char *as_of;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, as_of, 0, "as-of", "<day>",
		    N_("how they stood on this day (default: today)")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_rates *rates = NULL;
	char today[MC_DATE_TEXT];

	mc_day_today(today);
	const char *as_of = args->as_of ? args->as_of : today;

	MC_TRY(mc_day_check(as_of, "--as-of"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cohorts_read(&cohorts, office.records, NULL));
	MC_TRY(mc_overview_list(&rates, office.records, &cohorts, as_of, office.school.exclusions));
	if (call->json)
		mc_overview_list_json(&text, &cohorts, rates, as_of);
	else
		mc_overview_list_text(&text, &cohorts, rates, as_of);
	free(rates);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_cohort_list = {
	.name = "cohort list",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("list the cohorts of a school"),
	.about = N_(
		"Lists cohorts by their start, with how many learners started, graduated, learn and left."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode cohort list --as-of 2026-06-30"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .as_of = NULL })),
	.run = run,
};
