/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_JUDGE_H
#define MC_GRADE_JUDGE_H

#include "grade/run.h"
#include "result/result.h"

/* What run.c and the judges of the kinds of tests share: one file for each kind, judge_<name>.c. */

struct mc_checker;

/** One judgement under way. */
struct mc_job {
	struct mc_result *result;
	struct mc_sandbox *sandbox;
	const struct mc_exercise *exercise;
	const struct mc_submission *submission;
	const struct mc_run_options *options;
	struct mc_tree laid;		  /* what lies in the sandbox */
	bool is_laid;			  /* mc_sandbox_begin() succeeded */
	struct mc_sandbox *twin;	  /* belongs to sandbox; NULL: not used yet */
	bool is_twin_laid;		  /* and holds a submission */
	const struct mc_checker *checker; /* which is ready in it; NULL: none */
	bool is_reference_laid;		  /* the reference solution is ready in it */
	bool has_loopback;		  /* programs have a network of their own, for tests that need one */
};

/** How tests of one kind are judged. */
struct mc_judge {
	bool needs_sandbox;  /* the submission is laid and built before; not so for tests that only look at
				files */
	bool needs_build;    /* without a build that worked the test is an error */
	bool needs_loopback; /* programs talk to each other, or we to them, over a network of their own */
	bool sees_missing;   /* is judged even when a file is not there that submit names */
	/**
	 * Judges one test. out comes as a pass with all points; what is wrong is set by mc_judge_fail().
	 * Errors: MC_E_LIMIT (the student's: too large, too slow), MC_E_INTERRUPTED; all others become a
	 * grader-error.
	 */
	struct mc_err *(*judge)(struct mc_job *job, struct mc_test_result *out);
};

#define X(constant, name, stem) extern const struct mc_judge mc_judge_##stem;
MC_TEST_KINDS(X)
#undef X

/** Sets verdict and reason of a test that did not pass; points go unless it is a partial. */
void mc_judge_fail(struct mc_test_result *out, enum mc_verdict verdict, struct mc_reason reason);

/** What lies in the sandbox when handed_in is judged: the starter's other files, what submit takes, the
 * tests. */
void mc_judge_lay(struct mc_tree *laid, const struct mc_exercise *exercise, const struct mc_tree *handed_in);

/** Runs the build step in a sandbox that holds a submission. Errors: of mc_sandbox_run(). */
struct mc_err *mc_judge_run_build(struct mc_sandbox_result *ran, struct mc_sandbox *sandbox,
				  const struct mc_exercise *exercise) MC_MUST_USE;

/** Runs the build step and fills result->build. Errors: what mc_sandbox_run() gives. */
struct mc_err *mc_judge_build_step(struct mc_job *job) MC_MUST_USE;

/* ---- programs ---- */

/** The limits of a test in this run. */
struct mc_limits mc_job_limits(const struct mc_job *job, const struct mc_test *test);

/** False, with a grader-error that names the tool, when this machine lacks what the test needs. */
bool mc_job_has_tools(struct mc_test_result *out);

/** True when the program ended by itself and its answer can be looked at; else verdict and reason are set. */
bool mc_job_has_ended(struct mc_job *job, struct mc_test_result *out, const struct mc_texts *argv,
		      const struct mc_limits *limits, const struct mc_sandbox_result *ran);

/** Notes how long the program took and what it used. */
void mc_job_keep_usage(struct mc_test_result *out, const struct mc_sandbox_result *ran);

/** Keeps what the program printed as the test's output, both streams one after the other. */
void mc_job_keep_output(struct mc_job *job, struct mc_test_result *out, const struct mc_sandbox_result *ran);

/** A copy of text that lives as long as the result. */
struct mc_str mc_job_keep(struct mc_job *job, const char *text, size_t len);

/**
 * Compares one text; a difference becomes a fail with its reason and both texts.
 *
 * subject  "stdout", "stderr", or the name of a file; must outlive the result
 * Errors: MC_E_INPUT (the expected text cannot be compared with).
 */
struct mc_err *mc_job_compare(bool *is_equal, struct mc_job *job, struct mc_test_result *out,
			      const char *subject, const struct mc_expect *expect, struct mc_str actual)
	MC_MUST_USE;

/** The name of the package of npm that npx would have to fetch, in vain as there is no network, else NULL. */
const char *mc_job_missing_package(const struct mc_job *job, const struct mc_texts *argv);

/**
 * The name of a test framework that the spec's command needs and that is not installed, else NULL; only asked
 * when the program did not end well.
 */
const char *mc_job_missing_framework(struct mc_job *job, const struct mc_texts *argv,
				     const struct mc_sandbox_result *ran);

/** The name of the tool when a script of the spec starts it and it is not installed, else NULL. */
const char *mc_job_missing_tool(struct mc_job *job, const struct mc_texts *argv,
				const struct mc_sandbox_result *ran);

#endif
