/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_WRITE_H
#define MC_EXT_REPO_WRITE_H

#include "base/err.h"
#include "base/tree.h"

/** One commit of a repository that is made for a proof. */
struct mc_repo_step {
	const char *branch; /* that it is made on; a new one starts at the step before */
	const char *merge;  /* branch that it merges; NULL: none */
	const char *author; /* name; the address is made of it */
	const char *message;
	const struct mc_tree *tree; /* all files after it */
};

/**
 * Makes a bare repository at dir with these commits, the first of them without a parent; HEAD is the branch
 * of the last.  Times are fixed, so the same steps give the same hashes.
 *
 * Errors: MC_E_INPUT (a branch cannot have this name, or is not there to be merged), MC_E_TOOL, MC_E_IO.
 */
struct mc_err *mc_repo_write(const char *dir, const struct mc_repo_step steps[], size_t count) MC_MUST_USE;

#endif
