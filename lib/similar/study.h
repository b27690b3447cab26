/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_STUDY_H
#define MC_SIMILAR_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/tree.h"
#include "similar/canon.h"
#include "similar/match.h"
#include "similar/prints.h"
#include "similar/runs.h"
#include "similar/tile.h"

/*
 * A study: programs, read one after the other so that none stays in memory, and what they have in common.
 */

/** Larger files are passed over; more than this of one submission is refused. */
#define MC_STUDY_MAX_FILE_BYTES (1u << 20)
#define MC_STUDY_MAX_BYTES (16u << 20)
#define MC_STUDY_MAX_FILES 2000u

/** Shorter programs are too short to judge: what they share, they share by chance. */
#define MC_STUDY_MIN_TOKENS 150u

struct mc_archive;

/** Where the programs come from. */
struct mc_study_input {
	size_t count;
	const char *const *names; /* of the submissions, as they are shown; borrowed */
	const char *const *ids;	  /* under which index files know them; NULL: the names */
	void *context;
	/* Reads the files of one; called again for those whose lines are shown. */
	struct mc_err *(*read)(struct mc_tree *tree, void *context, size_t index);
};

/** A filter for mc_tree_read_dir() and its like: source files, without the folders of other people's code. */
extern const struct mc_tree_filter mc_study_filter;

enum mc_program_state {
	MC_PROGRAM_COMPARED,
	MC_PROGRAM_SHORT,  /* too short to judge */
	MC_PROGRAM_EMPTY,  /* no source file at all, or nothing that was not given */
	MC_PROGRAM_FAILED, /* could not be read: err */
};

/** What is kept of a submission. */
struct mc_program {
	const char *name; /* belongs to the input */
	enum mc_program_state state;
	uint32_t tokens;       /* codes that were not given */
	uint32_t lines;	       /* with code */
	struct mc_codes codes; /* when it is compared */
	uint32_t skip_count;
	const struct mc_tree_skip *skips; /* files that were passed over */
	struct mc_err *err;
};

/** A pair with the pieces that it shares. */
struct mc_pair {
	struct mc_match match; /* where archived is set, b is a number in the archive */
	const char *archived;  /* name of b there; NULL: b is a program of this study */
	struct mc_archive *archive;
	bool is_exact; /* lines were counted and spans found; otherwise they are estimated */
	uint32_t lines;
	uint32_t span_count;
	const struct mc_tile *spans;
	const char *const *files_a; /* names of the files that spans tell of */
	const char *const *files_b;
};

struct mc_study {
	struct mc_arena arena;
	const struct mc_study_input *input;
	struct mc_prints given; /* what the starters have */
	struct mc_prints prints;
	struct mc_program *programs;
	size_t program_count;
	size_t compared_count;
	size_t min_tokens;
	struct mc_pair *pairs;
	size_t pair_count;
	double threshold;   /* pairs from here on are worth a talk */
	uint32_t *clusters; /* of each program: the number of its cluster, from 1; 0: none */
	size_t cluster_count;
};

#define MC_STUDY_INIT \
	{ \
		.arena = MC_ARENA_INIT, .prints = MC_PRINTS_INIT, .min_tokens = MC_STUDY_MIN_TOKENS \
	}

/** Frees all; usable again. */
void mc_study_release(struct mc_study *study);

/** Leaves out what the files of a starter have. Before mc_study_read(). */
void mc_study_give(struct mc_study *study, const struct mc_tree *starter);

/**
 * Reads all programs, on as many processors as there are up to two. One that cannot be read is no error of
 * the study: see its state. Errors: MC_E_LIMIT (more than MC_PRINTS_MAX_PROGRAMS), MC_E_IO (no process).
 *
 * input  borrowed as long as the study lives
 */
struct mc_err *mc_study_read(struct mc_study *study, const struct mc_study_input *input) MC_MUST_USE;

/** Pairs with a lower score are not kept. */
#define MC_STUDY_FLOOR 0.1f

/** Nor more than these: 10 for each program, in small groups all. */
size_t mc_study_limit(const struct mc_study *study);

/** Compares all of them with each other, the best pairs piece by piece; then mc_study_rank(). */
void mc_study_compare(struct mc_study *study);

/** Puts the pairs in order, and finds the threshold and the clusters. */
void mc_study_rank(struct mc_study *study);

/** The number of the program with this name or id, slashes at its end aside; UINT32_MAX when there is none.
 */
uint32_t mc_study_find(const struct mc_study *study, const char *name);

/** The id of a program. */
const char *mc_study_id(const struct mc_study *study, size_t program);

/** Drops all pairs but those of one program. */
void mc_study_keep_for(struct mc_study *study, uint32_t program);

/** Reads the programs of the first `count` pairs again and finds the lines that they share. Errors: none of
 * one program, whose pairs keep what was estimated. */
void mc_study_refine(struct mc_study *study, size_t count);

/** Canonical form of all files of a tree, in their order. */
void mc_study_canon(struct mc_canon *canon, const struct mc_tree *tree);

#endif
