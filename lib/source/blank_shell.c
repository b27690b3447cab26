/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "source/blank_scan.h"

/* After so many here-documents without end, "<<" is taken for an operator: each of them costs a search. */
enum { MOST_UNCLOSED = 100 };

/* The inside of double quotes up to their end or to the next "$(". */
static void scan_double(struct mc_scan *scan)
{
	size_t end = scan->at;

	while (end < scan->len && scan->text[end] != '"') {
		if (scan->text[end] == '$' && end + 1 < scan->len && scan->text[end + 1] == '(') {
			mc_scan_to(scan, end, MC_SPAN_STRING);
			if (mc_scan_enter(scan, 2))
				return;
		}
		end += scan->text[end] == '\\' ? 2 : 1;
	}
	mc_scan_to(scan, end, MC_SPAN_STRING);
	mc_scan_to(scan, end + 1, MC_SPAN_CODE);
}

static bool starts_comment(const struct mc_scan *scan)
{
	return scan->text[scan->at] == '#' &&
	       (scan->at == 0 || strchr(" \t\n;&|()", scan->text[scan->at - 1]));
}

/* ---- here-documents ---- */

static bool ends_word(char byte)
{
	return byte == '\0' || strchr(" \t\n;&|()<>`", byte) != NULL;
}

/* The word at `at`, which is what stands between quotes or up to a blank or operator. */
static struct mc_str read_word(const struct mc_scan *scan, size_t at)
{
	const char *text = scan->text;
	size_t end = at;

	if (at < scan->len && (text[at] == '\'' || text[at] == '"')) {
		for (end = at + 1; end < scan->len && text[end] != text[at] && text[end] != '\n';)
			end++;
		return (struct mc_str){ text + at + 1, end - at - 1 };
	}
	if (at < scan->len && text[at] == '\\')
		end = ++at;
	while (end < scan->len && !ends_word(text[end]))
		end++;
	/* A shift in arithmetic is followed by a number. */
	return (struct mc_str){ text + at, end > at && isdigit((unsigned char)text[at]) ? 0 : end - at };
}

/* Where the line that ends a document starts, at or behind from; the length of the text when there is none.
 */
static size_t find_end(const struct mc_scan *scan, size_t from, const struct mc_scan_document *document)
{
	while (from < scan->len) {
		size_t end = mc_scan_line_end(scan, from);
		size_t start = from;

		while (document->has_tabs && start < end && scan->text[start] == '\t')
			start++;
		size_t filled = end > start && scan->text[end - 1] == '\r' ? end - 1 : end;

		if (mc_str_is_equal((struct mc_str){ scan->text + start, filled - start }, document->word))
			return from;
		from = end + 1;
	}
	return scan->len;
}

/* Remembers the here-document whose "<<" is here; without one it is an operator as any other. */
static void expect_document(struct mc_scan *scan)
{
	size_t at = scan->at + 2;
	struct mc_scan_document document = { .has_tabs = at < scan->len && scan->text[at] == '-' };

	at += document.has_tabs;
	while (at < scan->len && (scan->text[at] == ' ' || scan->text[at] == '\t'))
		at++;
	document.word = read_word(scan, at);
	/* Its quotes are no string's. */
	if (document.word.len > 0)
		mc_scan_to(scan, (size_t)(document.word.ptr - scan->text) + document.word.len, MC_SPAN_CODE);
	if (at < scan->at && (scan->text[at] == '\'' || scan->text[at] == '"'))
		mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	if (document.word.len == 0 || scan->document_count == MC_SOURCE_MAX_DOCUMENTS ||
	    scan->unclosed_count >= MOST_UNCLOSED)
		return;
	if (find_end(scan, mc_scan_line_end(scan, at) + 1, &document) == scan->len)
		scan->unclosed_count++;
	else
		scan->documents[scan->document_count++] = document;
}

/* A line has ended: the documents that were announced on it follow. */
static void scan_documents(struct mc_scan *scan)
{
	for (size_t i = 0; i < scan->document_count; i++) {
		mc_scan_to(scan, find_end(scan, scan->at, &scan->documents[i]), MC_SPAN_STRING);
		mc_scan_to(scan, mc_scan_line_end(scan, scan->at), MC_SPAN_CODE);
		if (i + 1 < scan->document_count)
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	}
	scan->document_count = 0;
}

/* ---- code ---- */

static void scan_code(struct mc_scan *scan)
{
	char byte = scan->text[scan->at];
	bool is_string = false;

	if (byte == '(')
		scan->brackets++;
	else if (byte == ')')
		is_string = mc_scan_leaves(scan);
	mc_scan_to(scan, scan->at + (byte == '\\' ? 2 : 1), MC_SPAN_CODE);
	if (is_string)
		scan_double(scan);
	else if (byte == '\n')
		scan_documents(scan);
}

static void scan_operator(struct mc_scan *scan)
{
	if (mc_scan_is_at(scan, "<<<")) {
		mc_scan_to(scan, scan->at + 3, MC_SPAN_CODE);
		return;
	}
	size_t start = scan->at;

	expect_document(scan);
	if (scan->at == start)
		mc_scan_to(scan, start + 2, MC_SPAN_CODE);
}

void mc_scan_shell(struct mc_scan *scan)
{
	while (scan->at < scan->len) {
		if (starts_comment(scan)) {
			mc_scan_to(scan, mc_scan_line_end(scan, scan->at), MC_SPAN_COMMENT);
		} else if (mc_scan_is_at(scan, "$'")) {
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
			mc_scan_quoted(scan, true);
		} else if (scan->text[scan->at] == '\'') {
			mc_scan_between(scan, "'");
		} else if (scan->text[scan->at] == '"') {
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
			scan_double(scan);
		} else if (mc_scan_is_at(scan, "<<")) {
			scan_operator(scan);
		} else {
			scan_code(scan);
		}
	}
}
