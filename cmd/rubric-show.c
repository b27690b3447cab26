/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "gradebook/book.h"
#include "gradebook/rubric_print.h"

struct args {
	const char *cohort;
	const char *learner;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("the cohort; needed when the school has several")),
	MC_OPT_TEXT(struct args, learner, 0, "learner", "<id>", N_("with the marks of this learner")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const char *exercise = call->operands[0];
	MC_AUTO(mc_book) book = MC_BOOK_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_book_wanted wanted = { call->school, call->records, call->actor, &call->asker,
					       args->cohort, args->learner, exercise };

	MC_TRY(mc_book_open(&book, &wanted));
	const struct mc_score_column *column =
		mc_scores_column(book.scores, mc_scores_find_exercise(book.scores, exercise));
	const struct mc_score *score = args->learner ? mc_book_score(&book, args->learner, exercise) : NULL;

	if (call->json)
		mc_rubric_print_json(&text, column, score);
	else
		mc_rubric_print_text(&text, column, score);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_rubric_show = {
	.name = "rubric show",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("print the rubric of an exercise, and the marks of a learner"),
	.about = N_("A level with '*' is the one that the learner has."),
	.operands = "<exercise>",
	.min_operands = 1,
	.max_operands = 1,
	.example = N_("migracode rubric show --cohort ath-2026a --learner L1 list-sum"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
