/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "gradebook/export.h"

struct args {
	const char *cohort;
	const char *exercise;
	const char *format;
	const char *output;
	struct mc_opt_list meta;
};

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("whose results; needed when the school has several cohorts")),
	MC_OPT_TEXT(struct args, exercise, 'e', "exercise", "<id>", N_("results of one exercise")),
	MC_OPT_NAME(
		struct args, format, 'f', "format", "<name>", MC_EXPORT_FORMATS,
		N_("write csv, import, moodle, moodle-grades, classroom50, gradescope, text, json, ndjson, "
		   "junit, tap, ctrf, exercism, hyf, markdown or html")),
	MC_OPT_TEXT(struct args, output, 'o', "output", "<path>",
		    N_("write into a file, or into a folder for formats that hold one result")),
	MC_OPT_LIST(struct args, meta, 0, "meta", "<key=value>",
		    N_("a fact that classroom50 needs; may be repeated")),
	MC_OPT_END,
};

static void tell_left_out(const struct mc_export *export)
{
	size_t count = export->left_out;

	if (count == 0)
		return;
	if (!strcmp(export->format, "moodle"))
		(void)fprintf(stderr,
			      NP_("%zu learner without a result of every exercise is not in the table: "
				  "Moodle would erase grades\n",
				  "%zu learners without a result of every exercise are not in the table: "
				  "Moodle would erase grades\n",
				  count),
			      count);
	else
		(void)fprintf(
			stderr,
			NP_("%zu result is left out, as its tests were not run here or are not stored any "
			    "more\n",
			    "%zu results are left out, as their tests were not run here or are not stored "
			    "any more\n",
			    count),
			count);
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	MC_AUTO(mc_book) book = MC_BOOK_INIT;
	struct mc_export export = { .book = &book,
				    .format = args->format,
				    .column = SIZE_MAX,
				    .output = args->output,
				    .stream = stdout,
				    .lang = call->lang,
				    .facts = args->meta.items,
				    .fact_count = args->meta.count };
	const struct mc_book_wanted wanted = { .school = call->school,
					       .records = call->records,
					       .actor = call->actor,
					       .asker = &call->asker,
					       .cohort = args->cohort,
					       .exercise = args->exercise };

	struct mc_err *err = mc_book_open(&book, &wanted);

	if (!err && args->exercise)
		export.column = mc_scores_find_exercise(book.scores, args->exercise);
	if (!err)
		err = mc_export_run(&export);
	if (!err)
		tell_left_out(&export);
	mc_opt_list_release(&args->meta);
	return err;
}

const struct mc_cmd mc_cmd_results_export = {
	.name = "results export",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("write the results of a cohort for another program"),
	.about = N_(
		"csv is a table with a row for each learner and exercise: state, verdict, the points that "
		"count and what they are made of. It is the same however often and whenever the same work "
		"was graded. import is the table of best results that 'migracode results import' takes.\n\n"
		"moodle is a table for \"Import grades\" of a Moodle course, with a grade and a feedback for "
		"each exercise; moodle-grades is a folder with such a table for each exercise, so that a "
		"learner who lacks one is in the others. Learners are named by their idnumber, no name is in "
		"them. classroom50 is scores.json of Classroom 50, gradescope a zip file with a results.json "
		"for each result: both have the points that count.\n\n"
		"The others are the formats of 'migracode grade' and have what the tests gave, from what is "
		"stored; migracode-formats(5) explains them. Most of them are about one exercise: say which "
		"one with --exercise."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode results export --cohort ath-2026a --output results.csv\n"
		      "migracode results export --cohort ath-2026a --format moodle --output grades.csv"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .format = "csv" })),
	.run = run,
};
