/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_HIDING_H
#define MC_GRADE_HIDING_H

#include <stddef.h>

/** What programs must not see wherever it is; a folder that the sandbox does not show costs nothing. */
struct mc_hiding {
	char **paths; /* absolute */
	size_t count;
	size_t capacity;
};

#define MC_HIDING_INIT \
	{ \
		NULL, 0, 0 \
	}

/** Frees the list. */
void mc_hiding_release(struct mc_hiding *hiding);

/** Adds a file or folder; one that is not there is nothing to hide. */
void mc_hiding_add(struct mc_hiding *hiding, const char *path);

/** Adds the whole course of an exercise, whose other exercises have secrets too; an exercise of its own is
 * all of it. */
void mc_hiding_add_course(struct mc_hiding *hiding, const char *exercise_dir);

#endif
