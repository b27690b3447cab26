/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_ESCAPE_H
#define MC_EXT_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

/* All texts that reach a report come from students or frameworks. Everything here takes any bytes, and first
 * makes visible what could steer a terminal or hide (ext/visible.h). */

/** Appends text for people: nothing hidden in it, line feeds and tabs stay. */
void mc_escape_plain(struct mc_buf *out, const char *text);

/** The same on one line, with a space for each line break. */
void mc_escape_line(struct mc_buf *out, const char *text);

/**
 * Appends text for XML 1.0 and for HTML, in elements and in double-quoted attributes. Characters that XML
 * forbids are left out (XML 1.0, section 2.2, "Char").
 */
void mc_escape_xml(struct mc_buf *out, struct mc_str text);

/** mc_escape_plain(), then mc_escape_xml(). */
void mc_escape_xml_text(struct mc_buf *out, const char *text);

/** Appends ' name="value"', the value as by mc_escape_xml_text() with line breaks kept as references. */
void mc_escape_xml_attribute(struct mc_buf *out, const char *name, const char *value);

/**
 * Appends text as a cell of CSV (RFC 4180), always quoted, on one line. What a spreadsheet would take for a
 * formula, at the start or behind what another spreadsheet takes for a separator, gets an apostrophe.
 * Source: OWASP, "CSV Injection".
 */
void mc_escape_csv(struct mc_buf *out, const char *text);

/**
 * Appends text for a paragraph or a cell of a table in Markdown (CommonMark, GitHub's tables), on one line:
 * no markup, no link, no mention, no reference and no command of a host ("/close") in it works.
 */
void mc_escape_markdown(struct mc_buf *out, const char *text);

/** Appends one line of text as a span of code that nothing inside can end; not for cells of tables. */
void mc_escape_markdown_code(struct mc_buf *out, struct mc_str text);

/** Appends text as a fenced code block of Markdown that nothing inside can end; the text ends its lines. */
void mc_escape_markdown_block(struct mc_buf *out, struct mc_str text, const char *language);

/** The longest length at which text has at most limit characters (code points). */
size_t mc_escape_cut(const char *text, size_t limit);

/** How many characters (code points) text has. */
size_t mc_escape_count(const char *text);

#endif
