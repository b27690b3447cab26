/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_MEMORY_TEST_H
#define MC_COURSE_MEMORY_TEST_H

#include <stdbool.h>

/** Who looks for faults. */
enum mc_memory_tool {
	MC_MEMORY_VALGRIND,
	MC_MEMORY_SANITIZER, /* what the compiler put into the program: AddressSanitizer, UBSan */
};

/** What a test of kind memory has beside run, env, input and exit_status of mc_test. */
struct mc_memory_test {
	enum mc_memory_tool tool;
	bool allows_leaks;
};

#endif
