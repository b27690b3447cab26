/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "gradebook/book.h"
#include "gradebook/override.h"
#include "gradebook/override_print.h"

struct args {
	struct mc_override_wanted wanted;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, wanted.cohort, 'c', "cohort", "<id>",
		    N_("the cohort; needed when the school has several")),
	MC_OPT_TEXT(struct args, wanted.points, 'p', "points", "<number>", N_("the points that count")),
	MC_OPT_CHOICE(struct args, wanted.verdict, 0, "verdict", MC_OVERRIDE_VERDICTS,
		      N_("the verdict that counts")),
	MC_OPT_TEXT(struct args, wanted.reason, 0, "reason", "<text>",
		    N_("why; needed, sealed, and shown with the score")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	struct mc_override_wanted *wanted = &args->wanted;
	MC_AUTO(mc_book) book = MC_BOOK_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	wanted->learner = call->operands[0];
	wanted->exercise = call->operands[1];
	const struct mc_book_wanted place = { call->school,   call->records,   call->actor,	&call->asker,
					      wanted->cohort, wanted->learner, wanted->exercise };

	MC_TRY(mc_book_open(&book, &place));
	wanted->cohort = book.cohort->id;
	mc_override_print_before(&text, mc_book_score(&book, wanted->learner, wanted->exercise));
	MC_TRY(mc_override_set(book.office.records, wanted));
	MC_TRY(mc_book_read(&book, wanted->learner));
	const struct mc_score *score = mc_book_score(&book, wanted->learner, wanted->exercise);

	if (call->json)
		mc_override_print_json(&text, score);
	else
		mc_override_print_after(&text, score);
	if (call->json || !call->quiet)
		mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_override_set = {
	.name = "override set",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("give a learner other points or another verdict for an exercise"),
	.about = N_("What is decided here stands before everything that is computed, and stays when the "
		    "exercise is graded again, until 'migracode override lift' takes it back. Points do not "
		    "change the verdict, and a verdict does not change the points: give both when both are "
		    "meant. The verdict counts for graduating."),
	.operands = "<learner> <exercise>",
	.min_operands = 2,
	.max_operands = 2,
	.example = N_("migracode override set --cohort ath-2026a L1 list-sum --points 4 "
		      "--reason 'the test was wrong'"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .wanted = { .cohort = NULL } })),
	.run = run,
};
