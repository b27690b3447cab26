/* SPDX-License-Identifier: MIT */
#ifndef MC_CARRIER_PDF_LEX_H
#define MC_CARRIER_PDF_LEX_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

/*
 * What stands in the drawing of a page and in maps of characters: numbers, names, strings, brackets, and
 * words that say what to do.  Source: ISO 32000-1, 7.2 and 7.3.
 */

enum mc_pdf_token {
	MC_PDF_END,   /* of the bytes, or what cannot be read */
	MC_PDF_NUM,   /* number */
	MC_PDF_KEY,   /* a name: text, without its slash */
	MC_PDF_BYTES, /* a string: text */
	MC_PDF_OPEN,  /* of an array */
	MC_PDF_CLOSE,
	MC_PDF_DICT,   /* start of a dictionary */
	MC_PDF_UNDICT, /* its end */
	MC_PDF_WORD,   /* text */
};

struct mc_pdf_lex {
	struct mc_str rest;
	double number;
	struct mc_buf text; /* of the last token */
	bool is_bad;	    /* what stood next could not be read */
};

/** Starts with bytes, which must stay; release lex->text with mc_buf_release(). */
void mc_pdf_lex_start(struct mc_pdf_lex *lex, struct mc_str bytes);

/** Reads the next token. */
enum mc_pdf_token mc_pdf_lex_next(struct mc_pdf_lex *lex);

/** Passes over the data of a picture that stands in the drawing itself; the word before was ID. */
void mc_pdf_lex_skip_image(struct mc_pdf_lex *lex);

#endif
