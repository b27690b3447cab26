/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_HANDLE_H
#define MC_EXT_REPO_HANDLE_H

/* Only for lib/ext/repo*.c. */
#include "ext/repo.h"
#include "ext/repo_history.h"
#include "ext/repo_load.h"
#include "os/scratch.h"

struct mc_repo {
	struct mc_git git;
	char *git_dir;		   /* the folder that holds HEAD */
	char *name;		   /* as the user gave it, without a password */
	struct mc_scratch scratch; /* holds what was fetched */
	git_repository *handle;	   /* these two are open in reading processes only */
	git_odb *objects;
};

/**
 * Opens handle and objects; the process ends soon and with it what they hold.
 * Errors: MC_E_INPUT.
 */
struct mc_err *mc_repo_attach(struct mc_repo *repo) MC_MUST_USE;

/** Closes what mc_repo_attach() opened, for a process that goes on to the next repository. */
void mc_repo_detach(struct mc_repo *repo);

/**
 * Opens a tree whose size, which stands in its header, is within limits; path is its place, for messages.
 * Errors: MC_E_INPUT (damaged), MC_E_LIMIT.
 */
struct mc_err *mc_repo_open_tree(git_tree **tree, const struct mc_repo *repo, const git_oid *id,
				 const char *path) MC_MUST_USE;

/** True when an entry of a tree may have this name and path: no ".git", nothing that leads elsewhere. */
bool mc_repo_is_usable(const char *name, const char *path);

/** mc_repo_read_tree() in this process; needs mc_repo_attach(). */
struct mc_err *mc_repo_read_tree_here(struct mc_tree *tree, struct mc_repo_commit *commit,
				      const struct mc_repo *repo, const char *revision, const char *below,
				      const struct mc_tree_filter *filter) MC_MUST_USE;

/** mc_repo_find() in this process; needs mc_repo_attach(). */
struct mc_err *mc_repo_find_here(enum mc_repo_kind *kind, const struct mc_repo *repo, const char *revision,
				 const char *path) MC_MUST_USE;

/** mc_repo_read_history() in this process; needs mc_repo_attach(). */
struct mc_err *mc_repo_read_history_here(struct mc_history *history, const struct mc_repo *repo,
					 const char *revision, const struct mc_history_query *query)
	MC_MUST_USE;

/** Finds what a branch, tag or hash names, also a branch that was only fetched; a code of libgit2. */
int mc_repo_find_revision(git_object **found, const struct mc_repo *repo, const char *revision);

/** Opens the commit of a revision (NULL: HEAD). Errors: MC_E_INPUT (none yet, unknown, ambiguous). */
struct mc_err *mc_repo_open_commit(git_object **commit, const struct mc_repo *repo, const char *revision)
	MC_MUST_USE;

/**
 * Lists the paths of all files, links and submodules below a tree, from the arena, until there are `most`.
 * Errors: MC_E_INPUT (damaged), MC_E_LIMIT (a folder too large or too deep).
 */
struct mc_err *mc_repo_list_tree(const char **paths, size_t *count, size_t most, struct mc_arena *arena,
				 const struct mc_repo *repo, const git_oid *tree) MC_MUST_USE;

/** Adds advice on what to do about a repository that cannot be read. */
struct mc_err *mc_repo_advise_fsck(struct mc_err *err, const struct mc_repo *repo) MC_MUST_USE;

/**
 * Refuses a repository on disk whose files would make libgit2 leave it or block.
 *
 * git_dir  set on success; owned by the caller: the folder that holds HEAD
 *
 * Errors: MC_E_INPUT, MC_E_IO.
 */
struct mc_err *mc_repo_check_layout(char **git_dir, const char *path) MC_MUST_USE;

/** The path of a file: address (RFC 8089), with %XX decoded; owned by the caller. */
char *mc_repo_path_of_url(const char *url) __attribute__((returns_nonnull));

/**
 * Fetches all branches and tags from url into a new bare repository in the scratch of repo.
 * A child process does the work: a server that stalls, floods or sends a poisoned pack ends the child and
 * nothing else.
 * Errors: as mc_repo_open(); messages name repo->name, which has no password in it.
 */
struct mc_err *mc_repo_fetch(const struct mc_repo *repo, const char *url, const struct mc_repo_watch *watch)
	MC_MUST_USE;

#endif
