/* SPDX-License-Identifier: MIT */
#include "cohort/results_export.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/vec.h"
#include "cohort/profile.h"
#include "records/people.h"
#include "roster/moodle_out.h"

/* Points in thousandths as people write them: "7.5". */
static const char *points_text(struct mc_arena *arena, int64_t thousandths)
{
	char *text = mc_arena_format(arena, "%lld.%03d", (long long)(thousandths / 1000),
				     (int)(thousandths % 1000));
	size_t len = strlen(text);

	while (text[len - 1] == '0')
		text[--len] = '\0';
	if (text[len - 1] == '.')
		text[len - 1] = '\0';
	return text;
}

static struct mc_err *open_query(struct mc_query **query, struct mc_records *records, const char *cohort)
{
	MC_TRY(mc_records_query(
		query, records,
		"SELECT learner_id, exercise, module, passed, points, max, done_on FROM exercise_result"
		" WHERE school_id = ?1 AND cohort_id = ?2 ORDER BY learner_id, exercise"));
	mc_query_bind_text(*query, 2, cohort);
	return NULL;
}

/* ---- the program's own table ---- */

static void add_row(struct mc_buf *out, struct mc_arena *arena, const struct mc_query *query)
{
	const char *module = mc_query_text(query, 2);

	mc_csv_add(out, mc_query_text(query, 0), true);
	mc_csv_add(out, mc_query_text(query, 1), false);
	mc_csv_add(out, module ? module : "", false);
	mc_csv_add(out, mc_query_int(query, 3) ? "y" : "n", false);
	mc_csv_add(out, points_text(arena, mc_query_int(query, 4)), false);
	mc_csv_add(out, points_text(arena, mc_query_int(query, 5)), false);
	mc_csv_add(out, mc_query_text(query, 6), false);
	mc_csv_end_row(out);
}

struct mc_err *mc_results_export_csv(struct mc_buf *out, struct mc_records *records, const char *cohort)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(open_query(&query, records, cohort));
	mc_buf_addz(out, "learner_id,exercise,module,passed,points,max,done_on\r\n");
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		add_row(out, &arena, query);
	}
}

/* ---- Moodle ---- */

struct points {
	const char *learner;
	const char *exercise;
	const char *points;
};

/* A cohort's results, by learner and exercise. */
struct table {
	struct mc_arena arena;
	struct points *items;
	size_t count, capacity;
	const char **exercises; /* sorted, each once */
	size_t exercise_count;
	const char **learners;
	size_t learner_count;
};

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t drop_same(const char **texts, size_t count)
{
	size_t kept = 0;

	qsort(texts, count, sizeof(*texts), compare_texts);
	for (size_t i = 0; i < count; i++) {
		if (kept == 0 || strcmp(texts[kept - 1], texts[i]) != 0)
			texts[kept++] = texts[i];
	}
	return kept;
}

static struct mc_err *read_table(struct table *table, struct mc_records *records, const char *cohort)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(open_query(&query, records, cohort));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		*MC_VEC_ADD(table->items, table->count, table->capacity) =
			(struct points){ mc_arena_strdup(&table->arena, mc_query_text(query, 0)),
					 mc_arena_strdup(&table->arena, mc_query_text(query, 1)),
					 points_text(&table->arena, mc_query_int(query, 4)) };
	}
	table->exercises = mc_arena_alloc(&table->arena, (table->count + 1) * sizeof(*table->exercises));
	table->learners = mc_arena_alloc(&table->arena, (table->count + 1) * sizeof(*table->learners));
	for (size_t i = 0; i < table->count; i++) {
		table->exercises[i] = table->items[i].exercise;
		table->learners[i] = table->items[i].learner;
	}
	table->exercise_count = drop_same(table->exercises, table->count);
	table->learner_count = drop_same(table->learners, table->count);
	return NULL;
}

static size_t place_of(const char *const *texts, size_t count, const char *text)
{
	const char *const *found = bsearch(&text, texts, count, sizeof(*texts), compare_texts);

	return (size_t)(found - texts);
}

static struct mc_err *id_in_moodle(const char **id, struct table *table, struct mc_records *records,
				   const char *learner)
{
	struct mc_profile profile;

	MC_TRY(mc_profile_read(&profile, &table->arena, records, learner));
	*id = profile.facts[MC_PROFILE_EXTERNAL_ID] ? profile.facts[MC_PROFILE_EXTERNAL_ID] : learner;
	return NULL;
}

static struct mc_err *write_moodle(struct mc_buf *out, size_t *left_out, struct table *table,
				   struct mc_records *records)
{
	size_t cells = table->learner_count * table->exercise_count;
	struct mc_moodle_grade *grades = mc_arena_alloc(&table->arena, (cells + 1) * sizeof(*grades));
	struct mc_moodle_learner *learners =
		mc_arena_alloc(&table->arena, (table->learner_count + 1) * sizeof(*learners));

	for (size_t i = 0; i < table->count; i++) {
		size_t learner = place_of(table->learners, table->learner_count, table->items[i].learner);
		size_t exercise = place_of(table->exercises, table->exercise_count, table->items[i].exercise);

		grades[learner * table->exercise_count + exercise].points = table->items[i].points;
	}
	for (size_t i = 0; i < table->learner_count; i++) {
		MC_TRY(id_in_moodle(&learners[i].id, table, records, table->learners[i]));
		learners[i].grades = &grades[i * table->exercise_count];
	}
	return mc_moodle_write_grades(out, left_out, table->exercises, table->exercise_count, learners,
				      table->learner_count);
}

struct mc_err *mc_results_export_moodle(struct mc_buf *out, size_t *left_out, struct mc_records *records,
					const char *cohort)
{
	struct table table = { .arena = MC_ARENA_INIT };
	struct mc_err *err = mc_people_unlock(records);

	if (!err)
		err = read_table(&table, records, cohort);
	if (!err)
		err = write_moodle(out, left_out, &table, records);
	free(table.items);
	mc_arena_release(&table.arena);
	return err;
}
