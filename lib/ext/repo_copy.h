/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_COPY_H
#define MC_EXT_REPO_COPY_H

/* Only for lib/ext/repo*.c: the objects of a repository on this machine. */
#include "ext/repo.h"
#include "ext/repo_load.h"

/** What is copied. */
struct mc_repo_copy {
	const struct mc_git *git;
	const char *from; /* the folder that holds HEAD; its layout was checked */
	const char *to;
	git_odb *objects; /* of to */
	uint64_t max_bytes;
	const struct mc_repo_watch *watch;
};

/**
 * Copies the objects that the other side lacks.  Only our own code opens files of the source, and follows no
 * link; every object is checked against its name before it gets its place: a damaged or faked one reaches
 * nothing.
 *
 * Errors: MC_E_INPUT (damaged), MC_E_LIMIT, MC_E_IO, MC_E_INTERRUPTED.
 */
struct mc_err *mc_repo_copy_objects(const struct mc_repo_copy *copy) MC_MUST_USE;

/** Removes what a copy or a transfer that was cut off has left below the folder of a repository. */
void mc_repo_copy_tidy(const char *dir);

/**
 * Checks that everything that a tip leads to is there.
 *
 * tips, known  hashes in hex; what known ones lead to was checked before
 *
 * Errors: MC_E_INPUT (objects are missing or damaged), MC_E_LIMIT, MC_E_INTERRUPTED.
 */
struct mc_err *mc_repo_check_connected(const struct mc_git *git, git_repository *handle,
				       const char *const tips[], size_t tip_count, const char *const known[],
				       size_t known_count, const struct mc_repo_watch *watch) MC_MUST_USE;

#endif
