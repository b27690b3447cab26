/* SPDX-License-Identifier: MIT */
#include "gradebook/matrix.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "gradebook/score_print.h"

static const char *const classes[MC_MATRIX_CLASS_COUNT] = {
#define X(bit, name) [bit] = name,
	MC_MATRIX_CLASSES(X)
#undef X
};

void mc_matrix_release(struct mc_matrix *matrix)
{
	mc_arena_release(&matrix->arena);
	*matrix = (struct mc_matrix)MC_MATRIX_INIT;
}

/* ---- classes ---- */

static const enum mc_matrix_class class_of_verdict[] = {
	[MC_PASS] = MC_MATRIX_PASS,	     [MC_PARTIAL] = MC_MATRIX_PARTIAL, [MC_FAIL] = MC_MATRIX_FAIL,
	[MC_ERROR] = MC_MATRIX_ERROR,	     [MC_SKIPPED] = MC_MATRIX_FAIL,    [MC_NOT_RUN] = MC_MATRIX_FAIL,
	[MC_GRADER_ERROR] = MC_MATRIX_FAULT, [MC_FLAKY] = MC_MATRIX_FLAKY,
};

/* The classes of a cell, as bits. */
static unsigned classes_of(const struct mc_score *score)
{
	unsigned bits = 0;

	if (score->state == MC_SCORE_MISSING)
		return 1u << MC_MATRIX_MISSING;
	if (score->state == MC_SCORE_FAULT)
		return 1u << MC_MATRIX_FAULT;
	if (score->state == MC_SCORE_EXEMPT)
		return 1u << MC_MATRIX_EXCUSED;
	if (score->verdict)
		bits |= 1u << class_of_verdict[mc_score_verdict(score)];
	bits |= score->is_late ? 1u << MC_MATRIX_LATE : 0;
	bits |= score->is_taken_back ? 1u << MC_MATRIX_TAKEN_BACK : 0;
	bits |= score->override ? 1u << MC_MATRIX_OVERRIDE : 0;
	bits |= score->unmarked ? 1u << MC_MATRIX_UNMARKED : 0;
	return bits;
}

static struct mc_err *read_class(unsigned *bits, struct mc_str word)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) all = MC_BUF_INIT;

	mc_buf_add(&text, word.ptr, word.len);
	for (size_t i = 0; i < MC_COUNT(classes); i++) {
		if (!strcmp(classes[i], text.ptr)) {
			*bits |= 1u << i;
			return NULL;
		}
		mc_buf_addf(&all, "%s%s", i ? ", " : "", classes[i]);
	}
	return mc_err_hint(mc_err_new(MC_E_USAGE, _("there is no kind of result called '%s'"), text.ptr),
			   _("write one of: %s"), all.ptr);
}

static struct mc_err *read_classes(unsigned *bits, const char *text)
{
	while (text && *text) {
		size_t len = strcspn(text, ",");

		MC_TRY(read_class(bits, mc_str_trim((struct mc_str){ text, len })));
		text += len + (text[len] == ',');
	}
	return NULL;
}

/* ---- choosing ---- */

/* Points of 0 are 0 percent of anything, and all of nothing is all. */
static bool is_in_range(const struct mc_matrix_filter *filter, const struct mc_score *score)
{
	if (!filter->has_min && !filter->has_max)
		return true;
	if (score->state != MC_SCORE_GRADED)
		return false;
	int64_t max = score->max > 0 ? score->max : 1;
	int64_t points = score->max > 0 ? score->points : 1;

	return (!filter->has_min || points * 100 >= max * filter->min) &&
	       (!filter->has_max || points * 100 <= max * filter->max);
}

static bool is_wanted(const struct mc_matrix *matrix, const struct mc_score *score)
{
	return (!matrix->classes || (classes_of(score) & matrix->classes)) &&
	       is_in_range(&matrix->filter, score);
}

const struct mc_score *mc_matrix_at(const struct mc_matrix *matrix, size_t row, size_t column)
{
	const struct mc_score *score =
		mc_scores_at(matrix->scores, matrix->rows[row], matrix->columns[column]);

	return is_wanted(matrix, score) ? score : NULL;
}

static bool is_column(const struct mc_matrix_filter *filter, const struct mc_score_column *column)
{
	return (!filter->module || (column->module && !strcmp(column->module, filter->module))) &&
	       (!filter->exercise || !strcmp(column->exercise, filter->exercise));
}

static bool is_row(const struct mc_matrix_filter *filter, const char *learner)
{
	bool is_named = filter->learner_count == 0;

	for (size_t i = 0; i < filter->learner_count; i++)
		is_named |= !strcmp(filter->learners[i], learner);
	return is_named;
}

static void choose_all(struct mc_matrix *matrix)
{
	size_t rows = mc_scores_learner_count(matrix->scores);
	size_t columns = mc_scores_exercise_count(matrix->scores);

	matrix->rows = mc_arena_alloc(&matrix->arena, (rows + 1) * sizeof(*matrix->rows));
	matrix->columns = mc_arena_alloc(&matrix->arena, (columns + 1) * sizeof(*matrix->columns));
	for (size_t i = 0; i < columns; i++) {
		if (is_column(&matrix->filter, mc_scores_column(matrix->scores, i)))
			matrix->columns[matrix->column_count++] = i;
	}
	for (size_t i = 0; i < rows; i++) {
		if (is_row(&matrix->filter, mc_scores_learner(matrix->scores, i)))
			matrix->rows[matrix->row_count++] = i;
	}
}

/* Leaves the rows and columns in which something was found. */
static void drop_empty(struct mc_matrix *matrix)
{
	bool *has_column = mc_arena_alloc(&matrix->arena, matrix->column_count + 1);
	size_t rows = 0;
	size_t columns = 0;

	for (size_t r = 0; r < matrix->row_count; r++) {
		bool has_row = false;

		for (size_t c = 0; c < matrix->column_count; c++) {
			bool is_found = mc_matrix_at(matrix, r, c) != NULL;

			has_row |= is_found;
			has_column[c] |= is_found;
		}
		if (has_row)
			matrix->rows[rows++] = matrix->rows[r];
	}
	for (size_t c = 0; c < matrix->column_count; c++) {
		if (has_column[c])
			matrix->columns[columns++] = matrix->columns[c];
	}
	matrix->row_count = rows;
	matrix->column_count = columns;
}

static struct mc_err *check(const struct mc_matrix *matrix)
{
	const struct mc_matrix_filter *filter = &matrix->filter;
	const char *cohort = mc_scores_cohort(matrix->scores);

	for (size_t i = 0; i < filter->learner_count; i++) {
		if (mc_scores_find_learner(matrix->scores, filter->learners[i]) == SIZE_MAX)
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("the cohort '%s' has no learner '%s'"),
						      cohort, filter->learners[i]),
					   _("'migracode learner list --cohort %s' names its learners"),
					   cohort);
	}
	if ((filter->exercise || filter->module) && matrix->column_count == 0)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the cohort '%s' has no exercise '%s'"), cohort,
					      filter->exercise ? filter->exercise : filter->module),
				   _("'migracode results --cohort %s' shows its exercises"), cohort);
	return NULL;
}

struct mc_err *mc_matrix_make(struct mc_matrix *matrix, const struct mc_scores *scores,
			      const char *const *names, const struct mc_matrix_filter *filter)
{
	matrix->scores = scores;
	matrix->names = names;
	matrix->filter = *filter;
	MC_TRY(read_classes(&matrix->classes, filter->verdicts));
	matrix->is_search = matrix->classes || filter->has_min || filter->has_max;
	choose_all(matrix);
	MC_TRY(check(matrix));
	if (matrix->is_search)
		drop_empty(matrix);
	return NULL;
}

/* ---- sums ---- */

static void count(struct mc_matrix_sum *sum, const struct mc_score *score)
{
	sum->cells += score->state != MC_SCORE_EXEMPT;
	sum->missing += score->state == MC_SCORE_MISSING;
	sum->faults += score->state == MC_SCORE_FAULT;
	if (score->state != MC_SCORE_GRADED)
		return;
	sum->graded++;
	sum->points += score->points;
	sum->max += score->max;
	sum->late += score->is_late;
	sum->passed += mc_score_verdict(score) == MC_PASS;
}

struct mc_matrix_sum mc_matrix_sum(const struct mc_matrix *matrix, size_t row, size_t column)
{
	struct mc_matrix_sum sum = { 0 };
	size_t last_row = row == SIZE_MAX ? matrix->row_count : row + 1;
	size_t last_column = column == SIZE_MAX ? matrix->column_count : column + 1;

	for (size_t r = row == SIZE_MAX ? 0 : row; r < last_row; r++) {
		for (size_t c = column == SIZE_MAX ? 0 : column; c < last_column; c++)
			count(&sum, mc_scores_at(matrix->scores, matrix->rows[r], matrix->columns[c]));
	}
	return sum;
}

/* ---- document ---- */

static void write_sum(struct mc_json_writer *writer, const struct mc_matrix_sum *sum)
{
	mc_json_key(writer, "points");
	mc_json_thousandths(writer, sum->points);
	mc_json_key(writer, "max");
	mc_json_thousandths(writer, sum->max);
	mc_json_key_int(writer, "graded", sum->graded);
	mc_json_key_int(writer, "passed", sum->passed);
	mc_json_key_int(writer, "missing", sum->missing);
	mc_json_key_int(writer, "faults", sum->faults);
	mc_json_key_int(writer, "late", sum->late);
}

static void write_learners(struct mc_json_writer *writer, const struct mc_matrix *matrix)
{
	mc_json_key(writer, "learners");
	mc_json_start(writer, '[');
	for (size_t r = 0; r < matrix->row_count; r++) {
		struct mc_matrix_sum sum = mc_matrix_sum(matrix, r, SIZE_MAX);

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "learner", mc_scores_learner(matrix->scores, matrix->rows[r]));
		write_sum(writer, &sum);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

static void write_exercises(struct mc_json_writer *writer, const struct mc_matrix *matrix)
{
	mc_json_key(writer, "exercises");
	mc_json_start(writer, '[');
	for (size_t c = 0; c < matrix->column_count; c++) {
		const struct mc_score_column *column = mc_scores_column(matrix->scores, matrix->columns[c]);
		struct mc_matrix_sum sum = mc_matrix_sum(matrix, SIZE_MAX, c);

		mc_json_start(writer, '{');
		mc_json_key_text(writer, "exercise", column->exercise);
		mc_json_key_text(writer, "module", column->module);
		write_sum(writer, &sum);
		mc_json_end(writer);
	}
	mc_json_end(writer);
}

void mc_matrix_json(struct mc_buf *out, const struct mc_matrix *matrix)
{
	struct mc_json_writer writer = MC_JSON_WRITER(out, true);
	struct mc_matrix_sum sum = mc_matrix_sum(matrix, SIZE_MAX, SIZE_MAX);

	mc_json_start(&writer, '{');
	mc_json_key_text(&writer, "schema", "migracode/results/v1");
	mc_json_key_text(&writer, "cohort", mc_scores_cohort(matrix->scores));
	write_sum(&writer, &sum);
	write_learners(&writer, matrix);
	write_exercises(&writer, matrix);
	mc_json_key(&writer, "results");
	mc_json_start(&writer, '[');
	for (size_t r = 0; r < matrix->row_count; r++) {
		for (size_t c = 0; c < matrix->column_count; c++) {
			const struct mc_score *score = mc_matrix_at(matrix, r, c);

			if (score)
				mc_score_write(&writer, score);
		}
	}
	mc_json_end(&writer);
	mc_json_end(&writer);
	mc_buf_addc(out, '\n');
}
