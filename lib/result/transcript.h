/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_TRANSCRIPT_H
#define MC_RESULT_TRANSCRIPT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/** Where the reader of terminal control sequences is. Source: ECMA-48, 5.4 and 5.6. */
enum mc_escape {
	MC_ESCAPE_NONE,
	MC_ESCAPE_START,  /* behind ESC */
	MC_ESCAPE_MORE,	  /* one more byte of a short sequence */
	MC_ESCAPE_CSI,	  /* up to a byte from '@' to '~' */
	MC_ESCAPE_STRING, /* up to BEL or ESC '\' */
	MC_ESCAPE_STRING_END,
};

/**
 * A conversation, as a person sees it at a terminal: what the program printed without what only steers a
 * terminal and without what it repeats of the typed answers, and all of it in order for people to read.
 */
struct mc_transcript {
	struct mc_buf heard; /* what the program printed */
	struct mc_buf text;  /* lines: two spaces before what was printed, "> " before what was typed */
	size_t shown;	     /* bytes of heard that stand in text */
	enum mc_escape escape;
	bool has_return;    /* a carriage return was the last byte */
	struct mc_buf echo; /* the answer that the program may repeat next */
	size_t echoed;	    /* bytes of it that came */
};

#define MC_TRANSCRIPT_INIT \
	{ \
		.heard = MC_BUF_INIT, .text = MC_BUF_INIT, .echo = MC_BUF_INIT \
	}

/** Frees what a transcript holds; it is usable again. */
void mc_transcript_release(struct mc_transcript *transcript);

/**
 * Adds what the program has printed, cut anywhere.
 *
 * is_echoing  the program may be showing what is typed: a repetition of the last answer at its start is left
 *             out
 */
void mc_transcript_hear(struct mc_transcript *transcript, struct mc_str bytes, bool is_echoing);

/** Adds an answer, without the end of its line. */
void mc_transcript_type(struct mc_transcript *transcript, struct mc_str answer);

/** Brings text up to what was heard; nothing more comes. */
void mc_transcript_end(struct mc_transcript *transcript);

#endif
