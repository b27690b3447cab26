/* SPDX-License-Identifier: MIT */
#ifndef MC_CARRIER_PDF_FONT_H
#define MC_CARRIER_PDF_FONT_H

#include <stdbool.h>

#include "carrier/glyph_map.h"
#include "ext/pdf.h"

/** Fonts of one file. */
#define MC_PDF_MAX_FONTS 256u

/** Which characters a font's codes stand for. */
struct mc_pdf_font {
	int id;	       /* of its object */
	bool is_wide;  /* its codes have two bytes */
	bool is_latin; /* without a map, codes of ASCII stand for themselves */
	struct mc_glyph_map map;
};

/** The fonts of a file that were used so far. */
struct mc_pdf_fonts {
	struct mc_pdf_font *fonts;
	size_t count, capacity;
};

/** Frees them. */
void mc_pdf_fonts_release(struct mc_pdf_fonts *fonts);

/** Finds a font of a page, and reads it when it is new; *index is its place. Errors: MC_E_INPUT, MC_E_LIMIT.
 */
struct mc_err *mc_pdf_font_find(size_t *index, struct mc_pdf_fonts *fonts, struct mc_pdf *pdf,
				unsigned object) MC_MUST_USE;

/** Appends what a string of codes stands for and returns how many codes it has; a code that nobody explains
 * gives U+FFFD. */
size_t mc_pdf_font_add(struct mc_buf *out, const struct mc_pdf_font *font, struct mc_str codes);

#endif
