/* SPDX-License-Identifier: MIT */
#ifndef MC_DEADLINE_LATE_H
#define MC_DEADLINE_LATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "course/finding.h"

/*
 * What being late costs: a pure computation.  Time is Unix time in seconds, points are thousandths.
 *
 * Every limit belongs to what is before it: who hands in at the very second of a deadline is in time, and who
 * is late by exactly 60 minutes has not yet come to the step after 60 minutes.  A day is 24 hours.  The whole
 * definition stands in migracode-grading(5), DEADLINES.
 */

/** One step of the penalty curve: whoever is late by more than so many minutes loses so many percent. */
struct mc_late_step {
	uint32_t after_minutes;
	uint32_t percent; /* of the points that were reached; 0 … 100 */
};

#define MC_LATE_MAX_STEPS 50

/** The largest numbers that a policy may have: a year. */
#define MC_LATE_MAX_MINUTES 527040u
#define MC_LATE_MAX_DAYS 366u

/** The rules of a cohort. The zero value: the commit at the deadline counts, later ones do not. */
struct mc_late_policy {
	bool uses_arrival; /* time of submission: when the commit reached the mirror; else the committer's */
	uint32_t grace_minutes; /* so long after a deadline nothing is late; who is later than that is late
				   since the deadline */
	uint32_t grace_days; /* budget of each learner: whole days that may be used up over all exercises */
	uint32_t grace_most; /* of them for one exercise at most; 0: no limit */
	uint32_t cutoff_minutes; /* who is later than that gets nothing; 0: there is no such limit when there
				    are steps, else it is the deadline itself */
	struct mc_late_step steps[MC_LATE_MAX_STEPS]; /* both numbers go up from each to the next */
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
	X(MC_LATE_PENALTY, "late")	  /* what is taken off; 0 points before the first step */ \
	X(MC_LATE_CUTOFF, "cut-off")	  /* all points are gone */ \
	X(MC_LATE_EXCUSED, "excused")	  /* 0 points */

enum mc_late_kind {
#define X(constant, name) constant,
	MC_LATE_LINES(X)
#undef X
		MC_LATE_LINE_COUNT
};

/** The name of a kind of line in documents; static. */
const char *mc_late_kind_name(enum mc_late_kind kind);

/** One line of the score. */
struct mc_late_line {
	enum mc_late_kind kind;
	int64_t points;	  /* thousandths, 0 or negative */
	int64_t minutes;  /* extension: by which the deadline moved; grace: late before days were used; late
			     and cut-off: still late after them. Part of a minute counts as a whole one. */
	uint32_t days;	  /* grace: used here */
	uint32_t percent; /* late and cut-off */
};

/** What came out. */
struct mc_late_score {
	struct mc_late_line lines[MC_LATE_LINE_COUNT];
	size_t count;
	int64_t points;	     /* what is left: the points given and all lines add up to it */
	uint32_t grace_used; /* days, by this exercise */
};

/** The deadline of this learner; INT64_MAX: none. */
int64_t mc_late_due_s(const struct mc_late_due *due);

/** The last moment at which a commit is worth anything to this learner; INT64_MAX: always. grace_left:
 * days. */
int64_t mc_late_until(const struct mc_late_policy *policy, const struct mc_late_due *due,
		      uint32_t grace_left);

/** True when submitted_s is after the deadline and the minutes of grace. */
bool mc_late_is_late(const struct mc_late_policy *policy, const struct mc_late_due *due, int64_t submitted_s);

/**
 * Days of the budget that a submission uses, of grace_left: as few as give the best that can be had, so that
 * no day is lost for nothing. Depends on times alone, never on points, so that the days left for the next
 * exercise are known before anything is run.
 */
uint32_t mc_late_grace(const struct mc_late_policy *policy, const struct mc_late_due *due,
		       int64_t submitted_s, uint32_t grace_left);

/**
 * Applies the rules to one submission.
 *
 * submitted_s  when it was handed in
 * grace_left   days of this learner's budget before this exercise; exercises are taken in the order of their
 *              deadlines (mc_late_due_s()), then of their ids
 * points       thousandths; of 0 or less nothing is taken off
 */
void mc_late_apply(struct mc_late_score *score, const struct mc_late_policy *policy,
		   const struct mc_late_due *due, int64_t submitted_s, uint32_t grace_left, int64_t points);

/** Bytes of a text with rules at most. */
#define MC_LATE_MAX_BYTES (64u * 1024)

/**
 * Reads the rules from JSON, "migracode/late-policy/v1".
 *
 * findings  gets every error and warning; may be NULL
 *
 * Errors: MC_E_INPUT (the first one: file, line, column, place).
 */
struct mc_err *mc_late_policy_parse(struct mc_late_policy *policy, struct mc_findings *findings,
				    struct mc_str text, const char *name) MC_MUST_USE;

/** mc_late_policy_parse() without findings. */
struct mc_err *mc_late_policy_read(struct mc_late_policy *policy, struct mc_str text, const char *name)
	MC_MUST_USE;

/** Appends the rules as lines for people. */
void mc_late_policy_words(struct mc_buf *out, const struct mc_late_policy *policy);

/** Appends the rules as the JSON that mc_late_policy_read() takes: the same rules give the same bytes. */
void mc_late_policy_write(struct mc_buf *out, const struct mc_late_policy *policy);

/** Rules to start from, as JSON; static. */
extern const char mc_late_policy_example[];

#endif
