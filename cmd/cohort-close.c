/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/cohort.h"
#include "cohort/day.h"
#include "cohort/office.h"
#include "rates/overview.h"

struct args {
	const char *on;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, on, 0, "on", "<day>", N_("the day on which it ended: 2026-07-31")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const char *cohort = call->operands[0];
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;

	MC_TRY(mc_day_check(args->on, "--on"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cohort_close(office.records, cohort, args->on));
	if (call->json) {
		MC_AUTO(mc_overview) overview = MC_OVERVIEW_INIT;
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		MC_TRY(mc_overview_read(&overview, office.records, cohort, args->on,
					office.school.exclusions));
		mc_overview_print_json(&text, &overview);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(
			_("the cohort '%s' is closed; what becomes of its learners can still be recorded\n"),
			cohort);
		(void)printf(_("next: migracode report graduation --cohort %s\n"), cohort);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_cohort_close = {
	.name = "cohort close",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record that a cohort has ended"),
	.about = N_(
		"Nobody can be added or moved to a cohort that is closed; the list of a history can still be "
		"imported. Who graduates later, and what work they find, is still recorded, and figures go "
		"on "
		"by their own days."),
	.operands = "<cohort>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode cohort close ath-2026a --on 2026-07-31"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .on = NULL })),
	.run = run,
};
