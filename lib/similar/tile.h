/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_TILE_H
#define MC_SIMILAR_TILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "similar/canon.h"
#include "similar/prints.h"

/** Lines of one file. */
struct mc_span_lines {
	uint16_t file; /* as in struct mc_canon_item */
	uint32_t from; /* from 1 */
	uint32_t to;
};

/** A piece that two programs share. */
struct mc_tile {
	struct mc_span_lines a;
	struct mc_span_lines b;
	uint32_t tokens;
	float rarity; /* 0 where every program has it, more where few have */
};

/** All of them, the rarest first. */
struct mc_tiles {
	struct mc_tile *items;
	size_t count;
	size_t capacity;
	size_t lines; /* of code in them, of the program that has less */
};

#define MC_TILES_INIT \
	{ \
		NULL, 0, 0, 0 \
	}

/** Frees all; usable again. */
void mc_tiles_release(struct mc_tiles *tiles);

/**
 * Finds the lines of the pieces that two programs share, see mc_runs_find().
 *
 * is_given_a, is_given_b  what of them was given to all (one for each item, not shared pieces)
 * prints                  sorted, of all programs: how rare a piece is
 */
void mc_tile(struct mc_tiles *tiles, const struct mc_canon *a, const bool *is_given_a,
	     const struct mc_canon *b, const bool *is_given_b, const struct mc_prints *prints,
	     size_t program_count);

/** The lines of a piece of `len` codes. */
struct mc_span_lines mc_tile_lines(const struct mc_canon *canon, size_t from, size_t len);

/** Puts pieces in order, the rarest first, and sets lines to how many those of `a` are. */
void mc_tiles_rank(struct mc_tiles *tiles, const struct mc_canon *a);

#endif
