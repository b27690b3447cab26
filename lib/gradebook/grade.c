/* SPDX-License-Identifier: MIT */
#include "gradebook/grade.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"

void mc_grades_release(struct mc_grades *grades)
{
	free(grades->items);
	mc_arena_release(&grades->arena);
	*grades = (struct mc_grades)MC_GRADES_INIT;
}

/* ---- reading ---- */

#define SELECT_GRADES \
	"SELECT learner_id, exercise, module, tip, until_at, commit_id, digest, spec, tools, version," \
	" result_key, verdict, points, max, submitted_at, clock FROM grade" \
	" WHERE school_id = ?1 AND cohort_id = ?2"

/* A copy of a text that mostly is that of the row before: hashes of specs and tools, ids. */
static const char *copy_like(struct mc_arena *arena, const char *before, const struct mc_query *query,
			     unsigned column)
{
	const char *text = mc_query_text(query, column);

	if (text && before && !strcmp(text, before))
		return before;
	return mc_query_copy(arena, query, column);
}

static void read_row(struct mc_grades *grades, const char *cohort, const struct mc_query *query)
{
	static const struct mc_grade nothing;
	size_t count = grades->count;
	struct mc_grade *grade = MC_VEC_ADD(grades->items, grades->count, grades->capacity);
	const struct mc_grade *before = count > 0 ? &grades->items[count - 1] : &nothing;
	struct mc_arena *arena = &grades->arena;

	*grade = (struct mc_grade){ .cohort = cohort,
				    .learner = copy_like(arena, before->learner, query, 0),
				    .exercise = mc_query_copy(arena, query, 1),
				    .module = copy_like(arena, before->module, query, 2),
				    .tip = copy_like(arena, before->tip, query, 3),
				    .until = copy_like(arena, before->until, query, 4),
				    .commit = copy_like(arena, before->commit, query, 5),
				    .digest = mc_query_copy(arena, query, 6),
				    .spec = mc_query_copy(arena, query, 7),
				    .tools = copy_like(arena, before->tools, query, 8),
				    .version = copy_like(arena, before->version, query, 9),
				    .key = mc_query_copy(arena, query, 10),
				    .verdict = copy_like(arena, before->verdict, query, 11),
				    .points = mc_query_int(query, 12),
				    .max = mc_query_int(query, 13),
				    .submitted_at = mc_query_copy(arena, query, 14),
				    .clock = copy_like(arena, before->clock, query, 15) };
}

static struct mc_err *read_rows(struct mc_grades *grades, struct mc_query *query, const char *cohort)
{
	const char *kept = mc_arena_strdup(&grades->arena, cohort);
	bool has_row = false;

	MC_TRY(mc_query_step(&has_row, query));
	while (has_row) {
		read_row(grades, kept, query);
		MC_TRY(mc_query_step(&has_row, query));
	}
	mc_query_reset(query);
	return NULL;
}

struct mc_err *mc_grades_read(struct mc_grades *grades, struct mc_records *records, const char *cohort,
			      const char *learner)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				learner ? SELECT_GRADES " AND learner_id = ?3 ORDER BY exercise"
					: SELECT_GRADES " ORDER BY learner_id, exercise"));
	mc_query_bind_text(query, 2, cohort);
	if (learner)
		mc_query_bind_text(query, 3, learner);
	return read_rows(grades, query, cohort);
}

static int compare(const void *wanted, const void *item)
{
	const struct mc_grade *a = wanted, *b = item;
	int order = strcmp(a->learner, b->learner);

	return order ? order : strcmp(a->exercise, b->exercise);
}

const struct mc_grade *mc_grades_find(const struct mc_grades *grades, const char *learner,
				      const char *exercise)
{
	const struct mc_grade wanted = { .learner = learner, .exercise = exercise };

	return grades->count == 0
		       ? NULL
		       : bsearch(&wanted, grades->items, grades->count, sizeof(*grades->items), compare);
}

/* ---- recording ---- */

struct recording {
	struct mc_records *records;
	const struct mc_grade *grades;
	size_t count;
};

/* What is recorded, as far as it decides whether there is something new to say. */
struct recorded {
	bool is_same;
	bool has_time;
	char *submitted_at, *clock; /* of the same files */
};

static void recorded_release(struct recorded *recorded)
{
	free(recorded->submitted_at);
	free(recorded->clock);
}

static bool is_same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static struct mc_err *find_recorded(struct recorded *recorded, struct mc_records *records,
				    const struct mc_grade *grade)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT digest, result_key, module, verdict, points, max, submitted_at, clock"
				" FROM grade WHERE school_id = ?1 AND cohort_id = ?2 AND learner_id = ?3"
				" AND exercise = ?4"));
	mc_query_bind_text(query, 2, grade->cohort);
	mc_query_bind_text(query, 3, grade->learner);
	mc_query_bind_text(query, 4, grade->exercise);
	MC_TRY(mc_query_step(&has_row, query));
	recorded->has_time = has_row && is_same_text(mc_query_text(query, 0), grade->digest);
	if (recorded->has_time) {
		recorded->submitted_at = mc_strdup(mc_query_text(query, 6));
		recorded->clock = mc_strdup(mc_query_text(query, 7));
		recorded->is_same = is_same_text(mc_query_text(query, 1), grade->key) &&
				    is_same_text(mc_query_text(query, 2), grade->module) &&
				    is_same_text(mc_query_text(query, 3), grade->verdict) &&
				    mc_query_int(query, 4) == grade->points &&
				    mc_query_int(query, 5) == grade->max;
	}
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *record_one(struct mc_records *records, const struct mc_grade *grade)
{
	__attribute__((cleanup(recorded_release))) struct recorded recorded = { 0 };
	struct mc_fields fields;

	MC_TRY(find_recorded(&recorded, records, grade));
	if (recorded.is_same)
		return NULL;
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", grade->cohort);
	mc_fields_add_text(&fields, "started_in", grade->started_in);
	mc_fields_add_text(&fields, "exercise", grade->exercise);
	mc_fields_add_text(&fields, "module", grade->module);
	mc_fields_add_text(&fields, "tip", grade->tip);
	mc_fields_add_text(&fields, "until", grade->until);
	mc_fields_add_text(&fields, "commit", grade->commit);
	mc_fields_add_text(&fields, "digest", grade->digest);
	mc_fields_add_text(&fields, "spec", grade->spec);
	mc_fields_add_text(&fields, "tools", grade->tools);
	mc_fields_add_text(&fields, "version", grade->version);
	mc_fields_add_text(&fields, "key", grade->key);
	mc_fields_add_text(&fields, "verdict", grade->verdict);
	mc_fields_add_int(&fields, "points", grade->points);
	mc_fields_add_int(&fields, "max", grade->max);
	mc_fields_add_text(&fields, "submitted_at",
			   recorded.has_time ? recorded.submitted_at : grade->submitted_at);
	mc_fields_add_text(&fields, "clock", recorded.has_time ? recorded.clock : grade->clock);
	mc_fields_add_text(&fields, "done_on", grade->done_on);
	return mc_records_append(records, "submission.graded", grade->learner, &fields);
}

static struct mc_err *record_all(void *context)
{
	const struct recording *r = context;

	for (size_t i = 0; i < r->count; i++)
		MC_TRY(record_one(r->records, &r->grades[i]));
	return NULL;
}

struct mc_err *mc_grades_record(struct mc_records *records, const struct mc_grade *grades, size_t count)
{
	struct recording recording = { records, grades, count };

	return count == 0 ? NULL : mc_records_write(records, record_all, &recording);
}
