/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_SCORE_H
#define MC_GRADEBOOK_SCORE_H

#include "course/rubric.h"
#include "deadline/deadlines.h"
#include "gradebook/grade.h"

/*
 * What a learner's work on an exercise is worth: the points of its tests and one line for everything that
 * changes them.  Computed whenever it is shown, from what is recorded, and never stored: a new rubric level,
 * an extension or a lifted override counts at once.
 */

/** X(constant, name in documents) */
#define MC_SCORE_LINES(X) \
	X(MC_SCORE_TESTS, "tests") \
	X(MC_SCORE_RUBRIC, "rubric") \
	X(MC_SCORE_EXTRA, \
	  "extra") /* beyond the maximum of the tests; criteria of the rubric that are extra */ \
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

/** Names of the kinds in documents. */
extern const char *const mc_score_kinds[MC_SCORE_KIND_COUNT];

struct mc_score_line {
	enum mc_score_kind kind;
	int64_t points;	   /* thousandths; all lines add up to the score */
	const char *what;  /* criterion of the rubric, else NULL */
	const char *level; /* of the rubric, else NULL */
	bool is_gone;	   /* the rubric no longer has this criterion or this level: 0 points */
	const char *note;  /* id of the sealed reason, else NULL */
	const char *by;	   /* who decided, for rubric and override */
	const char *at;	   /* when, for an override */
	int64_t minutes;   /* late lines: late by; days of grace and percent as in late.h */
	uint32_t days, percent;
};

/** X(constant, name in documents) */
#define MC_SCORE_STATES(X) \
	X(MC_SCORE_GRADED, "graded") \
	X(MC_SCORE_MISSING, "missing") /* no result: nothing handed in, or not graded yet */ \
	X(MC_SCORE_FAULT, "fault")     /* no verdict, our fault or the world's: never a zero */ \
	X(MC_SCORE_EXEMPT, "excused")  /* excused and nothing handed in: counts nowhere */

enum mc_score_state {
#define X(constant, name) constant,
	MC_SCORE_STATES(X)
#undef X
		MC_SCORE_STATE_COUNT
};

/** Names of the states in documents. */
extern const char *const mc_score_states[MC_SCORE_STATE_COUNT];

/** What an instructor decided. */
struct mc_score_override {
	const char *learner, *exercise;
	bool has_points;
	int64_t points;
	const char *verdict; /* NULL: as it was */
	const char *note;    /* id of the sealed reason */
	const char *by, *at;
};

/** A level that an instructor gave. */
struct mc_score_mark {
	const char *learner, *exercise;
	const char *criterion, *level;
	const char *note; /* id of what was written to it; NULL: nothing */
	const char *by;
};

/** Most lines of one score. */
#define MC_SCORE_MAX_LINES (2 * MC_RUBRIC_MAX + MC_LATE_LINE_COUNT + 3)

/** One cell of the matrix. */
struct mc_score {
	const char *learner;
	const char *exercise;
	const char *module; /* NULL: not known */
	enum mc_score_state state;
	const char *verdict;	      /* after an override; NULL unless there is one */
	const struct mc_grade *grade; /* NULL: none recorded */
	bool is_imported;	      /* there is no grade, but a result that 'results import' took */
	const char *done_on;	      /* day of what was handed in; NULL: nothing was */
	int64_t points, max;	      /* thousandths: what counts */
	const struct mc_score_line *lines;
	size_t line_count;
	size_t unmarked; /* criteria of the rubric without a level */
	bool is_late;
	bool is_taken_back; /* when the cohort was graded last, the repository no longer had it */
	const struct mc_score_override *override; /* NULL: none */
	uint32_t grace_used;			  /* days of the learner's budget */
};

/** What one score is computed from. All borrowed; what is not there is NULL. */
struct mc_score_input {
	bool has_points; /* there is a grade or an imported result: points, max, submitted_s */
	int64_t points, max;
	bool has_time; /* submitted_s is known */
	int64_t submitted_s;
	const struct mc_late_policy *policy;
	const struct mc_late_due *due;
	uint32_t grace_left;
	const struct mc_rubric *rubric;
	const struct mc_score_mark *marks; /* of this learner and exercise */
	size_t mark_count;
	const struct mc_score_override *override;
};

/** Computes points, max, lines, unmarked, is_late and grace_used of a score; lines get room for
 * MC_SCORE_MAX_LINES. */
void mc_score_compute(struct mc_score *score, struct mc_score_line *lines,
		      const struct mc_score_input *input);

/** A column of the matrix. */
struct mc_score_column {
	const char *exercise;
	const char *module;		/* NULL: not known */
	const char *module_name;	/* in the language of messages; NULL: not known */
	const char *dir;		/* NULL: the course has it no longer */
	const char *title;		/* in the language of messages; the id when it is not known */
	int64_t max;			/* of its tests; -1: not known */
	const struct mc_rubric *rubric; /* NULL: none */
};

/** The matrix of a cohort. */
struct mc_scores;

/** Whose scores are read. All borrowed while they are read. */
struct mc_scores_wanted {
	const char *cohort;
	const char *learner;	/* NULL: all */
	const char *course;	/* folder, or NULL */
	const char *school_dir; /* for faults of mirrors and what was taken back; NULL: not looked at */
};

/** Reads and computes all of a cohort: learners sorted by id, exercises in the order of the course, those
 * that the course no longer has last. Errors: MC_E_INPUT (course, rubric), MC_E_IO. */
struct mc_err *mc_scores_open(struct mc_scores **scores, struct mc_records *records,
			      const struct mc_scores_wanted *wanted) MC_MUST_USE;

/** Frees it; NULL is allowed. */
void mc_scores_free(struct mc_scores *scores);
MC_AUTOPTR_DEFINE(mc_scores);

/** Rows, columns, and cells. */
const char *mc_scores_cohort(const struct mc_scores *scores);
size_t mc_scores_learner_count(const struct mc_scores *scores);
const char *mc_scores_learner(const struct mc_scores *scores, size_t row);
/** True of a learner who was erased: nobody can be told anything, and there is no work to look at. */
bool mc_scores_is_erased(const struct mc_scores *scores, size_t row);
size_t mc_scores_exercise_count(const struct mc_scores *scores);
const struct mc_score_column *mc_scores_column(const struct mc_scores *scores, size_t column);
const struct mc_score *mc_scores_at(const struct mc_scores *scores, size_t row, size_t column);

/** Row and column of a learner and an exercise; SIZE_MAX when there is none. */
size_t mc_scores_find_learner(const struct mc_scores *scores, const char *learner);
size_t mc_scores_find_exercise(const struct mc_scores *scores, const char *exercise);

#endif
