/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "gradebook/book.h"
#include "gradebook/names.h"
#include "gradebook/score_document.h"
#include "gradebook/score_history.h"

struct args {
	const char *cohort;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("the cohort; needed when the school has several")),
	MC_OPT_END,
};

/* A result that is not stored any more is no reason to show nothing. */
static struct mc_err *read_document(struct mc_buf *document, const struct mc_book *book,
				    const struct mc_score *score, const char *lang)
{
	struct mc_err *err =
		mc_score_document(document, book->office.school.dir, score, lang, score->learner);

	if (!err || err->code != MC_E_NOTHING)
		return err;
	mc_err_drop(err);
	return NULL;
}

static struct mc_err *show(struct mc_buf *text, struct mc_call *call, const struct mc_book *book)
{
	const char *learner = call->operands[0];
	const char *exercise = call->operands[1];
	MC_AUTO(mc_score_history) history = MC_SCORE_HISTORY_INIT;
	MC_AUTO(mc_buf) document = MC_BUF_INIT;
	const char *const *names = NULL;
	struct mc_score_history_view view = { .records = book->office.records,
					      .history = &history,
					      .score = mc_book_score(book, learner, exercise),
					      .zone = book->office.school.time_zone,
					      .is_ascii = !mc_term_has_utf8() };

	view.column = mc_scores_column(book->scores, mc_scores_find_exercise(book->scores, exercise));
	MC_TRY(mc_score_history_read(&history, book->office.records, book->cohort->id, learner, exercise));
	MC_TRY(read_document(&document, book, view.score, call->lang));
	view.document = document.len > 0 ? document.ptr : NULL;
	if (call->json) {
		mc_score_history_print_json(text, &view);
		return NULL;
	}
	MC_TRY(mc_score_names(&names, &history.arena, book->office.records, book->scores, true));
	view.name = names[mc_scores_find_learner(book->scores, learner)];
	return mc_score_history_print_text(text, &view);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_book) book = MC_BOOK_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_book_wanted wanted = { call->school,	 call->records, call->actor,
					       &call->asker,	 args->cohort,	call->operands[0],
					       call->operands[1] };

	MC_TRY(mc_book_open(&book, &wanted));
	MC_TRY(show(&text, call, &book));
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_results_show = {
	.name = "results show",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("show one result: the lines of its score, its tests, and what happened to it"),
	.about = N_("The history has every grading with its cause: the first one, another submission, a "
		    "changed exercise, other programs; and what instructors decided, with their reasons. "
		    "--json has no names and no reasons."),
	.operands = "<learner> <exercise>",
	.min_operands = 2,
	.max_operands = 2,
	.example = N_("migracode results show --cohort ath-2026a L1 list-sum"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
