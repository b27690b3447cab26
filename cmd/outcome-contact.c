/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/day.h"
#include "cohort/office.h"
#include "cohort/outcome.h"
#include "cohort/outcome_print.h"
#include "cohort/whom.h"

struct args {
	const char *cohort;
	const char *on;
	const char *kind;
	const char *activity;
	const char *result;
	const char *note;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("the cohort that the learner started in")),
	MC_OPT_TEXT(struct args, on, 0, "on", "<day>", N_("when it was (default: today)")),
	MC_OPT_CHOICE(struct args, kind, 0, "kind", "call|visit|mail|career-day",
		      N_("how you were in touch")),
	MC_OPT_TEXT(struct args, activity, 0, "activity", "<id>", N_("the career day that it goes back to")),
	MC_OPT_CHOICE(struct args, result, 0, "result", "none|interview|offer", N_("what came of it")),
	MC_OPT_TEXT(struct args, note, 0, "note", "<text>", N_("what was said; it is sealed like names")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char today[MC_DATE_TEXT];
	struct mc_enrolment recorded = { 0 };

	mc_day_today(today);
	const struct mc_contact contact = { .cohort = args->cohort,
					    .learner = call->operands[0],
					    .on_day = args->on ? args->on : today,
					    .kind = args->kind,
					    .activity = args->activity,
					    .result = args->result,
					    .note = args->note };

	MC_TRY(mc_day_check(contact.on_day, "--on"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_contact_record(office.records, &contact));
	MC_TRY(mc_whom_find(&recorded, &arena, office.records, args->cohort, contact.learner));
	if (call->json) {
		mc_outcome_print_json(&text, &recorded, NULL, NULL);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf(_("%s: the contact of %s is recorded\n"), contact.learner, contact.on_day);
	}
	return NULL;
}

const struct mc_cmd mc_cmd_outcome_contact = {
	.name = "outcome contact",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record that you were in touch with a learner"),
	.about = N_(
		"Call graduates at least monthly until they have work; what you record here takes them off "
		"the "
		"list of 'migracode outcome due', and tells 'migracode risk' that somebody was in touch.\n\n"
		"What a career day leads to is told by its id: --kind career-day --activity ID for the "
		"meeting itself, and later any kind with the same --activity and --result interview or "
		"offer."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode outcome contact L17 --on 2026-06-12 --kind call\n"
		      "migracode outcome contact L17 --on 2026-06-20 --activity career-day-3 --result offer"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .kind = "call", .result = "none" })),
	.run = run,
};
