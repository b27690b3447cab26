/* SPDX-License-Identifier: MIT */
#ifndef MC_CARRIER_PDF_TEXT_H
#define MC_CARRIER_PDF_TEXT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * What is printed on a certificate, for comparing it with the credential inside.
 *
 * The letters are those that the pages draw, by what the fonts of the file say about them; ActualText is
 * believed of single letters only, and text that is invisible or beside the page does not count.  So what was
 * changed with a program that edits text is found.  Who draws letters as shapes or pictures, covers some, or
 * makes a font that lies is not: that takes a reader who looks at the page.
 */

/** Appends the text of the pages of a PDF, read in a process that can do nothing else: a line feed between
 * lines, a tab between pieces of a line that were placed one by one, a form feed before each page but the
 * first. Words of a line of one direction come in
 * the order in which they are read. Errors: MC_E_INPUT, MC_E_LIMIT, MC_E_TOOL, MC_E_IO. */
struct mc_err *mc_carrier_pdf_text(struct mc_buf *text, struct mc_str pdf) MC_MUST_USE;

/** The same in this process: for tests and fuzzers. */
struct mc_err *mc_carrier_pdf_text_here(struct mc_buf *text, struct mc_str pdf) MC_MUST_USE;

/** True when the words of phrase stand in text one behind the other, wherever a line ends; of a phrase with
 * letters that are written from right to left, when they all stand in three lines. Case, punctuation and
 * forms of letters do not matter (mc_unicode_add_words()). */
bool mc_carrier_text_has(struct mc_str text, const char *phrase);

/** True when a line of text has the words of phrase and no others: for names, which could be parts of longer
 * ones. */
bool mc_carrier_text_has_line(struct mc_str text, const char *phrase);

#endif
