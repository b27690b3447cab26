/* SPDX-License-Identifier: MIT */
#ifndef MC_MIRROR_MIRROR_H
#define MC_MIRROR_MIRROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "ext/repo.h"
#include "ext/repo_mirror.h"

/*
 * The copies of learners' repositories that a school keeps: <school>/mirrors/<learner>.git, bare, and beside
 * each <learner>.json, which says what the last fetch found.  Neither holds an address: that is in the vault.
 * A commit that a branch once had stays in the mirror even when the learner takes it back.
 */

/** Where the mirrors of a school are, below its folder. */
#define MC_MIRROR_DIR "mirrors"

/** When the tip of the default branch was first seen here. */
struct mc_mirror_arrival {
	const char *commit; /* in hex */
	int64_t at_s;	    /* Unix time of the fetch that brought it */
};

/** What is known of one mirror; texts live in the arena of the reader. */
struct mc_mirror {
	const char *learner;
	const char *path;   /* of the bare repository */
	bool is_there;	    /* something was fetched once */
	const char *branch; /* default branch; NULL: the repository is empty, or was never fetched */
	const char *tip;    /* its commit in hex; NULL: as above */
	const char *refs;   /* digest of all branches and tags; NULL: never fetched */
	int64_t fetched_s;  /* Unix time of the last fetch that worked; 0: none did */
	int64_t tried_s;    /* of the last try */
	enum mc_code fault; /* of the last try, when there is a reason */
	const char *reason; /* one sentence without an address or a path; NULL: it worked */
	const char *hint;   /* what to do about it; only in done() of a fetch, may be NULL */
	const struct mc_mirror_arrival *arrivals; /* the oldest first */
	size_t arrival_count;
};

/**
 * Reads what is known of a learner's mirror without opening the repository: one small file.  A learner that
 * was never fetched has is_there false.
 * Errors: MC_E_INPUT (the file is damaged: its path, and that fetching again mends it), MC_E_IO.
 */
struct mc_err *mc_mirror_read(struct mc_mirror *mirror, struct mc_arena *arena, const char *school_dir,
			      const char *learner) MC_MUST_USE;

/** True when a school has a mirror of a learner's repository, or knows something of one. */
bool mc_mirror_is_there(const char *school_dir, const char *learner);

/** Removes a mirror and its file, as when a learner is erased. Errors: MC_E_IO. */
struct mc_err *mc_mirror_remove(const char *school_dir, const char *learner) MC_MUST_USE;

/** One repository that is to be fetched. */
struct mc_mirror_wanted {
	const char *learner;
	const char *source; /* address or path; NULL: the records have none */
	bool is_left_out;   /* is not fetched, but has its address for itself as well */
};

/** What became of one of them. */
enum mc_fetch_outcome {
	MC_FETCH_NEW,	  /* fetched for the first time */
	MC_FETCH_CHANGED, /* something new came */
	MC_FETCH_CURRENT, /* nothing to do */
	MC_FETCH_FAILED,  /* mirror->fault and reason say why; what was fetched before is kept */
	MC_FETCH_NONE,	  /* the records have no repository of this learner */
	MC_FETCH_OUTCOME_COUNT
};

/** A fetch of many. */
struct mc_fetch {
	const char *school_dir;
	const struct mc_mirror_wanted *wanted;
	size_t count;
	unsigned jobs;	    /* at a time; 0: a default for waiting on networks */
	uint64_t max_bytes; /* that one transfer may bring; 0: MC_REPO_MIRROR_MAX_BYTES */
	unsigned stall_s;   /* a repository from which nothing came for so long is given up; 0: 60 */
	unsigned limit_s;   /* for one repository; 0: an hour */
	bool is_dry_run;    /* say what would be fetched, change nothing */
	/* In the order of completion; mirror is borrowed. An error ends the run. */
	struct mc_err *(*done)(void *context, size_t index, enum mc_fetch_outcome outcome,
			       const struct mc_mirror *mirror);
	void *context;
};

/** The outcomes in JSON: "new", "changed", "current", "failed", "none"; in order. */
extern const char *const mc_fetch_words[MC_FETCH_OUTCOME_COUNT];

/**
 * Fetches many repositories, several at a time; what goes wrong with one is that one's MC_FETCH_FAILED.
 * Learners who share an address fail all: whose work it is cannot be told.
 * Interrupted or killed at any moment, the next run goes on; two runs at once do not disturb each other.
 * Errors: MC_E_IO (the folder of the mirrors cannot be made), MC_E_TOOL, MC_E_INTERRUPTED, what done()
 * returns.
 */
struct mc_err *mc_fetch_run(const struct mc_fetch *fetch) MC_MUST_USE;

#endif
