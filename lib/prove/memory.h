/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_MEMORY_H
#define MC_PROVE_MEMORY_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"
#include "course/exercise.h"

/**
 * What earlier proofs of one spec found, in a file of the user's cache to which each answer is appended as it
 * comes: whatever ends the program, the next run goes on from there.
 *
 * The name of the file is a hash of all that an answer depends on beside the solution: the spec, this
 * program, the tools that the spec starts (path, size, time of change), and the protection that was asked
 * for.  Without a folder to write into there is no memory, which is no error.  Files that nobody has opened
 * for 60 days go away in time.
 */
struct mc_memory {
	char *path; /* NULL: none */
	struct mc_memory_entry *entries;
	size_t count;
	size_t capacity;
};

/** A remembered answer. */
struct mc_memory_entry {
	char key[MC_HASH_HEX];
	char *answer;
	size_t len;
};

#define MC_MEMORY_INIT \
	{ \
		.path = NULL \
	}

/** Frees all; what is in the file stays. */
void mc_memory_release(struct mc_memory *memory);

/** Reads what is known of the spec; is_fresh: begins with nothing and forgets what was there. */
void mc_memory_open(struct mc_memory *memory, const struct mc_exercise *exercise,
		    enum mc_protection_level minimum, bool is_fresh);

/** The answer to key, which belongs to the memory; false when it is not known. */
bool mc_memory_find(struct mc_str *answer, const struct mc_memory *memory, const char *key);

/** Appends an answer to the file. A full disk or the like only costs the memory. */
void mc_memory_keep(const struct mc_memory *memory, const char *key, struct mc_str answer);

/** Takes an answer back: the next proof asks anew. */
void mc_memory_forget(const struct mc_memory *memory, const char *key);

#endif
