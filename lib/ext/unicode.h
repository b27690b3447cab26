/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_UNICODE_H
#define MC_EXT_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Source of all: the Unicode Standard; annexes 11 (width), 15 (normalisation) and 29 (grapheme clusters). */

/**
 * Steps over what a reader sees as one character (a grapheme cluster) at text, len bytes of it, at least 1.
 * Returns its length in bytes; *width gets its columns on a terminal: 0, 1 or 2. A byte that is not UTF-8
 * counts alone, with width 1.
 */
size_t mc_unicode_step(unsigned *width, const char *text, size_t len);

/** Columns that text takes on a terminal; control characters take none. */
size_t mc_unicode_width(const char *text, size_t len);

/** The longest length in bytes of a start of text that takes at most this many columns. */
size_t mc_unicode_fit(const char *text, size_t len, size_t columns);

/**
 * Appends a key of text: texts that are canonically equivalent (and, with folds_case, differ only in case)
 * have the same. Bytes that are not UTF-8 stay as they are. Linear time: a run of more than 1 KiB without
 * ASCII is only case-folded.
 */
void mc_unicode_add_key(struct mc_buf *buf, const char *text, size_t len, bool folds_case);

/**
 * Appends the bare letters of text, for finding words in it: lower case, without marks above and below
 * letters, without characters that nobody sees, wide and joined forms as ordinary letters. Linear time, as
 * above.
 */
void mc_unicode_add_bare(struct mc_buf *buf, const char *text, size_t len);

/**
 * Appends the words of text, one space between them, none around: letters, marks and digits only, without
 * case, and in the form that ligatures and shapes of letters have in common (NFKC_Casefold). A word ends
 * where the direction of writing changes. So texts that look the same but for punctuation and layout become
 * the same.
 */
void mc_unicode_add_words(struct mc_buf *buf, const char *text, size_t len);

/** True for white space of any script, no-break spaces and the byte order mark. */
bool mc_unicode_is_space(uint32_t character);

/**
 * True for characters that steer and are not seen: controls, zero-width ones, direction marks, line
 * separators.
 */
bool mc_unicode_is_invisible(uint32_t character);

/** Length in bytes of the white space character at text, 0 when there is none. */
size_t mc_unicode_space(const char *text, size_t len);

/**
 * What an ASCII terminal shows for a Latin letter with marks ("e" for "é") or for common punctuation; NULL
 * for everything else. Static.
 */
const char *mc_unicode_ascii(uint32_t character);

/** True when text has a letter that is written from right to left. */
bool mc_unicode_has_rtl(const char *text, size_t len);

/** True when a language (a tag such as "ar" or "fa-AF", BCP 47) is written from right to left. */
bool mc_unicode_is_rtl_lang(const char *lang);

#endif
