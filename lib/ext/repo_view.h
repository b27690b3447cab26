/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_VIEW_H
#define MC_EXT_REPO_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "ext/repo.h"

/**
 * A repository that the calling process itself looks into: commits, folders and the names of files, never
 * their contents.  Unlike what ext/repo.h has, nothing here starts a process, so a child that is confined and
 * watched can go through thousands of repositories; nobody else may call it.
 */
struct mc_repo_view;

/** Loads libgit2, so that children of this process need not. Errors: MC_E_TOOL. */
struct mc_err *mc_repo_view_load(void) MC_MUST_USE;

/** Opens the repository at place (a path); close with mc_repo_view_free(). Errors: as mc_repo_open(). */
struct mc_err *mc_repo_view_open(struct mc_repo_view **view, const char *place) MC_MUST_USE;

/** Closes it; NULL is allowed. */
void mc_repo_view_free(struct mc_repo_view *view);
MC_AUTOPTR_DEFINE(mc_repo_view);

/** True when older commits were left out when it was fetched. */
bool mc_repo_view_is_shallow(const struct mc_repo_view *view);

/** What a survey needs of a commit. */
struct mc_repo_ancestor {
	char commit[MC_REPO_HASH_HEX];
	char tree[MC_REPO_HASH_HEX];
	char parent[MC_REPO_HASH_HEX]; /* the first one; "" when there is none */
	int64_t time_s;		       /* as its committer's clock said, any number */
};

/** Reads a commit by its full hash. Errors: MC_E_NOTHING (it is not there), MC_E_INPUT (damaged). */
struct mc_err *mc_repo_view_commit(struct mc_repo_ancestor *ancestor, const struct mc_repo_view *view,
				   const char *commit) MC_MUST_USE;

/** Is told what is in a tree. Paths are relative and safe, and borrowed for the time of the call. */
struct mc_repo_visitor {
	bool (*enters)(void *context, const char *folder); /* false: what is below is left out */
	/* object: the hash of its bytes as git names them, in hex */
	void (*file)(void *context, const char *path, const char *object, bool is_executable);
	void *context;
};

/**
 * Visits the regular files of a tree in the order of their paths; links, submodules and names that no folder
 * could hold are not there.
 * Errors: MC_E_LIMIT (MC_REPO_MAX_ENTRIES, MC_REPO_MAX_DEPTH, a folder too large), MC_E_INPUT (damaged).
 */
struct mc_err *mc_repo_view_tree(const struct mc_repo_view *view, const char *tree,
				 const struct mc_repo_visitor *visitor) MC_MUST_USE;

/**
 * Visits the files that two trees do not have in common, and those that differ, in any order, some of them
 * twice. Folders that are the same are not opened. Errors: as mc_repo_view_tree().
 */
struct mc_err *mc_repo_view_changes(const struct mc_repo_view *view, const char *before, const char *after,
				    const struct mc_repo_visitor *visitor) MC_MUST_USE;

struct mc_hash;

/**
 * Takes the names of all branches and their commits into a hash, sorted.
 * Errors: MC_E_LIMIT (more than MC_REPO_VIEW_MAX_BRANCHES), MC_E_INPUT (damaged).
 */
struct mc_err *mc_repo_view_hash_branches(struct mc_hash *hash, const struct mc_repo_view *view) MC_MUST_USE;

#define MC_REPO_VIEW_MAX_BRANCHES 10000

/** How git names len bytes of a file, in hex. Errors: MC_E_TOOL. Source: gitformat-pack(5), "git
 * hash-object". */
struct mc_err *mc_repo_blob_name(char name[MC_REPO_HASH_HEX], const void *bytes, size_t len) MC_MUST_USE;

#endif
