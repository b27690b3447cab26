/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_GIT_TEST_H
#define MC_COURSE_GIT_TEST_H

#include "course/exercise.h"

/** Whether the work may or must have commits that merge branches. */
enum mc_git_merge { MC_GIT_MERGE_ANY, MC_GIT_MERGE_NEEDED, MC_GIT_MERGE_NONE };

/** What a test of kind git asks of the repository that a submission comes from. */
struct mc_git_test {
	const char *branch; /* glob; NULL: any */
	const char *since;  /* branch that the work left from; NULL: from the first commit on */
	bool sees_whole;    /* looks at the whole repository, not only at the exercise's folder */
	uint32_t commits_min;
	uint32_t commits_max; /* UINT32_MAX: no limit */
	enum mc_git_merge merge;
	struct mc_pattern subject; /* of the first line of every own commit; regex NULL: anything */
	struct mc_pattern message; /* of the whole message */
	uint32_t subject_max;	   /* characters of the first line; 0: no limit */
	struct mc_texts changed;   /* globs of all that may change; empty: everything */
	struct mc_texts unchanged; /* globs of what may not */
	uint32_t max_files;	   /* that change; 0: no limit */
	struct mc_texts absent;	   /* globs of what must not be in the repository */
	bool is_clean;		   /* nothing may be left that was not committed */
};

#endif
