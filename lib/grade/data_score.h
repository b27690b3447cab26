/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_DATA_SCORE_H
#define MC_GRADE_DATA_SCORE_H

#include "course/data_test.h"
#include "result/result.h"

/** What a case, or a group of them, came to. */
struct mc_data_outcome {
	bool is_accepted;
	bool is_full;	   /* and it could not have been better */
	double score;	   /* thousandths of points */
	size_t blamed;	   /* the case that a verdict other than accepted comes from */
	unsigned severity; /* of that case, see mc_data_severity(); 0: accepted */
};

/** How bad a reason is: a crash is worse than a limit, a limit worse than a wrong answer; 0 for none. */
unsigned mc_data_severity(enum mc_reason_code code);

/**
 * What count children of a group, those that were run, make it: the default grader's rules, and our "all".
 *
 * Source: Kattis problem package format, "legacy", Graders.
 */
struct mc_data_outcome mc_data_group_outcome(const struct mc_data_group *group,
					     const struct mc_data_outcome *children, size_t count);

/** Thousandths as the whole number that is nearest, from 0 to max. */
int64_t mc_data_points(double score, int64_t max);

#endif
