/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_JS_REGEX_H
#define MC_FOREIGN_JS_REGEX_H

#include "base/buf.h"

/**
 * Appends to pcre a PCRE2 pattern that finds what the JavaScript pattern finds in new RegExp(pattern),
 * without flags:
 * '^' and '$' only at the ends of the text, '.' stops at CR and LF, letters behind '\' that mean nothing in
 * JavaScript stand for themselves, "[]" matches nothing and "[^]" any character, "\u00e9" is a character.
 *
 * A pattern that JavaScript refuses is not always refused here.  Source: ECMA-262, 22.2 with annex B.1.2;
 * pcre2pattern(3).
 */
void mc_js_regex_translate(struct mc_buf *pcre, const char *pattern);

#endif
