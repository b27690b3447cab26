/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_PYTHON_REGEX_H
#define MC_FOREIGN_PYTHON_REGEX_H

#include "base/buf.h"

/**
 * Appends to pcre a PCRE2 pattern that finds what the Python pattern finds in re.search() with re.MULTILINE:
 * "\Z" is the end of the text, "\u00e9" and "\U0001f600" are characters.  What both write in the same way,
 * named groups too, stays.  Letters of all scripts count as word characters in Python, but not here.
 * Source: Python's documentation, module re; pcre2pattern(3).
 */
void mc_python_regex_translate(struct mc_buf *pcre, const char *pattern);

#endif
