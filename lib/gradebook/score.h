/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_SCORE_H
#define MC_GRADEBOOK_SCORE_H

#include "gradebook/deadlines.h"
#include "gradebook/grade.h"

/*
 * What a learner's work on an exercise is worth: the points of its tests and one line for everything that
 * changes them.  Computed whenever it is shown, from what is recorded, and never stored: a new rubric level,
 * an extension or a lifted override counts at once.
 */

/** X(constant, name in documents) */
#define MC_SCORE_LINES(X) \
	X(MC_SCORE_TESTS, "tests") \
	X(MC_SCORE_EXTRA, "extra") /* tests beyond the maximum */ \
	X(MC_SCORE_RUBRIC, "rubric") \
	X(MC_SCORE_EXTENSION, "extension") \
	X(MC_SCORE_GRACE, "grace") \
	X(MC_SCORE_LATE, "late") \
	X(MC_SCORE_CUTOFF, "cut-off") \
	X(MC_SCORE_EXCUSED, "excused") \
	X(MC_SCORE_OVERRIDE, "override") /* what an instructor changed, with the reason */

enum mc_score_kind {
#define X(constant, name) constant,
	MC_SCORE_LINES(X)
#undef X
		MC_SCORE_KIND_COUNT
};

struct mc_score_line {
	enum mc_score_kind kind;
	int64_t points;	   /* thousandths; all lines add up to the score */
	const char *what;  /* criterion of the rubric, else NULL */
	const char *level; /* of the rubric, else NULL */
	const char *note;  /* id of the sealed reason, else NULL */
	const char *by;	   /* who decided, for rubric and override */
	int64_t minutes;   /* late lines: late by; days of grace and percent as in late.h */
	uint32_t days, percent;
};

enum mc_score_state {
	MC_SCORE_GRADED,
	MC_SCORE_MISSING, /* nothing handed in */
	MC_SCORE_FAULT,	  /* no verdict, our fault or the world's: never a zero */
	MC_SCORE_EXEMPT,  /* excused and nothing handed in: counts nowhere */
};

/** One cell of the matrix. */
struct mc_score {
	const char *learner;
	const char *exercise;
	const char *module;
	enum mc_score_state state;
	const char *verdict;	      /* after an override; NULL unless there is one */
	const struct mc_grade *grade; /* NULL: none recorded */
	int64_t points, max;	      /* thousandths: what counts */
	const struct mc_score_line *lines;
	size_t line_count;
	bool is_overridden;
};

/** The matrix of a cohort. */
struct mc_scores;

/** Reads and computes all of a cohort: learners sorted by id, exercises in the order of the course, those
 * that the course no longer has last. course: folder, or NULL. Errors: MC_E_INPUT (course), MC_E_IO. */
struct mc_err *mc_scores_open(struct mc_scores **scores, struct mc_records *records, const char *cohort,
			      const char *course) MC_MUST_USE;

/** Frees it; NULL is allowed. */
void mc_scores_free(struct mc_scores *scores);
MC_AUTOPTR_DEFINE(mc_scores);

/** Rows, columns, and cells. */
size_t mc_scores_learner_count(const struct mc_scores *scores);
const char *mc_scores_learner(const struct mc_scores *scores, size_t row);
size_t mc_scores_exercise_count(const struct mc_scores *scores);
const char *mc_scores_exercise(const struct mc_scores *scores, size_t column);
const struct mc_score *mc_scores_at(const struct mc_scores *scores, size_t row, size_t column);

#endif
