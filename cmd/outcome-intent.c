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
	const char *intent;
	const char *on;
	const char *work_auth;
	const char *correction;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>", N_("the cohort that the learner started in")),
	MC_OPT_CHOICE(struct args, intent, 0, "intent", "job|stay|self-enrichment|study",
		      N_("what the learner wants after the course")),
	MC_OPT_TEXT(struct args, on, 0, "on", "<day>", N_("when the learner said so (default: today)")),
	MC_OPT_CHOICE(struct args, work_auth, 0, "work-auth", "y|n|unknown",
		      N_("whether the learner may work in the country")),
	MC_OPT_TEXT(struct args, correction, 0, "correction", "<why>",
		    N_("the recorded answer was written down wrongly; the reason is sealed")),
	MC_OPT_END,
};

static const struct {
	const char *word;
	const char *text;
} effects[] = {
	[MC_INTENT_COUNTS] = { "counts", N_("this is the answer that counts") },
	[MC_INTENT_LATE] = { "late",
			     N_("this came after the window, so it excludes nobody from the figures") },
	[MC_INTENT_KEPT_ONLY] = { "kept-only", N_("this is in the log; the first answer still counts") },
	[MC_INTENT_CORRECTED] = { "corrected", N_("the recorded answer was corrected") },
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_office) office = MC_OFFICE_INIT;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char today[MC_DATE_TEXT];
	struct mc_enrolment recorded = { 0 };
	enum mc_intent_effect effect = MC_INTENT_COUNTS;

	mc_day_today(today);
	const struct mc_intent intent = { .cohort = args->cohort,
					  .learner = call->operands[0],
					  .intent = args->intent,
					  .on_day = args->on ? args->on : today,
					  .work_auth = args->work_auth,
					  .correction = args->correction };

	if (!args->intent)
		return mc_err_new(MC_E_USAGE, _("something is missing: %s"), "--intent");
	MC_TRY(mc_day_check(intent.on_day, "--on"));
	MC_TRY(mc_office_open(&office, call->school, call->records, call->actor, &call->asker));
	MC_TRY(mc_intent_record(&effect, office.records, &intent));
	MC_TRY(mc_whom_find(&recorded, &arena, office.records, args->cohort, intent.learner));
	if (call->json) {
		mc_outcome_print_json(&text, &recorded, NULL, effects[effect].word);
		(void)fputs(text.ptr, stdout);
	} else if (!call->quiet) {
		(void)printf("%s: %s\n", intent.learner, _(effects[effect].text));
	}
	return NULL;
}

const struct mc_cmd mc_cmd_outcome_intent = {
	.name = "outcome intent",
	.family = MC_FAMILY_PEOPLE,
	.has_school = true,
	.summary = N_("record what a learner wants after the course"),
	.about = N_(
		"Graduates who say by the third day after the census day that they want no new work in the "
		"field, or that they may not work, are not counted in the rate of placement. Who does not "
		"answer is counted.\n\n"
		"Until then the last answer counts. Afterwards another mind is kept in the log and changes "
		"no "
		"figure. An answer that was written down wrongly is put right with --correction and the "
		"reason; the log shows that it was done, and by whom."),
	.operands = "<learner>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode outcome intent L17 --intent job --on 2026-01-20 --work-auth y"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
