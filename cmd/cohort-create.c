/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/cohort.h"
#include "cohort/office.h"
#include "course/scaffold.h"

struct args {
	const char *id;
	const char *title;
	const char *kind;
	const char *start;
	const char *curriculum;
	unsigned length_days;
	unsigned census_day;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, id, 0, "id", "<id>", N_("short name that never changes, such as ath-2026a")),
	MC_OPT_TEXT(struct args, title, 't', "title", "<text>", N_("name for people")),
	MC_OPT_TEXT(struct args, start, 0, "start", "<day>", N_("first day of the course: 2026-01-12")),
	MC_OPT_UINT(struct args, length_days, 0, "length-days", "<n>",
		    N_("published length in days of the calendar, holidays and weekends included")),
	MC_OPT_UINT(struct args, census_day, 0, "census-day", "<n>",
		    N_("whoever leaves within this many days was never enrolled (default: 14)")),
	MC_OPT_CHOICE(struct args, kind, 0, "kind", "course|pilot|workshop", N_("what kind of cohort it is")),
	MC_OPT_TEXT(struct args, curriculum, 0, "curriculum", "<folder>", N_("the course that is taught")),
	MC_OPT_END,
};

static struct mc_err *check(const struct args *args)
{
	const char *missing = !args->id		   ? "--id"
			      : !args->start	   ? "--start"
			      : !args->length_days ? "--length-days"
						   : NULL;

	if (!missing)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_USAGE, _("something is missing: %s"), missing), "%s",
			   _("for example: migracode cohort create --id ath-2026a --start 2026-01-12 "
			     "--length-days 120"));
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	const struct mc_cohort cohort = { .id = args->id,
					  .title = args->title,
					  .kind = args->kind,
					  .start_on = args->start,
					  .length_days = args->length_days,
					  .census_day = args->census_day,
					  .curriculum = args->curriculum };

	MC_TRY(check(args));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_cohort_create(office.records, &cohort));
	if (call->json) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_scaffold_write_json(&text, args->id);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("made the cohort '%s', which starts on %s\n"), args->id, args->start);
		(void)printf(_("next: migracode learner import --cohort %s <file.csv>\n"), args->id);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_cohort_create = {
	.name = "cohort create",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("start a cohort of learners"),
	.about = N_("A cohort is the group that starts together. Its first day, its published length and the "
		    "census day decide "
		    "every rate, so they never change: a learner who moves to another cohort is still "
		    "measured here.\n\n"
		    "The census day takes the place of the last day of a refund in schools that cost "
		    "nothing: who leaves up to "
		    "then is reported, and not counted as enrolled."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode cohort create --id ath-2026a --start 2026-01-12 --length-days 120"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .kind = "course", .census_day = MC_COHORT_CENSUS_DAY })),
	.run = run,
};
