/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_LATE_H
#define MC_GRADEBOOK_LATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/*
 * What being late costs: a pure computation.  Time is Unix time in seconds, points are thousandths.
 */

/** One step of the penalty curve: from so many minutes after the deadline on, so many percent are taken off.
 */
struct mc_late_step {
	uint32_t after_minutes;
	uint32_t percent; /* of the points that were reached; 0 … 100 */
};

#define MC_LATE_MAX_STEPS 50

/** The rules of a cohort. The zero value: the commit at the deadline counts, later ones do not. */
struct mc_late_policy {
	bool uses_arrival; /* time of submission: when the commit reached the mirror; else the committer's */
	uint32_t grace_minutes; /* so long after a deadline nothing is late */
	uint32_t grace_days; /* budget of each learner: whole days that may be used up over all exercises */
	uint32_t grace_most; /* of them for one exercise at most; 0: no limit */
	uint32_t cutoff_minutes; /* after the deadline nothing counts; 0: the deadline itself when there is no
				    step */
	struct mc_late_step steps[MC_LATE_MAX_STEPS];
	size_t step_count;
};

/** The deadline of one learner for one exercise, put together. */
struct mc_late_due {
	bool has_due;
	int64_t due_s;	    /* of all */
	int64_t extended_s; /* of this learner, when later; else due_s */
	bool is_excused;    /* no deadline and no penalty; nothing handed in costs nothing either */
};

/** X(constant, name in documents) */
#define MC_LATE_LINES(X) \
	X(MC_LATE_EXTENSION, "extension") /* the learner's own deadline; 0 points */ \
	X(MC_LATE_GRACE, "grace")	  /* days of the budget were used; 0 points */ \
	X(MC_LATE_PENALTY, "late")	  /* what is taken off */ \
	X(MC_LATE_CUTOFF, "cut-off")	  /* all points are gone */ \
	X(MC_LATE_EXCUSED, "excused")	  /* 0 points */

enum mc_late_kind {
#define X(constant, name) constant,
	MC_LATE_LINES(X)
#undef X
		MC_LATE_LINE_COUNT
};

/** One line of the score. */
struct mc_late_line {
	enum mc_late_kind kind;
	int64_t points;	 /* thousandths, 0 or negative */
	int64_t minutes; /* late, or by which the deadline moved */
	uint32_t days;	 /* of grace used here */
	uint32_t percent;
};

/** What came out. */
struct mc_late_score {
	struct mc_late_line lines[MC_LATE_LINE_COUNT];
	size_t count;
	int64_t points;	     /* what is left: the points given and all lines add up to it */
	uint32_t grace_used; /* days, by this exercise */
};

/** The last moment at which a commit counts for this learner; INT64_MAX: always. grace_left: days. */
int64_t mc_late_until(const struct mc_late_policy *policy, const struct mc_late_due *due,
		      uint32_t grace_left);

/**
 * Applies the rules to one submission.
 *
 * submitted_s  when it was handed in
 * grace_left   days of this learner's budget before this exercise; exercises are taken in the order of their
 *              deadlines, then of their ids
 */
void mc_late_apply(struct mc_late_score *score, const struct mc_late_policy *policy,
		   const struct mc_late_due *due, int64_t submitted_s, uint32_t grace_left, int64_t points);

/** Reads the rules from JSON, "migracode/late-policy/v1". Errors: MC_E_INPUT (file, line, column, place). */
struct mc_err *mc_late_policy_read(struct mc_late_policy *policy, struct mc_str text, const char *name)
	MC_MUST_USE;

#endif
