/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "cohort/learner.h"
#include "gradebook/score_part.h"

/* What is recorded of a cohort, each table in one query. */

static struct mc_err *read_learners(struct mc_score_records *all, struct mc_records *records,
				    const struct mc_scores_wanted *wanted)
{
	MC_AUTO(mc_enrolments) enrolments = MC_ENROLMENTS_INIT;

	MC_TRY(mc_enrolments_of_cohort(&enrolments, records, wanted->cohort));
	all->learners = mc_arena_alloc(all->arena, (enrolments.count + 1) * sizeof(*all->learners));
	for (size_t i = 0; i < enrolments.count; i++) {
		const char *id = enrolments.items[i].learner;
		bool is_wanted = !wanted->learner || !strcmp(wanted->learner, id);

		if (is_wanted &&
		    (all->learner_count == 0 || strcmp(all->learners[all->learner_count - 1], id) != 0))
			all->learners[all->learner_count++] = mc_arena_strdup(all->arena, id);
	}
	return NULL;
}

/* Of who was erased the figures stay, and nothing else. */
static struct mc_err *read_erased(struct mc_score_records *all, struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	all->is_erased = mc_arena_alloc(all->arena, (all->learner_count + 1) * sizeof(*all->is_erased));
	MC_TRY(mc_records_query(
		&query, records,
		"SELECT learner_id FROM learner WHERE school_id = ?1 AND erased_on IS NOT NULL"));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		for (size_t i = 0; i < all->learner_count; i++)
			all->is_erased[i] |= !strcmp(all->learners[i], mc_query_text(query, 0));
	}
}

/* Statements have the cohort as ?2 and the learner, or "" for all, as ?3. */
static struct mc_err *start(struct mc_query **query, struct mc_records *records,
			    const struct mc_scores_wanted *wanted, const char *sql)
{
	MC_TRY(mc_records_query(query, records, sql));
	mc_query_bind_text(*query, 2, wanted->cohort);
	mc_query_bind_text(*query, 3, wanted->learner ? wanted->learner : "");
	return NULL;
}

/* What somebody did before moving here stands with the cohort that they started in. */
static struct mc_err *read_imported(struct mc_score_records *all, struct mc_records *records,
				    const struct mc_scores_wanted *wanted)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(start(&query, records, wanted,
		     "SELECT r.learner_id, r.exercise, r.module, r.passed, r.points, r.max, r.done_on"
		     " FROM exercise_result r JOIN enrolment e ON e.school_id = r.school_id"
		     " AND e.cohort_id = r.cohort_id AND e.learner_id = r.learner_id"
		     " WHERE r.school_id = ?1 AND (e.cohort_id = ?2 OR e.cohort_finish = ?2)"
		     " AND (r.learner_id = ?3 OR ?3 = '') ORDER BY r.learner_id, r.exercise"));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*MC_VEC_ADD(all->imported, all->imported_count, all->imported_room) =
			(struct mc_score_imported){ .learner = mc_query_copy(all->arena, query, 0),
						    .exercise = mc_query_copy(all->arena, query, 1),
						    .module = mc_query_copy(all->arena, query, 2),
						    .is_passed = mc_query_int(query, 3) != 0,
						    .points = mc_query_int(query, 4),
						    .max = mc_query_int(query, 5),
						    .done_on = mc_query_copy(all->arena, query, 6) };
	}
}

static struct mc_err *read_overrides(struct mc_score_records *all, struct mc_records *records,
				     const struct mc_scores_wanted *wanted)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(start(&query, records, wanted,
		     "SELECT learner_id, exercise, points, verdict, note_id, actor, decided_at"
		     " FROM score_override WHERE school_id = ?1 AND cohort_id = ?2"
		     " AND (learner_id = ?3 OR ?3 = '') ORDER BY learner_id, exercise"));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*MC_VEC_ADD(all->overrides, all->override_count, all->override_room) =
			(struct mc_score_override){ .learner = mc_query_copy(all->arena, query, 0),
						    .exercise = mc_query_copy(all->arena, query, 1),
						    .has_points = !mc_query_is_null(query, 2),
						    .points = mc_query_int(query, 2),
						    .verdict = mc_query_copy(all->arena, query, 3),
						    .note = mc_query_copy(all->arena, query, 4),
						    .by = mc_query_copy(all->arena, query, 5),
						    .at = mc_query_copy(all->arena, query, 6) };
	}
}

static struct mc_err *read_marks(struct mc_score_records *all, struct mc_records *records,
				 const struct mc_scores_wanted *wanted)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(start(&query, records, wanted,
		     "SELECT learner_id, exercise, criterion, level, note_id, actor FROM rubric_mark"
		     " WHERE school_id = ?1 AND cohort_id = ?2 AND (learner_id = ?3 OR ?3 = '')"
		     " ORDER BY learner_id, exercise, criterion"));
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*MC_VEC_ADD(all->marks, all->mark_count, all->mark_room) =
			(struct mc_score_mark){ .learner = mc_query_copy(all->arena, query, 0),
						.exercise = mc_query_copy(all->arena, query, 1),
						.criterion = mc_query_copy(all->arena, query, 2),
						.level = mc_query_copy(all->arena, query, 3),
						.note = mc_query_copy(all->arena, query, 4),
						.by = mc_query_copy(all->arena, query, 5) };
	}
}

struct mc_err *mc_score_records_read(struct mc_score_records *all, struct mc_records *records,
				     const struct mc_scores_wanted *wanted)
{
	MC_TRY(read_learners(all, records, wanted));
	MC_TRY(read_erased(all, records));
	MC_TRY(mc_grades_read(&all->grades, records, wanted->cohort, wanted->learner));
	MC_TRY(read_imported(all, records, wanted));
	MC_TRY(read_overrides(all, records, wanted));
	MC_TRY(read_marks(all, records, wanted));
	return mc_deadlines_open(&all->deadlines, records, wanted->cohort);
}

void mc_score_records_release(struct mc_score_records *all)
{
	mc_grades_release(&all->grades);
	free(all->imported);
	free(all->overrides);
	free(all->marks);
	mc_deadlines_free(all->deadlines);
}
