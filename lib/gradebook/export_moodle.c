/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cohort/profile.h"
#include "gradebook/export.h"
#include "gradebook/score_print.h"
#include "records/people.h"
#include "result/points.h"
#include "roster/moodle_out.h"

/* Grades for Moodle, with what the points are made of as feedback. Reasons are not for learners' eyes. */

struct table {
	struct mc_arena arena;
	const struct mc_scores *scores;
	size_t *columns; /* of the scores */
	const char **items;
	size_t count;
};

static const char *points_text(struct mc_arena *arena, int64_t points)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_points_add(&text, points);
	return mc_arena_strdup(arena, text.ptr);
}

static const char *feedback_text(struct mc_arena *arena, const struct mc_score *score)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_score_add_phrase(&text, score);
	for (size_t i = 1; i < score->line_count; i++) {
		const struct mc_score_line *line = &score->lines[i];

		if (line->kind == MC_SCORE_OVERRIDE)
			continue;
		mc_buf_addz(&text, "; ");
		mc_score_add_line(&text, line);
		mc_buf_addz(&text, " (");
		mc_points_add(&text, line->points);
		mc_buf_addc(&text, ')');
	}
	return mc_arena_strdup(arena, text.ptr);
}

static void choose_columns(struct table *table, size_t only)
{
	size_t count = mc_scores_exercise_count(table->scores);

	table->columns = mc_arena_alloc(&table->arena, (count + 1) * sizeof(*table->columns));
	table->items = mc_arena_alloc(&table->arena, (count + 1) * sizeof(*table->items));
	for (size_t c = 0; c < count; c++) {
		bool has_result = false;

		for (size_t r = 0; r < mc_scores_learner_count(table->scores) && !has_result; r++)
			has_result = mc_scores_at(table->scores, r, c)->state == MC_SCORE_GRADED;
		if (!has_result || (only != SIZE_MAX && only != c))
			continue;
		table->columns[table->count] = c;
		table->items[table->count++] = mc_scores_column(table->scores, c)->exercise;
	}
}

static struct mc_err *add_learner(struct mc_moodle_learner *learner, struct table *table,
				  struct mc_records *records, size_t row)
{
	struct mc_moodle_grade *grades = mc_arena_alloc(&table->arena, (table->count + 1) * sizeof(*grades));
	const char *id = mc_scores_learner(table->scores, row);
	struct mc_profile profile;

	MC_TRY(mc_profile_read(&profile, &table->arena, records, id));
	learner->id = profile.facts[MC_PROFILE_EXTERNAL_ID] ? profile.facts[MC_PROFILE_EXTERNAL_ID] : id;
	learner->grades = grades;
	for (size_t i = 0; i < table->count; i++) {
		const struct mc_score *score = mc_scores_at(table->scores, row, table->columns[i]);

		if (score->state != MC_SCORE_GRADED)
			continue;
		grades[i].points = points_text(&table->arena, score->points);
		grades[i].feedback = feedback_text(&table->arena, score);
	}
	return NULL;
}

static struct mc_err *write_table(struct mc_buf *out, size_t *left_out, struct table *table,
				  struct mc_records *records)
{
	size_t count = mc_scores_learner_count(table->scores);
	struct mc_moodle_learner *learners = mc_arena_alloc(&table->arena, (count + 1) * sizeof(*learners));

	for (size_t row = 0; row < count; row++)
		MC_TRY(add_learner(&learners[row], table, records, row));
	return mc_moodle_write_grades(out, left_out, table->items, table->count, learners, count);
}

struct mc_err *mc_export_moodle(struct mc_buf *out, size_t *left_out, struct mc_records *records,
				const struct mc_scores *scores, size_t column)
{
	struct table table = { .arena = MC_ARENA_INIT, .scores = scores };

	MC_TRY(mc_people_unlock(records));
	choose_columns(&table, column);
	struct mc_err *err = write_table(out, left_out, &table, records);

	mc_arena_release(&table.arena);
	return err;
}
