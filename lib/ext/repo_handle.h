/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_HANDLE_H
#define MC_EXT_REPO_HANDLE_H

/* Only for lib/ext/repo*.c. */
#include "ext/repo.h"
#include "ext/repo_load.h"
#include "os/scratch.h"

struct mc_repo {
	struct mc_git git;
	git_repository *handle;
	git_odb *objects;
	char *name;		   /* as the user gave it */
	struct mc_scratch scratch; /* holds what was fetched */
};

/**
 * Refuses a repository on disk whose files would make libgit2 leave it or block.
 *
 * git_dir  set on success; owned by the caller: the folder that holds HEAD
 *
 * Errors: MC_E_INPUT, MC_E_IO.
 */
struct mc_err *mc_repo_check_layout(char **git_dir, const char *path) MC_MUST_USE;

/**
 * Fetches all branches and tags from url into a new bare repository in the scratch of repo.
 * A child process does the work: a server that stalls, floods or sends a poisoned pack ends the child and
 * nothing else.
 * Errors: as mc_repo_open(); messages name repo->name, which has no password in it.
 */
struct mc_err *mc_repo_fetch(const struct mc_repo *repo, const char *url, const struct mc_repo_watch *watch)
	MC_MUST_USE;

#endif
