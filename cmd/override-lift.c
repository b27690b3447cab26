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
	MC_OPT_TEXT(struct args, wanted.reason, 0, "reason", "<text>", N_("why; sealed")),
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
	MC_TRY(mc_override_lift(book.office.records, wanted));
	MC_TRY(mc_book_read(&book, wanted->learner));
	if (call->json) {
		/* Without the override an exercise may be in no list any more. */
		mc_override_print_lifted(&text, wanted);
	} else if (mc_scores_find_exercise(book.scores, wanted->exercise) != SIZE_MAX) {
		mc_override_print_after(&text, mc_book_score(&book, wanted->learner, wanted->exercise));
	}
	if (call->json || !call->quiet)
		mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_override_lift = {
	.name = "override lift",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("take back what an instructor decided about a score"),
	.about = N_("What is computed counts again. The history of 'migracode results show' keeps both."),
	.operands = "<learner> <exercise>",
	.min_operands = 2,
	.max_operands = 2,
	.example = N_("migracode override lift --cohort ath-2026a L1 list-sum"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .wanted = { .cohort = NULL } })),
	.run = run,
};
