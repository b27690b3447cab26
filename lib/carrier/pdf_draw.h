/* SPDX-License-Identifier: MIT */
#ifndef MC_CARRIER_PDF_DRAW_H
#define MC_CARRIER_PDF_DRAW_H

#include "base/buf.h"
#include "ext/pdf.h"

/*
 * Goes through what draws the pages of a PDF and writes down the letters that it draws: no shapes, no
 * pictures.  What they are is what the file's fonts say.
 */

/** The pages of one file, one after the other. */
struct mc_pdf_drawing;

/** Starts; out gets the text of the pages: a line feed between lines, a tab between pieces that were placed
 * one by one on a line. Both must stay. */
struct mc_pdf_drawing *mc_pdf_drawing_new(struct mc_pdf *pdf, struct mc_buf *out);

/** Frees it; NULL is allowed. */
void mc_pdf_drawing_free(struct mc_pdf_drawing *drawing);
MC_AUTOPTR_DEFINE(mc_pdf_drawing);

/** Appends the text of a page. Errors: MC_E_INPUT (damaged, too deep), MC_E_LIMIT (too much to draw, too many
 * fonts, too much text). */
struct mc_err *mc_pdf_drawing_page(struct mc_pdf_drawing *drawing, unsigned page) MC_MUST_USE;

#endif
