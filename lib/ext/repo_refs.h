/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_REFS_H
#define MC_EXT_REPO_REFS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "ext/hash.h"

/*
 * The branches and tags of a repository on this machine, read from its few small files: HEAD, packed-refs,
 * and what lies in refs/.  No library and no process is needed, so that a thousand repositories of which
 * nothing changed take a moment.  Links, pipes and whatever else somebody put there are not followed or
 * waited for.
 */

/** A branch or tag. */
struct mc_repo_ref {
	const char *name; /* "refs/heads/main" */
	const char *hash; /* in hex */
};

/** All of them; texts live in the arena. */
struct mc_repo_refs {
	struct mc_arena arena;
	struct mc_repo_ref *items; /* by name, each once */
	size_t count;
	size_t capacity;
	const char *head; /* "refs/heads/main", or a hash; NULL: there is none */
	bool is_shallow;  /* the history is cut off */
	bool is_tabled;	  /* kept in another way, which is not read here (reftable) */
	bool is_sha256;
	char digest[MC_HASH_HEX]; /* of all that is above, set by mc_repo_refs_finish() */
};

#define MC_REPO_REFS_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Most branches and tags of one repository, and the longest name. */
#define MC_REPO_MAX_REFS 20000u
#define MC_REPO_REF_MAX_NAME 512u

/** Frees all; the list is empty and usable again. */
void mc_repo_refs_release(struct mc_repo_refs *refs);

/**
 * Adds a branch or tag; one that is there already gets this hash when mc_repo_refs_finish() comes. What git
 * would refuse as a name is left out. Source: git-check-ref-format(1).
 */
void mc_repo_refs_add(struct mc_repo_refs *refs, struct mc_str name, struct mc_str hash);

/** Sorts the list, of each name the one that was added last, and makes the digest. */
void mc_repo_refs_finish(struct mc_repo_refs *refs);

/** The hash of a name, or NULL; after mc_repo_refs_finish(). */
const char *mc_repo_refs_find(const struct mc_repo_refs *refs, const char *name);

/** Adds what the file packed-refs says in these bytes. Errors: MC_E_LIMIT. Source:
 * gitrepository-layout(5). */
struct mc_err *mc_repo_refs_parse(struct mc_repo_refs *refs, struct mc_str packed) MC_MUST_USE;

/**
 * Reads the branches and tags of the repository at path: a folder with '.git', or a bare one; with_kept: also
 * what stands below refs/migracode.  Finishes the list.
 *
 * Errors: MC_E_INPUT (no repository, something in the place of a file), MC_E_LIMIT, MC_E_IO. No message has
 * the path.
 */
struct mc_err *mc_repo_refs_read(struct mc_repo_refs *refs, const char *path, bool with_kept) MC_MUST_USE;

#endif
