/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "gradebook/book.h"
#include "gradebook/override.h"
#include "gradebook/rubric_print.h"

struct args {
	const char *cohort;
	const char *note;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("the cohort; needed when the school has several")),
	MC_OPT_TEXT(struct args, note, 0, "note", "<text>", N_("what else should be known; sealed")),
	MC_OPT_END,
};

static const struct mc_score_column *column_of(const struct mc_book *book, const char *exercise)
{
	return mc_scores_column(book->scores, mc_scores_find_exercise(book->scores, exercise));
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	const char *learner = call->operands[0];
	const char *exercise = call->operands[1];
	MC_AUTO(mc_book) book = MC_BOOK_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_book_wanted wanted = { call->school, call->records, call->actor, &call->asker,
					       args->cohort, learner,	    exercise };

	MC_TRY(mc_book_open(&book, &wanted));
	MC_TRY(mc_rubric_record(book.office.records,
				&(struct mc_rubric_marks){ .cohort = book.cohort->id,
							   .learner = learner,
							   .exercise = exercise,
							   .rubric = column_of(&book, exercise)->rubric,
							   .marks = call->operands + 2,
							   .count = call->operand_count - 2,
							   .note = args->note }));
	MC_TRY(mc_book_read(&book, learner));
	const struct mc_score *score = mc_book_score(&book, learner, exercise);

	if (call->json)
		mc_rubric_print_json(&text, column_of(&book, exercise), score);
	else if (!call->quiet)
		mc_rubric_print_text(&text, column_of(&book, exercise), score);
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_rubric_mark = {
	.name = "rubric mark",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("record how well a submission meets the criteria of a rubric"),
	.about = N_("Criteria, levels and their points stand in rubric.json beside exercise.json; "
		    "'migracode rubric show' prints them. The level is recorded, not its points: when "
		    "rubric.json changes, so do the scores. 'criterion=' takes a mark back."),
	.operands = "<learner> <exercise> <criterion=level>...",
	.min_operands = 3,
	.max_operands = 2 + MC_RUBRIC_MAX,
	.example = N_("migracode rubric mark --cohort ath-2026a L1 list-sum names=good layout=some"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
