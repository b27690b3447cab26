/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REPO_MIRROR_H
#define MC_EXT_REPO_MIRROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "ext/hash.h"
#include "ext/repo.h"

/*
 * A bare copy of a repository that is brought up to date again and again.  It has no remote, no address, no
 * hook and no settings of others; all its branches and tags stand in one file, which is replaced in one step.
 * What was a branch here stays reachable when it was taken back: below refs/migracode/kept.
 */

/** Where keys for private repositories come from. */
struct mc_repo_access {
	/** Sets user and password for an https address; both NULL: there is none. Owned by the caller, who
	 * wipes them. */
	struct mc_err *(*find)(char **user, char **password, void *context, const char *url);
	void *context;
};

/** What is to be done. */
struct mc_repo_mirror_job {
	const char *dir;    /* of the copy; made when it is not there */
	const char *source; /* address or path */
	const char *known;  /* digest of the last time, or NULL */
	uint64_t max_bytes; /* that one transfer may bring; 0: MC_REPO_MIRROR_MAX_BYTES */
	bool is_dry_run;    /* only look; dir may be missing */
	const struct mc_repo_watch *watch;
	const struct mc_repo_access *access;
};

/** A limit for one repository of a learner. */
#define MC_REPO_MIRROR_MAX_BYTES ((uint64_t)512 * 1024 * 1024)

/** What was found there. */
struct mc_repo_mirror_news {
	bool is_changed;	  /* false: nothing was transferred, nothing written */
	char digest[MC_HASH_HEX]; /* of branches and tags */
	const char *branch;	  /* default branch, "main"; NULL: the repository is empty */
	const char *tip;	  /* its commit in hex; NULL: as above */
	size_t kept;		  /* former tips that were taken back this time */
};

/**
 * Brings a copy up to date.  Use it in a child process (os/worker.h) and nowhere else: what libgit2 reads
 * comes from people whom nobody trusts.  Whoever calls has locked the copy.
 *
 * news   texts live in the arena
 *
 * Errors, all without address, path and name: MC_E_INPUT (no repository, damaged, cut off, no default
 * branch, refused), MC_E_NETWORK, MC_E_LIMIT (too large), MC_E_UNSUPPORTED (SHA-256, reftable), MC_E_IO,
 * MC_E_TOOL. What the copy had before stays as it was.
 */
struct mc_err *mc_repo_mirror_update(struct mc_repo_mirror_news *news, struct mc_arena *arena,
				     const struct mc_repo_mirror_job *job) MC_MUST_USE;

/** Removes what a transfer that was cut off has left in a copy. The caller has locked it. */
void mc_repo_mirror_tidy(const char *dir);

/** The path of a source on this machine: of a path or a file: address; NULL: it is elsewhere. Owned by the
 * caller. */
char *mc_repo_local_path(const char *source);

/**
 * One form of an address for all its spellings ("git@host:a/b.git", "https://host/a/b/"): "host/a/b"; of a
 * local path the path without links. Without user and password. Owned by the caller.
 */
char *mc_repo_plain_address(const char *source) __attribute__((returns_nonnull));

#endif
