/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "ext/unicode.h"
#include "gradebook/matrix.h"
#include "gradebook/score_print.h"
#include "result/points.h"
#include "result/result_text.h"

/* A matrix as tables: what it comes to for each learner, then one table for each module, cut to the width of
 * a terminal. */

/* Columns of a terminal: before a table, between its columns, and for names at most. */
enum { INDENT = 2, GAP = 2, MAX_NAME = 24 };

struct filling {
	struct mc_sheet *sheet;
	const struct mc_matrix *matrix;
	const struct mc_sheet_look *look; /* NULL: no terminal */
	bool is_ascii;
	bool is_data;
	size_t name_width;
	bool has_state[MC_SCORE_STATE_COUNT], has_late, has_taken_back, has_override,
		has_unmarked; /* for the legend */
};

/* ---- cells ---- */

static const char *mark_of(const struct filling *f, const struct mc_score *score)
{
	static const char *const marks[MC_SCORE_STATE_COUNT][2] = {
		[MC_SCORE_MISSING] = { "\u00b7", "." },
		[MC_SCORE_FAULT] = { "!", "!" },
		[MC_SCORE_EXEMPT] = { "\u25cb", "o" },
	};

	if (score->state != MC_SCORE_GRADED)
		return marks[score->state][f->is_ascii];
	return score->verdict ? mc_result_mark(mc_score_verdict(score), f->is_ascii) : "";
}

static enum mc_cell_tone tone_of(const struct mc_score *score)
{
	static const enum mc_cell_tone tones[] = {
		[MC_PASS] = MC_TONE_GOOD,	   [MC_PARTIAL] = MC_TONE_PART, [MC_FAIL] = MC_TONE_BAD,
		[MC_ERROR] = MC_TONE_BAD,	   [MC_SKIPPED] = MC_TONE_SOFT, [MC_NOT_RUN] = MC_TONE_SOFT,
		[MC_GRADER_ERROR] = MC_TONE_FAULT, [MC_FLAKY] = MC_TONE_PART,
	};

	if (score->state == MC_SCORE_FAULT)
		return MC_TONE_FAULT;
	return score->state == MC_SCORE_GRADED ? tones[mc_score_verdict(score)] : MC_TONE_SOFT;
}

/* "✓ 4.5 late*" is too wide: one sign for each thing, explained below. */
static void add_signs(struct mc_buf *out, const struct mc_score *score)
{
	mc_buf_addz(out, score->is_late ? "<" : "");
	mc_buf_addz(out, score->is_taken_back ? "^" : "");
	mc_buf_addz(out, score->override ? "*" : "");
	mc_buf_addz(out, score->unmarked > 0 ? "?" : "");
}

static void add_cell(struct mc_buf *out, const struct filling *f, const struct mc_score *score)
{
	if (f->is_data && score->state != MC_SCORE_GRADED) {
		mc_buf_addz(out, mc_score_state_word(score->state));
		return;
	}
	if (!f->is_data)
		mc_buf_addz(out, mark_of(f, score));
	if (score->state != MC_SCORE_GRADED)
		return;
	mc_buf_addz(out, out->len > 0 ? " " : "");
	mc_points_add(out, score->points);
	if (!f->is_data)
		add_signs(out, score);
}

static void note_signs(struct filling *f, const struct mc_score *score)
{
	f->has_state[score->state] = true;
	f->has_late |= score->is_late;
	f->has_taken_back |= score->is_taken_back;
	f->has_override |= score->override != NULL;
	f->has_unmarked |= score->unmarked > 0;
}

static struct mc_cell cell_at(struct filling *f, size_t row, size_t column)
{
	const struct mc_score *score = mc_matrix_at(f->matrix, row, column);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	if (!score)
		return mc_cell_text(f->sheet, "");
	note_signs(f, score);
	add_cell(&text, f, score);
	struct mc_cell cell = mc_cell_text(f->sheet, text.ptr);

	cell.tone = tone_of(score);
	return cell;
}

/* "12/20", passed of those that count. */
static struct mc_cell passed_cell(const struct filling *f, const struct mc_matrix_sum *sum)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	/* A spreadsheet would read a day. */
	if (f->is_data)
		return mc_cell_count(sum->passed);
	mc_buf_addf(&text, "%lld/%lld", (long long)sum->passed, (long long)sum->cells);
	return mc_cell_text(f->sheet, text.ptr);
}

/* ---- widths ---- */

static size_t width_of(const char *text)
{
	return mc_unicode_width(text, strlen(text));
}

static void measure_names(struct filling *f)
{
	for (size_t r = 0; r < f->matrix->row_count; r++) {
		size_t width = width_of(f->matrix->names[f->matrix->rows[r]]);

		f->name_width = width > f->name_width ? width : f->name_width;
	}
	f->name_width = f->name_width < width_of(_("learner")) ? width_of(_("learner")) : f->name_width;
	f->name_width = f->name_width > MAX_NAME ? MAX_NAME : f->name_width;
}

/* Of an id, which may be broken behind '-'. */
static size_t id_width(const char *id)
{
	size_t most = 0;

	while (*id) {
		size_t len = strcspn(id, "-");

		len += id[len] == '-';
		most = len > most ? len : most;
		id += len;
	}
	return most;
}

static size_t column_width(const struct filling *f, size_t column)
{
	size_t most = id_width(mc_scores_column(f->matrix->scores, f->matrix->columns[column])->exercise);

	for (size_t r = 0; r < f->matrix->row_count; r++) {
		const struct mc_score *score = mc_matrix_at(f->matrix, r, column);
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		if (score)
			add_cell(&text, f, score);
		size_t width = width_of(text.ptr);

		most = width > most ? width : most;
	}
	return most;
}

static const struct mc_score_column *column_at(const struct filling *f, size_t column)
{
	return mc_scores_column(f->matrix->scores, f->matrix->columns[column]);
}

static bool is_same_module(const struct filling *f, size_t a, size_t b)
{
	const char *x = column_at(f, a)->module;
	const char *y = column_at(f, b)->module;

	return x == y || (x && y && !strcmp(x, y));
}

/* Behind the last column of the module from first on. */
static size_t module_end(const struct filling *f, size_t first)
{
	size_t end = first + 1;

	while (end < f->matrix->column_count && is_same_module(f, first, end))
		end++;
	return end;
}

/* Behind the last column that finds room on the terminal; at least one. */
static size_t block_end(const struct filling *f, size_t first, size_t end)
{
	size_t used = INDENT + f->name_width;

	for (size_t c = first; f->look && c < end; c++) {
		used += GAP + column_width(f, c);
		if (used > f->look->width && c > first)
			return c;
	}
	return end;
}

/* ---- tables ---- */

static void add_total(struct filling *f, struct mc_sheet_table *table, size_t first)
{
	struct mc_cell *cells = mc_sheet_add_row(f->sheet, table, _("passed"));

	for (size_t i = 1; i < table->column_count; i++) {
		struct mc_matrix_sum sum = mc_matrix_sum(f->matrix, SIZE_MAX, first + i - 1);

		cells[i] = passed_cell(f, &sum);
	}
	table->has_total_row = true;
}

static void add_block(struct filling *f, size_t first, size_t end)
{
	const struct mc_score_column *column = column_at(f, first);
	const char *columns[1 + 256];
	size_t count = 1;

	columns[0] = _("learner");
	for (size_t c = first; c < end && count < MC_COUNT(columns); c++)
		columns[count++] = column_at(f, c)->exercise;
	const char *title = column->module_name ? column->module_name : column->module;
	struct mc_sheet_table *table =
		mc_sheet_add_table(f->sheet, column->module ? column->module : "other",
				   title ? title : _("other exercises"), columns, count);

	for (size_t r = 0; r < f->matrix->row_count; r++) {
		struct mc_cell *cells =
			mc_sheet_add_row(f->sheet, table, f->matrix->names[f->matrix->rows[r]]);

		for (size_t i = 1; i < count; i++)
			cells[i] = cell_at(f, r, first + i - 1);
	}
	if (!f->matrix->is_search && f->matrix->row_count > 1)
		add_total(f, table, first);
}

static struct mc_cell points_cell(struct filling *f, const struct mc_matrix_sum *sum)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_points_add(&text, sum->points);
	if (!f->is_data) {
		mc_buf_addc(&text, '/');
		mc_points_add(&text, sum->max);
	}
	return mc_cell_text(f->sheet, sum->graded > 0 ? text.ptr : "");
}

static void fill_sums(struct filling *f, struct mc_cell *cells, const struct mc_matrix_sum *sum)
{
	cells[1] = passed_cell(f, sum);
	cells[2] = points_cell(f, sum);
	cells[3] = mc_cell_percent(sum->points > 0 ? sum->points : 0, sum->max);
	cells[4] = mc_cell_count(sum->missing);
	cells[5] = mc_cell_count(sum->late);
}

static void add_learners(struct filling *f)
{
	const char *const columns[] = { _("learner"), _("passed"),    _("points"),
					_("share"),   _("no result"), _("late") };
	struct mc_matrix_sum all = mc_matrix_sum(f->matrix, SIZE_MAX, SIZE_MAX);
	struct mc_sheet_table *table =
		mc_sheet_add_table(f->sheet, "learners", _("Learners"), columns, MC_COUNT(columns));

	for (size_t r = 0; r < f->matrix->row_count; r++) {
		struct mc_matrix_sum sum = mc_matrix_sum(f->matrix, r, SIZE_MAX);

		fill_sums(f, mc_sheet_add_row(f->sheet, table, f->matrix->names[f->matrix->rows[r]]), &sum);
	}
	if (f->matrix->row_count > 1) {
		fill_sums(f, mc_sheet_add_row(f->sheet, table, _("all")), &all);
		table->has_total_row = true;
	}
}

/* ---- legend ---- */

static void explain(struct mc_buf *text, const char *mark, const char *word)
{
	mc_buf_addf(text, "%s%s %s", text->len > 0 ? ", " : "", mark, word);
}

static void add_legend(struct filling *f)
{
	static const enum mc_verdict verdicts[] = { MC_PASS, MC_PARTIAL, MC_FAIL };
	static const enum mc_score_state states[] = { MC_SCORE_MISSING, MC_SCORE_FAULT, MC_SCORE_EXEMPT };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (size_t i = 0; f->has_state[MC_SCORE_GRADED] && i < MC_COUNT(verdicts); i++)
		explain(&text, mc_result_mark(verdicts[i], f->is_ascii), mc_result_word(verdicts[i]));
	for (size_t i = 0; i < MC_COUNT(states); i++) {
		const struct mc_score score = { .state = states[i] };

		if (f->has_state[states[i]])
			explain(&text, mark_of(f, &score), mc_score_state_word(states[i]));
	}
	if (f->has_late)
		explain(&text, "<", _("late"));
	if (f->has_taken_back)
		explain(&text, "^", _("no longer in the repository"));
	if (f->has_override)
		explain(&text, "*", _("changed by an instructor"));
	if (f->has_unmarked)
		explain(&text, "?", _("the rubric is not filled in"));
	if (text.len > 0 && !f->is_data)
		mc_sheet_add_note(f->sheet, text.ptr);
}

/* ---- all ---- */

static void add_title(struct filling *f)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_buf_addf(&text, _("Results of %s"), mc_scores_cohort(f->matrix->scores));
	f->sheet->title = mc_sheet_copy(f->sheet, text.ptr);
	mc_buf_reset(&text);
	mc_buf_addf(&text, NP_("%zu learner", "%zu learners", f->matrix->row_count), f->matrix->row_count);
	mc_buf_addz(&text, ", ");
	mc_buf_addf(&text, NP_("%zu exercise", "%zu exercises", f->matrix->column_count),
		    f->matrix->column_count);
	f->sheet->subtitle = mc_sheet_copy(f->sheet, text.ptr);
}

void mc_matrix_sheet(struct mc_sheet *sheet, const struct mc_matrix *matrix, const struct mc_sheet_look *look,
		     bool is_data)
{
	struct filling filling = { .sheet = sheet,
				   .matrix = matrix,
				   .look = look,
				   .is_ascii = look && !look->has_utf8,
				   .is_data = is_data };

	add_title(&filling);
	if (matrix->row_count == 0 || matrix->column_count == 0) {
		mc_sheet_add_text(sheet, _("There is nothing to show."));
		return;
	}
	measure_names(&filling);
	if (!matrix->is_search)
		add_learners(&filling);
	for (size_t first = 0; first < matrix->column_count;) {
		size_t end = block_end(&filling, first, module_end(&filling, first));

		add_block(&filling, first, end);
		first = end;
	}
	add_legend(&filling);
}
