/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_SUITE_TEST_H
#define MC_COURSE_SUITE_TEST_H

#include <stdint.h>

/** What a test of kind suite has beside what all programs have. */
struct mc_suite_test {
	const char *report;	    /* file that the framework writes its report to; NULL: standard output */
	const int64_t *case_points; /* thousandths, of each of the test's cases; NULL: split evenly */
};

#endif
