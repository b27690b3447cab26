/* SPDX-License-Identifier: MIT */
#include "gradebook/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/str.h"
#include "base/time.h"
#include "batch/stored.h"
#include "batch/survey_memory.h"
#include "gradebook/score_part.h"
#include "mirror/mirror.h"

/* What belongs into one cell, before it is computed. */
struct material {
	const struct mc_grade *grade;
	const struct mc_score_imported *imported;
	const struct mc_score_override *override;
	const struct mc_score_mark *marks;
	size_t mark_count;
};

struct mc_scores {
	struct mc_arena arena;
	const char *cohort;
	const char *school_dir;
	struct mc_score_records records;
	struct mc_score_columns columns;
	struct mc_index rows;
	struct material *material; /* row by row */
	struct mc_score *cells;
};

/* ---- placing what is recorded ---- */

static void add_columns(struct mc_scores *scores)
{
	const struct mc_score_records *records = &scores->records;

	for (size_t i = 0; i < records->grades.count; i++)
		mc_score_columns_add(&scores->columns, records->grades.items[i].exercise,
				     records->grades.items[i].module);
	for (size_t i = 0; i < records->imported_count; i++)
		mc_score_columns_add(&scores->columns, records->imported[i].exercise,
				     records->imported[i].module);
	for (size_t i = 0; i < records->override_count; i++)
		mc_score_columns_add(&scores->columns, records->overrides[i].exercise, NULL);
	for (size_t i = 0; i < records->mark_count; i++)
		mc_score_columns_add(&scores->columns, records->marks[i].exercise, NULL);
}

/* NULL: of somebody who is not in the list. */
static struct material *material_at(struct mc_scores *scores, const char *learner, const char *exercise)
{
	uint32_t row = mc_index_find(&scores->rows, learner);
	uint32_t column = mc_index_find(&scores->columns.by_exercise, exercise);

	if (row == MC_INDEX_NONE || column == MC_INDEX_NONE)
		return NULL;
	return &scores->material[row * scores->columns.count + column];
}

static void place_grades(struct mc_scores *scores)
{
	const struct mc_score_records *records = &scores->records;

	for (size_t i = 0; i < records->grades.count; i++) {
		const struct mc_grade *grade = &records->grades.items[i];
		struct material *at = material_at(scores, grade->learner, grade->exercise);

		if (at)
			at->grade = grade;
	}
	for (size_t i = 0; i < records->imported_count; i++) {
		const struct mc_score_imported *imported = &records->imported[i];
		struct material *at = material_at(scores, imported->learner, imported->exercise);

		if (at)
			at->imported = imported;
	}
}

/* Marks of one cell follow each other. */
static void place_decisions(struct mc_scores *scores)
{
	const struct mc_score_records *records = &scores->records;

	for (size_t i = 0; i < records->override_count; i++) {
		const struct mc_score_override *override = &records->overrides[i];
		struct material *at = material_at(scores, override->learner, override->exercise);

		if (at)
			at->override = override;
	}
	for (size_t i = 0; i < records->mark_count; i++) {
		const struct mc_score_mark *mark = &records->marks[i];
		struct material *at = material_at(scores, mark->learner, mark->exercise);

		if (!at)
			continue;
		at->marks = at->marks ? at->marks : mark;
		at->mark_count++;
	}
}

/* What an exercise is worth that the course does not have, or whose file cannot be read. */
static void find_maxima(struct mc_scores *scores)
{
	for (size_t c = 0; c < scores->columns.count; c++) {
		struct mc_score_column *column = &scores->columns.items[c];

		for (size_t r = 0; column->max < 0 && r < scores->records.learner_count; r++) {
			const struct material *at = &scores->material[r * scores->columns.count + c];

			if (at->grade)
				column->max = at->grade->max;
			else if (at->imported)
				column->max = at->imported->max;
		}
	}
}

/* ---- computing ---- */

static void set_points(struct mc_score_input *input, const struct material *at,
		       const struct mc_score_column *column)
{
	int64_t ms = 0;

	input->has_points = at->grade || at->imported;
	input->max = at->grade	       ? at->grade->max
		     : at->imported    ? at->imported->max
		     : column->max > 0 ? column->max
				       : 0;
	if (at->grade) {
		input->points = at->grade->points;
		input->has_time = mc_time_read_ms(&ms, at->grade->submitted_at);
		input->submitted_s = ms / 1000;
	} else if (at->imported) {
		input->points = at->imported->points;
	}
}

static const char *day_of(struct mc_arena *arena, const char *moment)
{
	return strlen(moment) >= 10 ? mc_arena_copy(arena, moment, 10) : NULL;
}

static void describe(struct mc_scores *scores, struct mc_score *score, const struct material *at,
		     const struct mc_late_due *due)
{
	score->grade = at->grade;
	score->is_imported = !at->grade && at->imported;
	score->override = at->override;
	score->verdict = at->grade ? at->grade->verdict : NULL;
	if (score->is_imported)
		score->verdict = at->imported->is_passed    ? "pass"
				 : at->imported->points > 0 ? "partial"
							    : "fail";
	if (at->override && at->override->verdict)
		score->verdict = at->override->verdict;
	if (at->grade)
		score->done_on = day_of(&scores->arena, at->grade->submitted_at);
	else if (at->imported)
		score->done_on = at->imported->done_on;
	if (at->grade || at->imported || at->override || at->mark_count > 0)
		score->state = MC_SCORE_GRADED;
	else
		score->state = due->is_excused ? MC_SCORE_EXEMPT : MC_SCORE_MISSING;
}

static void compute_cell(struct mc_scores *scores, struct mc_score *score, const struct material *at,
			 const struct mc_late_due *due, uint32_t grace_left)
{
	const struct mc_score_column *column =
		&scores->columns.items[(size_t)(score - scores->cells) % scores->columns.count];
	struct mc_score_line lines[MC_SCORE_MAX_LINES];
	struct mc_score_input input = { .policy = mc_deadlines_policy(scores->records.deadlines),
					.due = due,
					.grace_left = grace_left,
					.rubric = column->rubric,
					.marks = at->marks,
					.mark_count = at->mark_count,
					.override = at->override };

	set_points(&input, at, column);
	mc_score_compute(score, lines, &input);
	score->lines = score->line_count > 0 ? (void *)mc_arena_copy(&scores->arena, lines,
								     score->line_count * sizeof(*lines))
					     : NULL;
	score->exercise = column->exercise;
	score->module = column->module;
	describe(scores, score, at, due);
}

/* An exercise in the order in which it may use up days of grace. */
struct turn {
	struct mc_late_due due;
	int64_t due_s;
	const char *exercise;
	size_t column;
};

static int compare_turns(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;

	if (x->due_s != y->due_s)
		return x->due_s < y->due_s ? -1 : 1;
	return strcmp(x->exercise, y->exercise);
}

static void compute_row(struct mc_scores *scores, size_t row, struct turn *turns)
{
	size_t count = scores->columns.count;
	const char *learner = scores->records.learners[row];
	uint32_t grace_left = mc_deadlines_policy(scores->records.deadlines)->grace_days;

	for (size_t c = 0; c < count; c++) {
		const struct mc_score_column *column = &scores->columns.items[c];

		turns[c] = (struct turn){ .due = mc_deadlines_due(scores->records.deadlines, learner,
								  column->module ? column->module : "",
								  column->exercise),
					  .exercise = column->exercise,
					  .column = c };
		turns[c].due_s = mc_late_due_s(&turns[c].due);
	}
	if (count > 0)
		qsort(turns, count, sizeof(*turns), compare_turns);
	for (size_t i = 0; i < count; i++) {
		size_t at = row * count + turns[i].column;
		struct mc_score *score = &scores->cells[at];

		score->learner = learner;
		compute_cell(scores, score, &scores->material[at], &turns[i].due, grace_left);
		grace_left -= score->grace_used < grace_left ? score->grace_used : grace_left;
	}
}

/* A repository that could not be fetched is no learner who handed nothing in. */
static void mark_faults(struct mc_scores *scores, size_t row)
{
	struct mc_score *cells = &scores->cells[row * scores->columns.count];
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_mirror mirror = { .reason = NULL };
	size_t missing = 0;

	for (size_t c = 0; c < scores->columns.count; c++)
		missing += cells[c].state == MC_SCORE_MISSING;
	if (missing == 0 || !scores->school_dir)
		return;
	struct mc_err *err =
		mc_mirror_read(&mirror, &arena, scores->school_dir, scores->records.learners[row]);
	bool is_fault = err || mirror.reason;

	mc_err_drop(err);
	for (size_t c = 0; is_fault && c < scores->columns.count; c++) {
		if (cells[c].state == MC_SCORE_MISSING)
			cells[c].state = MC_SCORE_FAULT;
	}
}

/* What a repository had when it was graded stands, whatever is pushed later; but it is said when the last
 * grading found nothing there.  Without the memory of it, the next grading knows again. */
static void mark_taken_back(struct mc_scores *scores)
{
	MC_AUTO(mc_survey_memory) memory = MC_SURVEY_MEMORY_INIT;
	size_t count = scores->records.learner_count * scores->columns.count;

	if (!scores->school_dir)
		return;
	MC_AUTOTEXT path =
		mc_format("%s/" MC_STORED_DIR "/" MC_SURVEY_MEMORY "%s", scores->school_dir, scores->cohort);

	mc_err_drop(mc_survey_memory_read(&memory, path));
	for (size_t i = 0; i < count; i++) {
		struct mc_score *score = &scores->cells[i];
		const struct mc_survey_fact *fact =
			score->grade ? mc_survey_memory_find(&memory, score->learner, score->exercise) : NULL;

		score->is_taken_back = fact && (fact->answer.state == MC_SURVEY_NOTHING ||
						fact->answer.state == MC_SURVEY_UNCHANGED);
	}
}

static void compute(struct mc_scores *scores)
{
	size_t count = scores->records.learner_count * scores->columns.count;
	struct turn *turns = mc_alloc_zero(scores->columns.count + 1, sizeof(*turns));

	scores->material = mc_arena_alloc(&scores->arena, (count + 1) * sizeof(*scores->material));
	scores->cells = mc_arena_alloc(&scores->arena, (count + 1) * sizeof(*scores->cells));
	for (size_t i = 0; i < scores->records.learner_count; i++)
		mc_index_set(&scores->rows, scores->records.learners[i], (uint32_t)i);
	place_grades(scores);
	place_decisions(scores);
	find_maxima(scores);
	for (size_t row = 0; row < scores->records.learner_count; row++) {
		compute_row(scores, row, turns);
		mark_faults(scores, row);
	}
	free(turns);
}

/* ---- all ---- */

struct mc_err *mc_scores_open(struct mc_scores **scores, struct mc_records *records,
			      const struct mc_scores_wanted *wanted)
{
	MC_AUTOPTR(mc_scores) made = mc_alloc_zero(1, sizeof(*made));

	made->records.arena = made->columns.arena = &made->arena;
	made->cohort = mc_arena_strdup(&made->arena, wanted->cohort);
	made->school_dir = wanted->school_dir;
	if (wanted->course)
		MC_TRY(mc_score_columns_read(&made->columns, wanted->course));
	MC_TRY(mc_score_records_read(&made->records, records, wanted));
	add_columns(made);
	compute(made);
	mark_taken_back(made);
	*scores = MC_TAKE(made);
	return NULL;
}

void mc_scores_free(struct mc_scores *scores)
{
	if (!scores)
		return;
	mc_score_records_release(&scores->records);
	mc_score_columns_release(&scores->columns);
	mc_index_release(&scores->rows);
	mc_arena_release(&scores->arena);
	free(scores);
}

const char *mc_scores_cohort(const struct mc_scores *scores)
{
	return scores->cohort;
}

size_t mc_scores_learner_count(const struct mc_scores *scores)
{
	return scores->records.learner_count;
}

const char *mc_scores_learner(const struct mc_scores *scores, size_t row)
{
	return scores->records.learners[row];
}

bool mc_scores_is_erased(const struct mc_scores *scores, size_t row)
{
	return scores->records.is_erased[row];
}

size_t mc_scores_exercise_count(const struct mc_scores *scores)
{
	return scores->columns.count;
}

const struct mc_score_column *mc_scores_column(const struct mc_scores *scores, size_t column)
{
	return &scores->columns.items[column];
}

const struct mc_score *mc_scores_at(const struct mc_scores *scores, size_t row, size_t column)
{
	return &scores->cells[row * scores->columns.count + column];
}

size_t mc_scores_find_learner(const struct mc_scores *scores, const char *learner)
{
	uint32_t row = mc_index_find(&scores->rows, learner);

	return row == MC_INDEX_NONE ? SIZE_MAX : row;
}

size_t mc_scores_find_exercise(const struct mc_scores *scores, const char *exercise)
{
	uint32_t column = mc_index_find(&scores->columns.by_exercise, exercise);

	return column == MC_INDEX_NONE ? SIZE_MAX : column;
}
