/* SPDX-License-Identifier: MIT */
#ifndef MC_CARRIER_PDF_OPERANDS_H
#define MC_CARRIER_PDF_OPERANDS_H

#include <stdbool.h>

#include "carrier/pdf_lex.h"

/** Most numbers that a word has: a matrix. */
#define MC_PDF_OPERANDS_MAX 6

/** What stands before a word that draws, as far as text needs it. */
struct mc_pdf_operands {
	double numbers[MC_PDF_OPERANDS_MAX]; /* outside of arrays; the others are 0 */
	size_t count;
	struct mc_buf strings; /* all of them, one behind the other */
	struct mc_buf name;    /* the last one */
	struct mc_buf key;     /* … in a dictionary */
	struct mc_buf actual;  /* value of ActualText in a dictionary */
	bool has_actual;
	bool in_array;
	unsigned depth; /* inside how many dictionaries */
};

#define MC_PDF_OPERANDS_INIT \
	{ \
		.strings = MC_BUF_INIT, .name = MC_BUF_INIT, .key = MC_BUF_INIT, .actual = MC_BUF_INIT \
	}

/** Frees them. */
void mc_pdf_operands_release(struct mc_pdf_operands *operands);

/** Starts again, for the next word. */
void mc_pdf_operands_forget(struct mc_pdf_operands *operands);

/** Takes the token that lex has just read. */
void mc_pdf_operands_take(struct mc_pdf_operands *operands, enum mc_pdf_token token,
			  const struct mc_pdf_lex *lex);

#endif
