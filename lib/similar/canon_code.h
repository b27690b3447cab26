/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_CANON_CODE_H
#define MC_SIMILAR_CANON_CODE_H

#include "similar/canon_parts.h"

/* What the two files for languages like C and Python share: canon_code.c has expressions, canon_flow.c
 * statements. */

/** Brackets in brackets deeper than this count as plain ones, and steps of loops in them stay where they are.
 */
#define MC_CODE_MAX_DEPTH 64u

enum mc_bracket { BRACKET_PLAIN, BRACKET_CALL, BRACKET_IF, BRACKET_FOR, BRACKET_CURLY };

/** The step of a loop, "i++" of "for (;; i++)", which waits for the end of the body. */
struct mc_waiting {
	size_t from;   /* in the items that wait */
	size_t depth;  /* of brackets where the loop stands */
	bool is_block; /* the body has braces */
};

/** What turns pieces from..to into codes. */
struct mc_coder {
	struct mc_canon *canon;
	size_t from;
	size_t to;
	size_t at;
	size_t statement; /* the first item of the statement at hand */
	size_t ternaries; /* "?" without their ":" */
	/* Brackets that are open. */
	struct {
		enum mc_bracket kind;
		size_t items; /* written when it opened */
	} brackets[MC_CODE_MAX_DEPTH];
	size_t depth;
	enum mc_bracket next; /* what the next round one is */
	size_t semicolons;    /* of the header of the loop that is being read */
	size_t step;	      /* first item of its step */
	/* Steps that wait. */
	struct mc_waiting waiting[MC_CODE_MAX_DEPTH];
	size_t waiting_count;
	struct mc_canon_item *steps;
	size_t step_count;
	size_t step_capacity;
};

/** The piece at a distance from the one at hand; an end where there is none. */
const struct mc_piece *mc_code_piece(const struct mc_coder *coder, ptrdiff_t offset);

/** Writes a code with the line of the piece at hand. */
void mc_code_put(struct mc_coder *coder, uint16_t code);

/** True for brackets, commas and what else holds statements together. */
bool mc_code_is_structure(uint16_t code);

/** Takes such a sign. */
void mc_code_structure(struct mc_coder *coder, uint16_t code);

/** Takes a keyword. */
void mc_code_keyword(struct mc_coder *coder, uint16_t code);

/** Writes what still waits, and frees. */
void mc_code_end(struct mc_coder *coder);

#endif
