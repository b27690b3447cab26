/* SPDX-License-Identifier: MIT */
#ifndef MC_SOURCE_BLANK_SCAN_H
#define MC_SOURCE_BLANK_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "source/blank.h"

/** Deeper code inside strings inside code … is taken for string. */
#define MC_SOURCE_MAX_NESTING 32u

/** More here-documents than this do not start on one line. */
#define MC_SOURCE_MAX_DOCUMENTS 8u

/** A here-document that is to come. */
struct mc_scan_document {
	struct mc_str word; /* that ends it */
	bool has_tabs;	    /* before its lines and before the word */
};

/** A scanner on its way through a text: what is before at has been written to out. */
struct mc_scan {
	struct mc_buf *out;
	unsigned char *spans; /* when it is set, what bytes are is written here, and nothing to out */
	const char *text;
	size_t len;
	size_t at;
	bool blanks_comments;
	bool blanks_strings;
	/* Code inside strings: at how many open brackets each of them ends. */
	size_t brackets;
	size_t nested[MC_SOURCE_MAX_NESTING];
	size_t nesting;
	/* Python: how each of these strings goes on. */
	char quotes[MC_SOURCE_MAX_NESTING];
	unsigned char flags[MC_SOURCE_MAX_NESTING];
	/* Scripts: round brackets that are open, the last in the lowest bit, which is set behind "if" and the
	 * like; what the one that was closed last had; and up to where no regular expression can start. */
	uint64_t conditions;
	bool closes_condition;
	size_t no_regex_before;
	/* Shell: here-documents that start at the line's end, and how many were never closed. */
	struct mc_scan_document documents[MC_SOURCE_MAX_DOCUMENTS];
	size_t document_count;
	size_t unclosed_count;
};

/** Writes the bytes up to end as what they are, or that they are it. */
void mc_scan_to(struct mc_scan *scan, size_t end, enum mc_span span);

/** True when the text goes on with word. */
bool mc_scan_is_at(const struct mc_scan *scan, const char *word);

/** Where word stands at or behind from; the length of the text when nowhere. */
size_t mc_scan_find(const struct mc_scan *scan, size_t from, const char *word);

/** Where the line ends that from is in. */
size_t mc_scan_line_end(const struct mc_scan *scan, size_t from);

/**
 * A string between two equal quotes at the place of the scanner; '\' escapes; ends at the line's end unless
 * multi-line.
 */
void mc_scan_quoted(struct mc_scan *scan, bool is_multi_line);

/** A string between two equal quotes of any length at the place of the scanner, without escapes. */
void mc_scan_between(struct mc_scan *scan, const char *quote);

/** Starts code inside a string: writes its opening of len bytes; false when that is too deep. */
bool mc_scan_enter(struct mc_scan *scan, size_t len);

/**
 * True when the closing bracket at the place of the scanner ends code inside a string; it is not written yet.
 */
bool mc_scan_leaves(struct mc_scan *scan);

/**
 * Languages like C. has_slashes: "//" comments; has_backticks: raw strings; is_script: templates and regular
 * expressions; is_style: addresses in "url()".
 */
struct mc_scan_c {
	bool has_slashes;
	bool has_backticks;
	bool is_script;
	bool is_style;
	bool has_text_blocks;
};

/** Scans to the end of the text as a language like C. */
void mc_scan_c(struct mc_scan *scan, const struct mc_scan_c *language);

/** Scans to the end of the text as Python. */
void mc_scan_python(struct mc_scan *scan);

/** Scans to the end of the text as a POSIX or bash script. */
void mc_scan_shell(struct mc_scan *scan);

/** Scans to the end of the text as SQL. */
void mc_scan_sql(struct mc_scan *scan);

/** Scans to the end of the text as HTML; scripts and styles inside as what they are. */
void mc_scan_html(struct mc_scan *scan);

#endif
