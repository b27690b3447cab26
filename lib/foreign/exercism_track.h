/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_EXERCISM_TRACK_H
#define MC_FOREIGN_EXERCISM_TRACK_H

#include "course/exercise.h"
#include "foreign/toolbox.h"

/** How the exercises of one language are tested. */
struct mc_exercism_track {
	const char *name;	 /* of the language, for messages */
	const char *test_ending; /* of the names of its test files */
	const char *also_used;	 /* a program that is not needed but that solutions may use; NULL: none */

	/** Number of cases in the text of a test file; 0: cannot be told. */
	uint32_t (*count_cases)(const char *text);

	/** Switches on what the track switches off at first, in place. */
	void (*enable_cases)(char *text);

	/** Sets build, run, format and lacks; files of its own go to exercise->tests_files. tests: names of
	 * test files. */
	void (*set_commands)(struct mc_exercise *exercise, struct mc_test *test, const struct mc_texts *tests,
			     const struct mc_toolbox *toolbox);
};

/** The track whose test files have names that end like name, or NULL; static. */
const struct mc_exercism_track *mc_exercism_track_of(const char *name);

#endif
