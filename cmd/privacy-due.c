/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "cohort/day.h"
#include "cohort/due.h"
#include "cohort/office.h"

struct args {
	const char *as_of;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, as_of, 0, "as-of", "<day>", N_("the day to look at (default: today)")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_due) due = MC_DUE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char today[MC_DATE_TEXT];

	mc_day_today(today);
	const char *as_of = args->as_of ? args->as_of : today;

	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_due_read(&due, office.records, &office.school, as_of));
	if (call->json)
		mc_due_print_json(&text, &due, as_of);
	else
		mc_due_print_text(&text, &due, as_of);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_privacy_due = {
	.name = "privacy due",
	.family = MC_FAMILY_CARE,
	.has_school = true,
	.summary = N_("list whose data has been kept long enough"),
	.about = N_(
		"Everything about a person is kept for a purpose, and each purpose has a time after the "
		"course: "
		"course and notes a year, "
		"certificate ten years, follow-up a year, portfolio two years, background five years, unless "
		"\"retention\" in school.json "
		"says otherwise. This command lists what is over, and what to type. It deletes nothing."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode privacy due --as-of 2027-12-31"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .as_of = NULL })),
	.run = run,
};
