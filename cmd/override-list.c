/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "gradebook/book.h"
#include "gradebook/override_print.h"

struct args {
	const char *cohort;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("the cohort; needed when the school has several")),
	MC_OPT_END,
};

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_book) book = MC_BOOK_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_book_wanted place = { .school = call->school,
					      .records = call->records,
					      .actor = call->actor,
					      .asker = &call->asker,
					      .cohort = args->cohort };

	MC_TRY(mc_book_open(&book, &place));
	if (call->json)
		mc_override_list_json(&text, book.scores);
	else
		MC_TRY(mc_override_list_text(&text, book.office.records, book.scores));
	mc_term_print_safe(stdout, text.ptr);
	return NULL;
}

const struct mc_cmd mc_cmd_override_list = {
	.name = "override list",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("list what instructors decided about scores, and why"),
	.about = N_("With names and reasons on the terminal; --json has ids alone."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode override list --cohort ath-2026a"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .cohort = NULL })),
	.run = run,
};
