/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_TOOLCHAIN_H
#define MC_BATCH_TOOLCHAIN_H

#include "base/arena.h"
#include "base/err.h"
#include "course/exercise.h"

/** One program that a spec starts. */
struct mc_tool {
	const char *name; /* as the spec has it: "gcc" */
	const char *path; /* of the file behind all links; NULL: not installed */
	char hash[65];	  /* of its bytes, in hex; "" when it is not installed */
};

/** The programs of one exercise, sorted by name. */
struct mc_toolchain {
	struct mc_arena arena;
	struct mc_tool *items;
	size_t count;
	size_t capacity;
	char fingerprint[65]; /* of all names and hashes, not of paths: the same tools elsewhere are the same
			       */
};

#define MC_TOOLCHAIN_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_toolchain_release(struct mc_toolchain *tools);

/**
 * Finds the programs that the build and the tests of an exercise start, also inside of scripts for sh -c, as
 * the sandbox would find them, and hashes them; hashes are remembered by the file's identity (device, inode,
 * size, times) in the user's cache, so that asking again costs a few stat(2).
 * Errors: MC_E_IO.
 */
struct mc_err *mc_toolchain_find(struct mc_toolchain *tools, const struct mc_exercise *exercise) MC_MUST_USE;

#endif
