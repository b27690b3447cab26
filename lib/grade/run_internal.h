/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_RUN_INTERNAL_H
#define MC_GRADE_RUN_INTERNAL_H

#include "grade/result.h"
#include "grade/run.h"

/** One judgement under way; shared by run.c and the files that judge the kinds of tests. */
struct mc_job {
	struct mc_result *result;
	struct mc_sandbox *sandbox;
	const struct mc_exercise *exercise;
	const struct mc_submission *submission;
	const struct mc_run_options *options;
	struct mc_tree laid; /* what lies in the sandbox */
	bool is_laid;	     /* mc_sandbox_begin() succeeded */
};

/** Judges a test that runs a program: io and suite. Errors: what mc_sandbox_run() gives. */
struct mc_err *mc_judge_program(struct mc_job *job, struct mc_test_result *out) MC_MUST_USE;

/** Runs the build step and fills result->build. Errors: what mc_sandbox_run() gives. */
struct mc_err *mc_judge_build(struct mc_job *job) MC_MUST_USE;

/** Judges a test that looks at files only: files and source. Errors: MC_E_INPUT (a pattern that cannot be
 * matched). */
struct mc_err *mc_judge_files(struct mc_job *job, struct mc_test_result *out) MC_MUST_USE;

/** Judges a suite from what its framework reported; the program ended by itself. */
void mc_judge_suite(struct mc_job *job, struct mc_test_result *out, const struct mc_sandbox_result *ran);

/** Sets verdict and reason of a test that did not pass. */
void mc_judge_fail(struct mc_test_result *out, enum mc_verdict verdict, struct mc_reason reason);

#endif
