/* SPDX-License-Identifier: MIT */
#ifndef MC_CMD_GRADE_FORM_H
#define MC_CMD_GRADE_FORM_H

#include "cli/cmd.h"

/* The two forms of 'migracode grade', which share their options: of submissions that are named, and of a
 * cohort. */

struct mc_grade_args {
	const char *exercise;
	unsigned jobs;
	bool unverified;
	const char *protection;
	/* Of the first form alone: */
	const char *commit;
	bool show_hidden;
	struct mc_opt_list tests;
	const char *format;
	const char *output;
	struct mc_opt_list meta;
	unsigned passing;
	unsigned fail_under;
	/* Of the second form alone: */
	const char *cohort;
	struct mc_opt_list modules;
	struct mc_opt_list learners;
	bool since_last;
	bool no_fetch;
	const char *at;
	const char *events;
	const char *on; /* "slurm" or "slurm:<partition>"; NULL: this machine */
	const char *shared;
	unsigned chunk;
	const char *time;
	const char *memory;
	const char *resume;
};

/** Grades the operands. Errors: MC_E_USAGE, and those of mc_roster_run(). */
struct mc_err *mc_grade_roster(struct mc_call *call, const struct mc_grade_args *args) MC_MUST_USE;

/** Grades a cohort. Errors: MC_E_USAGE, and those of mc_grading_run(). */
struct mc_err *mc_grade_cohort(struct mc_call *call, const struct mc_grade_args *args) MC_MUST_USE;

#endif
