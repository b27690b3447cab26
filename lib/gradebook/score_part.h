/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_SCORE_PART_H
#define MC_GRADEBOOK_SCORE_PART_H

#include "base/index.h"
#include "gradebook/score.h"

/* What the parts of score.h share; nobody else includes this. */

/** A result that was imported. */
struct mc_score_imported {
	const char *learner, *exercise, *module;
	bool is_passed;
	int64_t points, max;
	const char *done_on;
};

/** Everything that is recorded of a cohort, before it is a matrix. Texts live in the arena. */
struct mc_score_records {
	struct mc_arena *arena;
	const char **learners; /* sorted, each once */
	bool *is_erased;       /* as the learners */
	size_t learner_count;
	struct mc_grades grades;
	struct mc_score_imported *imported;
	size_t imported_count, imported_room;
	struct mc_score_override *overrides;
	size_t override_count, override_room;
	struct mc_score_mark *marks; /* sorted by learner, exercise, criterion */
	size_t mark_count, mark_room;
	struct mc_deadlines *deadlines;
};

/** Reads it. records->arena must be set. Errors: MC_E_IO. */
struct mc_err *mc_score_records_read(struct mc_score_records *all, struct mc_records *records,
				     const struct mc_scores_wanted *wanted) MC_MUST_USE;

/** Frees what does not live in the arena. */
void mc_score_records_release(struct mc_score_records *all);

/** The columns of a course. */
struct mc_score_columns {
	struct mc_arena *arena;
	struct mc_score_column *items;
	size_t count, capacity;
	struct mc_rubric **rubrics;
	size_t rubric_count, rubric_room;
	struct mc_index by_exercise;
};

/** Adds the exercises of a course in its order; one that cannot be read stands there by its folder. Errors:
 * MC_E_INPUT (no course, a rubric is wrong), MC_E_IO. */
struct mc_err *mc_score_columns_read(struct mc_score_columns *columns, const char *course) MC_MUST_USE;

/** Adds an exercise that the course does not have, unless it is there. */
void mc_score_columns_add(struct mc_score_columns *columns, const char *exercise, const char *module);

/** Frees all. */
void mc_score_columns_release(struct mc_score_columns *columns);

#endif
