/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_ROSTER_H
#define MC_GRADE_ROSTER_H

#include "base/str.h"
#include "grade/run.h"
#include "result/result.h"

/** The outcome of one submission as it comes from a grading process. All is borrowed for the time of the
 * call. */
struct mc_roster_answer {
	size_t index;
	enum mc_verdict verdict;
	int64_t points; /* thousandths */
	int64_t max;
	const char *exercise; /* its id */
	struct mc_str json;   /* the result document, compact */
	const char *reason;   /* one sentence: the first reason why it is not a pass; "" for a pass */
};

/** One exercise, many submissions. */
struct mc_roster {
	const char *exercise_dir;
	const char *const *submissions; /* folders, repositories, addresses */
	size_t count;
	const char *revision; /* NULL: HEAD */
	struct mc_run_options run;
	unsigned jobs; /* 0: as many as there are processors */
	enum mc_protection_level minimum;
	bool takes_unverified;
	bool shows_hidden; /* expected texts and output of hidden tests go into the document */
	struct mc_err *(*done)(void *context,
			       const struct mc_roster_answer *answer); /* in the order of completion */
	void *context;
};

/**
 * Grades every submission in the sandbox, several at a time, and returns when each got a verdict.  What goes
 * wrong with one submission is that submission's grader-error.
 *
 * Errors: MC_E_INPUT (the spec is broken or unverified), MC_E_UNSUPPORTED (less protection than the minimum),
 * MC_E_INTERRUPTED, what done() returns.
 */
struct mc_err *mc_roster_run(const struct mc_roster *roster) MC_MUST_USE;

#endif
