/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_SUBMISSION_H
#define MC_GRADE_SUBMISSION_H

#include "base/tree.h"
#include "course/exercise.h"
#include "ext/repo.h"
#include "ext/repo_history.h"

/** What a student handed in for one exercise. */
struct mc_submission {
	const char *name; /* as the user named it, borrowed; NULL for a check of the current folder */
	struct mc_repo_commit commit; /* its hash is empty when it was a folder */
	struct mc_tree tree;	      /* paths relative to the exercise */
	/* What tests of kind git look at; all empty when the exercise has none of them. */
	struct mc_history *histories; /* history_count of them; none when it comes from no repository */
	size_t history_count;
	size_t *history_of; /* index in histories for each test; only those of tests of kind git count */
	struct mc_err *history_err; /* why the histories could not be read; NULL: they were */
	char *uncommitted; /* a file that is not committed as it is; only in a check of the current folder */
};

#define MC_SUBMISSION_INIT \
	{ \
		.tree = MC_TREE_INIT \
	}

/** Frees what a submission holds; it is usable again. */
void mc_submission_release(struct mc_submission *submission);

/** The history that a test of kind git looks at; NULL when the submission comes from no repository. */
const struct mc_history *mc_submission_history(const struct mc_submission *submission, size_t test);

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
 * When the exercise has tests of kind git, the history comes along; that it cannot be read is no error here
 * but submission->history_err.
 *
 * Errors: MC_E_LIMIT (more files or bytes than are read: the student's), MC_E_INPUT, MC_E_IO, MC_E_NETWORK,
 * MC_E_TOOL.
 */
struct mc_err *mc_submission_read(struct mc_submission *submission, const char *place, const char *revision,
				  const struct mc_exercise *exercise) MC_MUST_USE;

/**
 * Like mc_submission_read() for the files of a folder as they are now, even when it is a repository.  Tests
 * of kind git get the history of the repository that the folder lies in.
 */
struct mc_err *mc_submission_read_dir(struct mc_submission *submission, const char *dir,
				      const struct mc_exercise *exercise) MC_MUST_USE;

#endif
