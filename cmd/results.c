/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/cmd.h"
#include "cli/term.h"
#include "gradebook/book.h"
#include "gradebook/matrix.h"
#include "gradebook/names.h"
#include "os/outfile.h"

struct args {
	const char *cohort;
	struct mc_matrix_filter filter;
	struct mc_opt_list learners;
	unsigned min, max;
	bool names, ids;
	const char *format;
	const char *output;
};

/* Nobody asks for this many percent. */
#define NOT_ASKED 100000u

static const struct mc_opt options[] = {
	MC_OPT_TEXT(struct args, cohort, 'c', "cohort", "<id>",
		    N_("whose results; needed when the school has several cohorts")),
	MC_OPT_TEXT(struct args, filter.module, 'm', "module", "<id>", N_("exercises of one module")),
	MC_OPT_TEXT(struct args, filter.exercise, 'e', "exercise", "<id>", N_("one exercise")),
	MC_OPT_LIST(struct args, learners, 0, "learner", "<id>", N_("one learner; may be repeated")),
	MC_OPT_TEXT(struct args, filter.verdicts, 0, "verdict", "<words>",
		    N_("only results that are one of these: pass, partial, fail, error, flaky, missing, "
		       "fault, excused, late, taken-back, override, unmarked; with ',' between them")),
	MC_OPT_UINT(struct args, min, 0, "min", "<percent>", N_("only results with at least this share")),
	MC_OPT_UINT(struct args, max, 0, "max", "<percent>", N_("only results with at most this share")),
	MC_OPT_FLAG(struct args, ids, 0, "ids", N_("name learners by their ids on the terminal, too")),
	MC_OPT_FLAG(struct args, names, 0, "names",
		    N_("show display names, which are sealed, in csv, markdown and html, too")),
	MC_OPT_CHOICE(struct args, format, 'f', "format", "text|csv|markdown|html", N_("how to write it")),
	MC_OPT_TEXT(struct args, output, 'o', "output", "<file>", N_("write into a file")),
	MC_OPT_END,
};

static enum mc_sheet_format format_of(const char *name)
{
	return name[0] == 't'	? MC_SHEET_TEXT
	       : name[0] == 'c' ? MC_SHEET_CSV
	       : name[0] == 'm' ? MC_SHEET_MARKDOWN
				: MC_SHEET_HTML;
}

static void write_sheet(struct mc_buf *text, const struct mc_matrix *matrix, const struct mc_call *call,
			const struct args *args)
{
	const struct mc_sheet_look look = { args->output ? 80 : mc_term_width(STDOUT_FILENO),
					    call->has_color && !args->output,
					    args->output || mc_term_has_utf8() };
	enum mc_sheet_format format = format_of(args->format);
	MC_AUTO(mc_sheet) sheet = MC_SHEET_INIT;

	mc_matrix_sheet(&sheet, matrix, format == MC_SHEET_TEXT ? &look : NULL, format == MC_SHEET_CSV);
	mc_sheet_write(text, &sheet, format, &look);
}

static struct mc_err *make(struct mc_buf *text, const struct mc_call *call, struct args *args)
{
	MC_AUTO(mc_book) book = MC_BOOK_INIT;
	MC_AUTO(mc_matrix) matrix = MC_MATRIX_INIT;
	const struct mc_book_wanted wanted = { .school = call->school,
					       .records = call->records,
					       .actor = call->actor,
					       .asker = &call->asker,
					       .cohort = args->cohort };
	bool has_names = !call->json && (args->names || (args->format[0] == 't' && !args->ids));
	const char *const *names = NULL;

	MC_TRY(mc_book_open(&book, &wanted));
	MC_TRY(mc_score_names(&names, &matrix.arena, book.office.records, book.scores, has_names));
	MC_TRY(mc_matrix_make(&matrix, book.scores, names, &args->filter));
	if (call->json)
		mc_matrix_json(text, &matrix);
	else
		write_sheet(text, &matrix, call, args);
	return NULL;
}

static struct mc_err *run(struct mc_call *call, void *opaque)
{
	struct args *args = opaque;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	args->filter.learners = args->learners.items;
	args->filter.learner_count = args->learners.count;
	args->filter.min = args->min;
	args->filter.max = args->max;
	args->filter.has_min = args->min != NOT_ASKED;
	args->filter.has_max = args->max != NOT_ASKED;
	struct mc_err *err = make(&text, call, args);

	mc_opt_list_release(&args->learners);
	if (err)
		return err;
	if (!args->output) {
		(void)fwrite(text.ptr, 1, text.len, stdout);
		return NULL;
	}
	MC_TRY(mc_outfile_write(args->output, text.ptr, text.len));
	if (!call->quiet)
		(void)fprintf(stderr, _("wrote '%s'\n"), args->output);
	return NULL;
}

const struct mc_cmd mc_cmd_results = {
	.name = "results",
	.family = MC_FAMILY_GRADING,
	.has_school = true,
	.summary = N_("show the results of a cohort, learners by exercises"),
	.about = N_("Each cell has the verdict as a sign and the points that count: those of the tests and "
		    "of the rubric, less what being late costs, or what an instructor decided. What is not "
		    "handed in or could not be read is no zero: it stands apart and counts in no sum.\n\n"
		    "On the terminal learners are shown by their display names, everywhere else by their "
		    "ids unless --names is given; --json never has names. With --verdict, --min or --max, "
		    "only the results that were asked for are shown."),
	.operands = "",
	.min_operands = 0,
	.max_operands = 0,
	.example = N_("migracode results --cohort ath-2026a\n"
		      "migracode results --cohort ath-2026a --verdict missing,late\n"
		      "migracode results --cohort ath-2026a --format html --names -o results.html"),
	.options = options,
	MC_ARGS(struct args, ((const struct args){ .format = "text", .min = NOT_ASKED, .max = NOT_ASKED })),
	.run = run,
};
