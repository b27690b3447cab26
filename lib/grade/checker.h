/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_CHECKER_H
#define MC_GRADE_CHECKER_H

#include "course/data_test.h"
#include "grade/judge.h"

/*
 * The teacher's program that judges an output, in a slot of its own.  Source: Kattis problem package format,
 * "legacy", Output Validators; the rules of who ended first are those of problemtools' interactive runner.
 */

/** The exit statuses of a checker; all others say that it is broken. */
#define MC_CHECKER_ACCEPTS 42
#define MC_CHECKER_REJECTS 43

/** What a checker said; texts live as long as the result of the job. */
struct mc_checked {
	const char *broken; /* why nothing it says counts, translated; NULL: it is all right */
	bool is_accepted;
	bool has_score;
	bool is_share;		  /* the score is a part of the points, 0 to 1; else points */
	double score;		  /* of score.txt or score_multiplier.txt; with has_score */
	const char *message;	  /* for students; NULL: none */
	const char *teacher_note; /* NULL: none */
	/* Of one that talked with the program: */
	bool is_decided; /* its word counts, whatever became of the program afterwards */
	bool is_behind;	 /* the program was at its end first, and by itself or by its limits */
};

/**
 * Makes a checker ready in the second slot of the job, unless it is there already: lays its files and builds
 * it.
 *
 * broken  set on success: why it cannot be used, translated; NULL: it can
 * Errors: of the sandbox.
 */
struct mc_err *mc_checker_prepare(const char **broken, struct mc_job *job, const struct mc_data_test *data)
	MC_MUST_USE;

/** Judges one output. Errors: of the sandbox. */
struct mc_err *mc_checker_judge(struct mc_checked *checked, struct mc_job *job,
				const struct mc_data_test *data, const struct mc_data_case *item,
				struct mc_str output) MC_MUST_USE;

/**
 * Runs the program and the checker, each with what the other prints as its input.
 *
 * ran             set on success: the program's end; release with mc_sandbox_result_release()
 * program         what is started in the job's sandbox; its input is not used
 *
 * Errors: of the sandbox.
 */
struct mc_err *mc_checker_talk(struct mc_checked *checked, struct mc_sandbox_result *ran, struct mc_job *job,
			       const struct mc_data_test *data, const struct mc_data_case *item,
			       const struct mc_sandbox_run *program) MC_MUST_USE;

/** Ends what the second slot holds: a checker or the reference solution. */
void mc_checker_release(struct mc_job *job);

#endif
