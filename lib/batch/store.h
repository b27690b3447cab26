/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_STORE_H
#define MC_BATCH_STORE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Results that are known, by what they depend on: <school>/results/HH/<key>.json.  A result is written once:
 * whoever comes second drops theirs, so two graders never disagree.  It says nothing of whose it is.
 *
 *   { "schema": "migracode/stored/v1", "key": …, "spec": …, "digest": …, "tools": [{name, path, hash}],
 * "version": …, "documents": { "en": {migracode/result/v1}, "es": … } }
 *
 * Documents are without the contents of hidden tests.
 */

/** Characters of a key in hex, with the terminating zero. */
#define MC_STORE_KEY 65

/** Where the results of a school are, below its folder. */
#define MC_STORE_DIR "results"

/** Sets the key of a result from what decides it: spec hash, digest of the submission, toolchain, program. */
void mc_store_key(char key[MC_STORE_KEY], const char *spec, const char *digest, const char *tools,
		  const char *version);

/** True when the result of a key is there; dir is the store's folder. */
bool mc_store_has(const char *dir, const char *key);

/** Reads it. Errors: MC_E_NOTHING (not there), MC_E_INPUT (damaged: its path), MC_E_IO. */
struct mc_err *mc_store_read(struct mc_buf *bytes, const char *dir, const char *key) MC_MUST_USE;

/**
 * Writes it, whole or not at all: temporary file, fsync, link(2).  is_first is false when somebody else's was
 * there before, which then stands.  On NFS link(2) can report a file that is one's own: compared by content.
 * Errors: MC_E_IO (also a full disk).
 */
struct mc_err *mc_store_write(bool *is_first, const char *dir, const char *key, struct mc_str bytes)
	MC_MUST_USE;

/** A claim on keys that are being computed: held by this process, and gone with it whatever ends it. */
struct mc_claims {
	int fd; /* -1: closed */
};

#define MC_CLAIMS_INIT \
	{ \
		.fd = -1 \
	}

/** Opens the claims of a store. Errors: MC_E_IO. */
struct mc_err *mc_claims_open(struct mc_claims *claims, const char *dir) MC_MUST_USE;

/** Closes them; what was claimed is free. */
void mc_claims_release(struct mc_claims *claims);

/** Claims a key; false: another process computes it just now. Source: fcntl(2), open file description locks.
 */
bool mc_claims_take(const struct mc_claims *claims, const char *key);

/** Gives it back. */
void mc_claims_drop(const struct mc_claims *claims, const char *key);

#endif
