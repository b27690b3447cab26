/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_H
#define MC_EXT_REPO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/tree.h"

/**
 * Git repositories, read straight from their objects: nothing is checked out, so no hook, filter, link or
 * configuration of a repository can do anything.  Reading and fetching happen in child processes with a time
 * limit, because damaged objects can make libgit2 run for ever.  The one adapter of libgit2, which is loaded
 * at first use.
 */
struct mc_repo;

/** How far a transfer is. */
struct mc_repo_progress {
	unsigned done_objects;
	unsigned total_objects; /* 0: not known yet */
	size_t bytes;		/* received so far */
};

/** Is told about a transfer, several times a second. */
struct mc_repo_watch {
	bool (*step)(void *context, const struct mc_repo_progress *progress); /* false: stop */
	void *context;
};

/**
 * True when the folder at path is a git repository itself: it has '.git', or is a bare one. Reads nothing
 * inside.
 */
bool mc_repo_is_repo(const char *path);

/** True when place is an address to fetch from: http, https, git, ssh, file, or user@host:path. */
bool mc_repo_is_url(const char *place);

/**
 * Opens a repository.
 *
 * repo   set on success; close with mc_repo_free()
 * place  folder with '.git', bare repository, or address; addresses are fetched whole (all branches and tags)
 *        into a temporary folder that goes away with the handle
 * watch  may be NULL
 *
 * A local repository is refused when it would make git read outside of itself or wait for ever: '.git' as a
 * file or a link, borrowed objects (alternates), links and special files among its own.
 *
 * Errors: MC_E_INPUT (no repository, or refused), MC_E_NETWORK (the message says whether it is the address,
 * the access or the line), MC_E_TOOL (libgit2 is missing), MC_E_INTERRUPTED (watch said stop), MC_E_IO.
 * Source: gitrepository-layout(5).
 */
struct mc_err *mc_repo_open(struct mc_repo **repo, const char *place, const struct mc_repo_watch *watch)
	MC_MUST_USE;

/** Closes a repository and removes what was fetched; NULL is allowed. */
void mc_repo_free(struct mc_repo *repo);
MC_AUTOPTR_DEFINE(mc_repo);

/** Characters of a commit's hash (SHA-1, or SHA-256 in new repositories) in hex, with the terminating zero.
 */
#define MC_REPO_HASH_HEX 65

/** The commit that was read. */
struct mc_repo_commit {
	char hash[MC_REPO_HASH_HEX]; /* full, in hex */
	int64_t time_s; /* when it was made, as its committer's clock said; Unix time, 0: no time of this era
			 */
};

/**
 * Reads the regular files of one revision.
 *
 * tree      gets the files, sorted, and a skip for every link, submodule, unusable name, and path that
 *           differs from another only in case (MC_SKIP_CASE: these are taken all the same); must be empty
 * commit    may be NULL
 * revision  branch, tag, full or short hash; NULL: HEAD
 * below     folder in the repository that paths start from; NULL or "": its root
 * filter    files that no glob matches are never unpacked; a file's size is known before it is unpacked
 *
 * Errors: MC_E_INPUT (unknown or ambiguous revision, no commit yet, no such folder, damaged or missing
 * objects), MC_E_LIMIT (more than the filter allows, more than
 * MC_REPO_MAX_ENTRIES entries, deeper than MC_REPO_MAX_DEPTH).
 */
struct mc_err *mc_repo_read_tree(struct mc_tree *tree, struct mc_repo_commit *commit, struct mc_repo *repo,
				 const char *revision, const char *below, const struct mc_tree_filter *filter)
	MC_MUST_USE;

/** Entries that one reading visits at most, counted again for each place that they appear at. */
#define MC_REPO_MAX_ENTRIES 20000
#define MC_REPO_MAX_DEPTH 64

enum mc_repo_kind { MC_REPO_NONE, MC_REPO_FILE, MC_REPO_DIR };

/**
 * Says what path is in a revision (NULL: HEAD). A link or a submodule counts as nothing.
 * Errors: as mc_repo_read_tree().
 */
struct mc_err *mc_repo_find(enum mc_repo_kind *kind, struct mc_repo *repo, const char *revision,
			    const char *path) MC_MUST_USE;

/**
 * Turns the folder dir into a repository with the branch "main" and one commit of all files that .gitignore
 * does not name.  The author comes from the user's git configuration, else it is "migracode".
 * Errors: MC_E_INPUT (it is a repository already), MC_E_TOOL, MC_E_IO.
 */
struct mc_err *mc_repo_init_commit(const char *dir, const char *message) MC_MUST_USE;

#endif
