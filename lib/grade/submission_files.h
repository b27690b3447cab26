/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_SUBMISSION_FILES_H
#define MC_GRADE_SUBMISSION_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/tree.h"
#include "course/exercise.h"

/*
 * Which files of a repository or a folder are the submission of an exercise.  Grading reads them, a survey of
 * many repositories only looks at their names: both must mean the same files.
 */

/** The globs of all files that may belong to an exercise, wherever it is in a workspace. */
struct mc_submission_search {
	struct mc_arena arena; /* holds the globs, and the folders that were found */
	const char **globs;
	size_t count;
	size_t capacity;
};

#define MC_SUBMISSION_SEARCH_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees a search; it is usable again. */
void mc_submission_search_release(struct mc_submission_search *search);

/** Adds the globs of an exercise to an initialised search. */
void mc_submission_search_add(struct mc_submission_search *search, const struct mc_exercise *exercise);

/** A filter of these globs with the usual limits of a submission; it borrows from search. */
struct mc_tree_filter mc_submission_filter(const struct mc_submission_search *search);

/**
 * Leaves of a sorted tree of what the filter took the files that are the submission, with paths relative to
 * the exercise, and returns the exercise's folder with '/' at its end ("": the root); the search owns it.
 * A file that cannot be laid beside the exercise's own becomes a skip. Contents are not looked at.
 */
const char *mc_submission_narrow(struct mc_tree *tree, struct mc_submission_search *search,
				 const struct mc_exercise *exercise);

/** True for files of the exercise itself, which a glob such as "**" would take for the student's. */
bool mc_submission_is_of_exercise(const struct mc_exercise *exercise, const char *path);

/** True when the exercise has a test of kind git. */
bool mc_submission_wants_history(const struct mc_exercise *exercise);

#endif
