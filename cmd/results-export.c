/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cohort/results_export.h"
#include "gradebook/book.h"
#include "gradebook/export.h"
#include "os/outfile.h"

struct args {
	const char *cohort;
	const char *format;
	const char *output;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("whose results; needed when the school has several cohorts")),
	MC_OPT_CHOICE(struct args, format, 'f', "format", "csv|import|moodle", N_("for which program")),
	MC_OPT_TEXT(struct args, output, 'o', "output", "<file>", N_("write into a file")),
	MC_OPT_END,
};

static struct mc_err *make(struct mc_buf *text, size_t *left_out, const struct mc_call *call,
			   const struct args *args)
{
	MC_AUTO(mc_book) book = MC_BOOK_INIT;
	const struct mc_book_wanted wanted = { .school = call->school,
					       .records = call->records,
					       .actor = call->actor,
					       .asker = &call->asker,
					       .cohort = args->cohort };

	MC_TRY(mc_book_open(&book, &wanted));
	if (args->format[0] == 'm')
		return mc_results_export_moodle(text, left_out, book.office.records, book.cohort->id);
	if (args->format[0] == 'i')
		return mc_results_export_csv(text, book.office.records, book.cohort->id);
	mc_export_csv(text, book.scores);
	return NULL;
}

static struct mc_err *deliver(const struct mc_buf *text, const char *path)
{
	if (!path) {
		(void)fwrite(text->ptr, 1, text->len, stdout);
		return NULL;
	}
	return mc_outfile_write(path, text->ptr, text->len);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	const struct args *args = opaque;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	size_t left_out = 0;

	MC_TRY(make(&text, &left_out, call, args));
	MC_TRY(deliver(&text, args->output));
	if (left_out > 0)
		(void)fprintf(stderr,
			      NP_("%zu learner without a result of every exercise is not in the table: "
				  "Moodle would erase grades\n",
				  "%zu learners without a result of every exercise are not in the table: "
				  "Moodle would erase grades\n",
				  left_out),
			      left_out);
	return NULL;
}

const struct mc_cmd mc_cmd_results_export = {
	.name = "results export",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("write the results of a cohort for another program"),
	.about =
		N_("csv is a table with a row for each learner and exercise: state, verdict, the points that "
		   "count and what they are made of. It is the same however often and whenever the same "
		   "work was graded. import is the table of best results that 'migracode results import' "
		   "takes. moodle is one for \"Import "
		   "grades\" of a Moodle course, with a column for each "
		   "exercise; learners are named by their idnumber, no name is in it."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode results export --cohort ath-2026a --format moodle --output grades.csv"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .format = "csv" })),
	.run = run,
};
