/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_MANIFEST_H
#define MC_BATCH_MANIFEST_H

#include "base/arena.h"
#include "batch/batch.h"

/*
 * What other machines are to grade, as a file: the first line is an object with what all items share, then
 * comes one line for each item, sorted by exercise, name and key.  The same work has the same bytes, and the
 * id of a run is the hash of them, so that a run which is started again finds itself.
 *
 *   { "schema": "migracode/run/v1", "version": …, "store": …, "protection": "full", "langs": ["en"],
 *     "hide": ["/…"], "exercises": [{ "dir": "/…", "id": …, "spec": …, "tools": … }] }
 *   { "name": "L0001", "repo": "/…", "commit": …, "exercise": 0, "digest": …, "key": … }
 */

#define MC_MANIFEST_SCHEMA "migracode/run/v1"

/** Characters of the id of a run, with the terminating zero. */
#define MC_MANIFEST_ID 17

/** Largest manifest that is read, and the most items in it. */
#define MC_MANIFEST_MAX_BYTES (256u * 1024 * 1024)
#define MC_MANIFEST_MAX_ITEMS 500000u

/** A manifest that was read. Texts live in its arena. */
struct mc_manifest {
	struct mc_arena arena;
	char id[MC_MANIFEST_ID];
	const char *version;   /* of the program that wrote it */
	struct mc_batch batch; /* all but jobs, done and context; proven already: takes_unverified is set */
	size_t capacity;
};

#define MC_MANIFEST_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_manifest_release(struct mc_manifest *manifest);

/**
 * Appends the manifest of some items of a batch, picked by their indices (which are put in its order), and
 * sets the id.
 */
void mc_manifest_write(struct mc_buf *text, char id[MC_MANIFEST_ID], const struct mc_batch *batch,
		       size_t *picked, size_t count);

/** Reads one. name is for messages. Errors: MC_E_INPUT with name, line and what is wrong. */
struct mc_err *mc_manifest_parse(struct mc_manifest *manifest, struct mc_str text, const char *name)
	MC_MUST_USE;

/** Reads the file at path. Errors: MC_E_INPUT, MC_E_IO. */
struct mc_err *mc_manifest_read(struct mc_manifest *manifest, const char *path) MC_MUST_USE;

#endif
