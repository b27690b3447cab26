/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_CANON_H
#define MC_SIMILAR_CANON_H

#include <stddef.h>
#include <stdint.h>

#include "base/cleanup.h"
#include "source/language.h"
#include "source/lex.h"

/*
 * Programs without what is easily changed in them: names, layout, comments, the kind of a loop, the side on
 * which a number stands.  What is left is a row of codes, which two programs share where they do the same.
 */

/** One word of a canonical program. */
struct mc_canon_item {
	uint32_t line; /* of the file, from 1 */
	uint16_t code;
	uint16_t file; /* the files of a program, counted from 0; of more than 65535 the last ones share a
			  number */
};

struct mc_canon_words;
struct mc_piece;

/** A program in canonical form, file by file. */
struct mc_canon {
	struct mc_canon_item *items;
	size_t count;
	size_t capacity;
	uint64_t *raw; /* a number for each token as it was written */
	size_t raw_count;
	size_t raw_capacity;
	size_t file_count;
	/* What is kept from one file to the next, so that its memory serves again. */
	struct mc_tokens tokens;
	struct mc_piece *pieces;
	size_t piece_count;
	size_t piece_capacity;
	struct mc_canon_words *words;
};

#define MC_CANON_INIT \
	{ \
		.tokens = MC_TOKENS_INIT \
	}

/** Frees all; usable again. */
void mc_canon_release(struct mc_canon *canon);

/** Forgets the program and keeps the memory. */
void mc_canon_reset(struct mc_canon *canon);

/**
 * Adds a file of len bytes, any bytes, in linear time. The rules are those of migracode-similar(7), section
 * "What counts as the same".
 */
void mc_canon_add(struct mc_canon *canon, enum mc_language language, const char *text, size_t len);

#endif
