/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_WORKSPACE_H
#define MC_COURSE_WORKSPACE_H

#include <stddef.h>

#include "base/err.h"

/** Which repository for students is made, and where. */
struct mc_workspace_request {
	const char *curriculum;	    /* folder with curriculum.json */
	const char *const *modules; /* ids of those that students get; count 0: all */
	size_t module_count;
	const char *lang; /* that README.md and lesson.md are in, the others stay beside; NULL: English */
	const char *dir;  /* must not exist, or be an empty folder */
};

/** What went into a workspace. */
struct mc_workspace_summary {
	size_t modules;
	size_t exercises;
	size_t files;
};

/**
 * Makes the students' repository: per exercise the text, the visible tests and the starter's files, laid
 * beside exercise.json where students work on them; lessons; workflows of GitHub, GitLab and Forgejo that
 * call 'migracode check'; a first commit. Files of the starter that students do not hand in are laid in
 * starter/ too, because a check takes them from there.
 *
 * Solutions, wrong solutions, private files, quizzes, hidden tests and their expected texts are never read
 * into it. All or nothing, see mc_scaffold_lay().
 *
 * Errors: MC_E_INPUT (a spec is wrong, an exercise has no starter or would give something private away,
 * unknown module, dir is not empty), MC_E_TOOL (libgit2 is missing), MC_E_IO.
 */
struct mc_err *mc_workspace_build(struct mc_workspace_summary *summary,
				  const struct mc_workspace_request *request) MC_MUST_USE;

#endif
