/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/cohort.h"
#include "cohort/day.h"
#include "cohort/office.h"
#include "rates/roll.h"

struct args {
	const char *cohort;
	const char *as_of;
	bool names;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("whose learners")),
	MC_OPT_TEXT(struct args, as_of, 0, "as-of", "<day>",
		    N_("where they stood on this day (default: today)")),
	MC_OPT_FLAG(struct args, names, 0, "names", N_("show display names, which are sealed")),
	MC_OPT_END,
};

static void print_sheet(struct mc_buf *text, const struct mc_roll *roll, bool names)
{
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;
	MC_AUTOTEXT title = mc_format(_("Cohort %s on %s"), roll->cohort, roll->as_of);

	sheet.title = mc_sheet_copy(&sheet, title);
	mc_roll_sheet(&sheet, roll, names);
	mc_sheet_write(text, &sheet, MC_SHEET_TEXT, NULL);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_roll) roll = MC_ROLL_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char today[MC_DATE_TEXT];

	MC_TRY(mc_cohort_need(args->cohort));
	mc_day_today(today);
	MC_TRY(mc_day_check(args->as_of ? args->as_of : today, "--as-of"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	const struct mc_roll_wanted wanted = { args->cohort, args->as_of ? args->as_of : today,
					       office.school.exclusions, args->names };

	MC_TRY(mc_roll_read(&roll, office.records, &wanted));
	if (call->json)
		mc_roll_print_json(&text, &roll);
	else
		print_sheet(&text, &roll, args->names);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_learner_list = {
	.name = "learner list",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("list the learners of a cohort and where each stands"),
	.about = N_(
		"Lists all who started in the cohort, those who left among them, and those who moved in from "
		"another one, which goes on counting them."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode learner list --cohort ath-2026a"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
