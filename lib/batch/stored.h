/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_STORED_H
#define MC_BATCH_STORED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "result/result.h"

/*
 * Results that are known, by what they depend on: <school>/results/HH/<key>.json.  A result is written once:
 * whoever comes second drops theirs, so two graders never disagree.  It says nothing of whose it is.
 *
 *   { "schema": "migracode/stored/v1", "key": …, "exercise": …, "spec": …, "digest": …,
 *     "toolchain": …, "tools": [{"name": …, "hash": …}], "version": …, "verdict": …, "points": 1.5, "max": 2,
 * "reason": …, "documents": { "en": {migracode/result/v1}, "es": … } }
 *
 * Documents are without the contents of hidden tests, and without the name of the submission and its commit.
 */

/** Characters of a key in hex, with the terminating zero. */
#define MC_STORED_KEY 65

/** Where the results of a school are, below its folder. */
#define MC_STORED_DIR "results"

#define MC_STORED_SCHEMA "migracode/stored/v1"

/** Largest stored result that is read. */
#define MC_STORED_MAX_BYTES (64u * 1024 * 1024)

/** Sets the key of a result from what decides it: spec hash, digest of the submission, toolchain, program. */
void mc_stored_key(char key[MC_STORED_KEY], const char *spec, const char *digest, const char *tools,
		   const char *version);

/** The path of the result of a key; owned by the caller. */
char *mc_stored_path(const char *dir, const char *key) __attribute__((returns_nonnull));

/** True when the result of a key is there; dir is the store's folder. */
bool mc_stored_has(const char *dir, const char *key);

/** Whether len bytes, behind which stands a zero, are the whole result of this key. Errors: MC_E_INPUT. */
struct mc_err *mc_stored_check(const char *bytes, size_t len, const char *key) MC_MUST_USE;

/** Appends its bytes. Errors: MC_E_NOTHING (not there), MC_E_INPUT (damaged, or another key's: its path),
 * MC_E_IO.
 */
struct mc_err *mc_stored_read(struct mc_buf *bytes, const char *dir, const char *key) MC_MUST_USE;

/** The head of a stored result. */
struct mc_stored_head {
	enum mc_verdict verdict;
	int64_t points, max;  /* thousandths */
	struct mc_buf reason; /* one sentence in the school's language; "" for a pass */
};

#define MC_STORED_HEAD_INIT \
	{ \
		.reason = MC_BUF_INIT \
	}

/** Frees it. */
void mc_stored_head_release(struct mc_stored_head *head);

/** Reads the head of a stored result. Errors: as mc_stored_read(). */
struct mc_err *mc_stored_read_head(struct mc_stored_head *head, const char *dir, const char *key) MC_MUST_USE;

/** A program that a result was computed with. */
struct mc_stored_tool {
	const char *name;
	const char *hash; /* "" when it was not installed */
};

/** All of them. Texts live in the arena. */
struct mc_stored_tools {
	struct mc_arena arena;
	struct mc_stored_tool *items;
	size_t count, capacity;
};

#define MC_STORED_TOOLS_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all. */
void mc_stored_tools_release(struct mc_stored_tools *tools);

/** Reads the tools of a stored result. Errors: as mc_stored_read(). */
struct mc_err *mc_stored_read_tools(struct mc_stored_tools *tools, const char *dir, const char *key)
	MC_MUST_USE;

/**
 * Writes it, whole or not at all: temporary file, fsync, link(2).  is_first is false when somebody else's was
 * there before, which then stands.  On NFS link(2) can report a file that is one's own: compared by content.
 * Errors: MC_E_IO (also a full disk).
 */
struct mc_err *mc_stored_write(bool *is_first, const char *dir, const char *key, struct mc_str bytes)
	MC_MUST_USE;

/** Removes what a killed run left of this key; only by who has claimed it. */
void mc_stored_sweep(const char *dir, const char *key);

/** Removes a result; one that is not there is no error. Errors: MC_E_IO. */
struct mc_err *mc_stored_remove(const char *dir, const char *key) MC_MUST_USE;

/** Claims on keys that are being computed: held by whoever opened them, and gone when that ends, however. */
struct mc_claims {
	int fd; /* -1: closed */
};

#define MC_CLAIMS_INIT \
	{ \
		.fd = -1 \
	}

/** Opens the claims of a store, whose folder is made when it is missing. A child of fork(2) shares those of
 * its parent: it opens its own. Errors: MC_E_IO. */
struct mc_err *mc_claims_open(struct mc_claims *claims, const char *dir) MC_MUST_USE;

/** Closes them; what was claimed is free. */
void mc_claims_release(struct mc_claims *claims);

/**
 * Claims a key; false: somebody else computes it just now.  waits: returns when it is free, and so always
 * true.  Where a file system knows no locks everybody gets the claim: work may be done twice, and the first
 * result stands. Source: fcntl(2), open file description locks.
 */
bool mc_claims_take(const struct mc_claims *claims, const char *key, bool waits);

/** Gives it back. */
void mc_claims_drop(const struct mc_claims *claims, const char *key);

#endif
