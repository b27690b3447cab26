/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_RUN_H
#define MC_GRADE_RUN_H

#include "grade/submission.h"
#include "result/result.h"

/** How a submission is judged. */
struct mc_run_options {
	const char *const *only; /* ids of tests to run; those that they need run too */
	size_t only_count;	 /* 0: all */
	const char *lang;	 /* of the teacher's words in reasons */
	uint32_t most_cpu_ms;	 /* no test gets more processor time than this; 0: what the spec says */
	const char *const *env;	 /* NULL-terminated "NAME=value" for every program that does not get NAME from
				    the spec; may be NULL */
	bool stops_at_failure;	 /* the tests behind the first that does not pass are not run */
};

/**
 * Judges one submission: builds it, runs every test in the sandbox, compares.
 *
 * result   set on success; release with mc_result_release(); points into exercise, which must outlive it
 * sandbox  an open slot
 *
 * A sandbox that fails makes the verdict grader-error, not an error.
 * Errors: MC_E_INTERRUPTED.
 */
struct mc_err *mc_run(struct mc_result *result, struct mc_sandbox *sandbox,
		      const struct mc_exercise *exercise, const struct mc_submission *submission,
		      const struct mc_run_options *options) MC_MUST_USE;

/** Refuses options that name a test which the exercise does not have. Errors: MC_E_INPUT with the nearest id.
 */
struct mc_err *mc_run_check_options(const struct mc_run_options *options, const struct mc_exercise *exercise)
	MC_MUST_USE;

/** Sets result to a grader-error (ours) or another verdict for a submission that could not even be read. */
void mc_run_refuse(struct mc_result *result, const struct mc_exercise *exercise, const char *name,
		   enum mc_verdict verdict, enum mc_reason_code code, const char *detail);

/** mc_run_refuse() after mc_submission_read() failed: too much is the student's doing, everything else is
 * ours or the world's. */
void mc_run_refuse_unread(struct mc_result *result, const struct mc_exercise *exercise, const char *name,
			  const struct mc_err *err);

#endif
