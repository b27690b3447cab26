/* SPDX-License-Identifier: MIT */
#ifndef MC_SOURCE_BLANK_H
#define MC_SOURCE_BLANK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "source/language.h"

/**
 * Appends a text of source code in which comments, or what stands between the quotes of strings, are blank.
 *
 * Every byte of them except line ends and tabs becomes a space, so that lines and columns stay.  The
 * language follows from the end of path: C, C++, Java, JavaScript, TypeScript, Go, CSS, Python, shell, SQL,
 * HTML; other texts are copied. Regular expressions and templates of JavaScript and here-documents of the
 * shell count as strings; the code inside "${}", "$()" and the braces of Python's f-strings does not.  This
 * is a scanner, not a compiler: broken code ends a string at its line's end at the latest where the language
 * has it so.
 */
void mc_source_blank(struct mc_buf *out, const char *path, const char *text, size_t len, bool comments,
		     bool strings);

/** What a byte of source code belongs to. */
enum mc_span { MC_SPAN_CODE, MC_SPAN_COMMENT, MC_SPAN_STRING };

/** Writes for each of len bytes of text which enum mc_span it is, by the rules of mc_source_blank(). */
void mc_source_spans(unsigned char *spans, enum mc_language language, const char *text, size_t len);

#endif
