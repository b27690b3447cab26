/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_SUBMISSION_H
#define MC_GRADE_SUBMISSION_H

#include "base/tree.h"
#include "course/exercise.h"
#include "ext/repo.h"

/** What a student handed in for one exercise. */
struct mc_submission {
	const char *name; /* as the user named it, borrowed; NULL for a check of the current folder */
	char commit[MC_REPO_HASH_HEX]; /* full hash; empty when it was a folder */
	struct mc_tree tree;	       /* paths relative to the exercise */
};

#define MC_SUBMISSION_INIT \
	{ \
		.tree = MC_TREE_INIT \
	}

/** Frees what a submission holds; it is usable again. */
void mc_submission_release(struct mc_submission *submission);

/**
 * Reads a submission: a git repository (path or address) at a revision, or a plain folder.
 *
 * In it the exercise's files are looked for at the root and, as in a workspace, in a folder with the
 * exercise's id (at the root, one level down, or below modules/<module>/).
 *
 * submission  an initialised one; set on success
 * place       borrowed by submission as its name
 * revision    branch, tag or hash; NULL: HEAD; with a plain folder it is an error
 *
 * Errors: MC_E_LIMIT (more files or bytes than are read: the student's), MC_E_INPUT, MC_E_IO, MC_E_NETWORK,
 * MC_E_TOOL.
 */
struct mc_err *mc_submission_read(struct mc_submission *submission, const char *place, const char *revision,
				  const struct mc_exercise *exercise) MC_MUST_USE;

/** Like mc_submission_read() for the files of a folder as they are now, even when it is a repository. */
struct mc_err *mc_submission_read_dir(struct mc_submission *submission, const char *dir,
				      const struct mc_exercise *exercise) MC_MUST_USE;

#endif
