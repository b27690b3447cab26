/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_HTML_TEXT_H
#define MC_FOREIGN_HTML_TEXT_H

#include "base/arena.h"

/**
 * A copy of text with numeric character references (&#250; &#xFA;) and the five names of XML (&amp; &lt; &gt;
 * &quot; &apos;) replaced by their characters; others stay as they are.  Owned by the arena. Source: HTML
 * standard, "Numeric character reference end state".
 */
const char *mc_html_text(struct mc_arena *arena, const char *text);

#endif
