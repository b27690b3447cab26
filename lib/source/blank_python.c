/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "source/blank_scan.h"

/* What a string goes on with behind the code inside it. */
enum { IS_LONG = 1, IS_SPEC = 2 };

static bool is_word(char byte)
{
	return isalnum((unsigned char)byte) || byte == '_' || ((unsigned char)byte & 0x80);
}

/* Do the letters before the quote make it a string with code inside? Source: Python's lexical analysis, 2.4.
 */
static bool is_formatted(const struct mc_scan *scan)
{
	size_t start = scan->at;
	bool has_f = false;

	while (start > 0 && scan->at - start < 2 && scan->text[start - 1] &&
	       strchr("rRbBuUfFtT", scan->text[start - 1])) {
		start--;
		has_f |= strchr("fFtT", scan->text[start]) != NULL;
	}
	return has_f && (start == 0 || !is_word(scan->text[start - 1]));
}

static bool is_quote(const struct mc_scan *scan, size_t at, char quote, bool is_long)
{
	size_t len = is_long ? 3 : 1;

	for (size_t i = 0; i < len; i++) {
		if (at + i >= scan->len || scan->text[at + i] != quote)
			return false;
	}
	return true;
}

/* The format behind a ':' in braces, up to the '}' that ends both, or to more code. */
static void scan_spec(struct mc_scan *scan)
{
	size_t end = scan->at;

	while (end < scan->len && !strchr("{}\n", scan->text[end]))
		end++;
	mc_scan_to(scan, end, MC_SPAN_STRING);
}

/*
 * The inside of a string up to its end, or to the code in it.  quote and flags are kept with the code, to
 * know how the string goes on.
 */
static void scan_inside(struct mc_scan *scan, char quote, unsigned flags)
{
	bool is_long = (flags & IS_LONG) != 0;
	size_t end = scan->at;

	while (end < scan->len && !is_quote(scan, end, quote, is_long) &&
	       (is_long || scan->text[end] != '\n')) {
		bool is_doubled = scan->text[end] == '{' && end + 1 < scan->len && scan->text[end + 1] == '{';

		if (scan->text[end] == '{' && !is_doubled && scan->nesting < MC_SOURCE_MAX_NESTING) {
			mc_scan_to(scan, end, MC_SPAN_STRING);
			scan->quotes[scan->nesting] = quote;
			scan->flags[scan->nesting] = (unsigned char)flags;
			(void)mc_scan_enter(scan, 1);
			return;
		}
		end += scan->text[end] == '\\' || is_doubled ? 2 : 1;
	}
	mc_scan_to(scan, end, MC_SPAN_STRING);
	if (is_quote(scan, scan->at, quote, is_long))
		mc_scan_to(scan, scan->at + (is_long ? 3 : 1), MC_SPAN_CODE);
}

static void scan_string(struct mc_scan *scan)
{
	char quote = scan->text[scan->at];
	bool is_long = is_quote(scan, scan->at, quote, true);
	bool has_code = is_formatted(scan);
	size_t end = scan->at + (is_long ? 3 : 1);

	if (!is_long && !has_code) {
		mc_scan_quoted(scan, false);
		return;
	}
	mc_scan_to(scan, end, MC_SPAN_CODE);
	if (has_code) {
		scan_inside(scan, quote, is_long ? IS_LONG : 0);
		return;
	}
	while (end < scan->len && !is_quote(scan, end, quote, true))
		end += scan->text[end] == '\\' ? 2 : 1;
	mc_scan_to(scan, end, MC_SPAN_STRING);
	mc_scan_to(scan, end + 3, MC_SPAN_CODE);
}

/* True when the place of the scanner is in the code of a string, outside of any brackets there. */
static bool is_in_braces(const struct mc_scan *scan)
{
	return scan->nesting > 0 && scan->nested[scan->nesting - 1] == scan->brackets;
}

/* Ends code in a string and goes on with the string. */
static void leave(struct mc_scan *scan)
{
	size_t top = scan->nesting - 1;

	(void)mc_scan_leaves(scan);
	mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	scan_inside(scan, scan->quotes[top], scan->flags[top]);
}

static void scan_code(struct mc_scan *scan)
{
	char byte = scan->text[scan->at];

	if (byte == '\n' && scan->nesting > 0 && !(scan->flags[scan->nesting - 1] & IS_LONG)) {
		/* A string of one line ends with it, however its code does. */
		scan->brackets = scan->nested[0];
		scan->nesting = 0;
	}
	if (byte == '}' && is_in_braces(scan)) {
		leave(scan);
		return;
	}
	if (byte && strchr("([{", byte))
		scan->brackets++;
	else if (byte && strchr(")]}", byte) && scan->brackets > 0 && !is_in_braces(scan))
		scan->brackets--;
	mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
}

/* In braces, ':' begins a format; what it holds in braces is code again. */
static bool scan_format(struct mc_scan *scan)
{
	if (!is_in_braces(scan))
		return false;
	size_t top = scan->nesting - 1;

	if (!(scan->flags[top] & IS_SPEC) && scan->text[scan->at] == ':' && !mc_scan_is_at(scan, ":="))
		scan->flags[top] |= IS_SPEC;
	if (scan->flags[top] & IS_SPEC) {
		scan_spec(scan);
		if (scan->at < scan->len && scan->text[scan->at] == '{')
			scan_code(scan);
		else
			scan->flags[top] &= IS_LONG;
		return true;
	}
	return false;
}

void mc_scan_python(struct mc_scan *scan)
{
	while (scan->at < scan->len) {
		char byte = scan->text[scan->at];

		if (scan_format(scan))
			continue;
		if (byte == '#')
			mc_scan_to(scan, mc_scan_line_end(scan, scan->at), MC_SPAN_COMMENT);
		else if (byte == '"' || byte == '\'')
			scan_string(scan);
		else
			scan_code(scan);
	}
}
