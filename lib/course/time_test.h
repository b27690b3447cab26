/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_TIME_TEST_H
#define MC_COURSE_TIME_TEST_H

#include <stdint.h>

#include "course/exercise.h"

/* Below, the noise of measuring would decide. */
#define MC_TIME_MIN_FACTOR 1.5
#define MC_TIME_MAX_FACTOR 1000.0

enum { MC_TIME_MIN_ROUNDS = 3, MC_TIME_MAX_ROUNDS = 25, MC_TIME_ROUNDS = 5 };

/** What a test of kind time has beside run, env, input and exit_status of mc_test. */
struct mc_time_test {
	double factor;		   /* so many times the reference solution's time are allowed */
	uint32_t rounds;	   /* each runs both once */
	struct mc_compare compare; /* of both outputs */
};

#endif
