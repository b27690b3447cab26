/* SPDX-License-Identifier: MIT */
#include <stdio.h>

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
	MC_OPT_TEXT(struct args, as_of, 0, "as-of", "<day>", N_("how it stood on this day (default: today)")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_overview) overview = MC_OVERVIEW_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char today[MC_DATE_TEXT];

	mc_day_today(today);
	const char *as_of = args->as_of ? args->as_of : today;

	MC_TRY(mc_day_check(as_of, "--as-of"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_overview_read(&overview, office.records, call->operands[0], as_of,
				office.school.exclusions));
	if (call->json)
		mc_overview_print_json(&text, &overview);
	else
		mc_overview_print_text(&text, &overview);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_cohort_show = {
	.name = "cohort show",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("show how a cohort stands, and what to do next"),
	.about = N_("Shows the days that decide, how many learners stand where, why learners left, the "
		    "sessions, and "
		    "what to do next. These are raw counts for those who run the school; 'migracode report' "
		    "makes "
		    "what can be given away."),
	.operands = "<cohort>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode cohort show ath-2026a"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .as_of = NULL })),
	.run = run,
};
