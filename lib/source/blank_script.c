/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "source/blank_scan.h"

/* ---- Python ---- */

static void scan_triple(struct mc_scan *scan)
{
	char quote = scan->text[scan->at];
	size_t end = scan->at + 3;

	while (end < scan->len && !(end + 3 <= scan->len && scan->text[end] == quote &&
				    scan->text[end + 1] == quote && scan->text[end + 2] == quote))
		end += scan->text[end] == '\\' ? 2 : 1;
	mc_scan_to(scan, scan->at + 3, MC_SPAN_CODE);
	mc_scan_to(scan, end, MC_SPAN_STRING);
	mc_scan_to(scan, end + 3, MC_SPAN_CODE);
}

void mc_scan_python(struct mc_scan *scan)
{
	while (scan->at < scan->len) {
		char byte = scan->text[scan->at];

		if (byte == '#')
			mc_scan_to(scan, mc_scan_line_end(scan, scan->at), MC_SPAN_COMMENT);
		else if (mc_scan_is_at(scan, "\"\"\"") || mc_scan_is_at(scan, "'''"))
			scan_triple(scan);
		else if (byte == '"' || byte == '\'')
			mc_scan_quoted(scan, false);
		else
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	}
}

/* ---- shell ---- */

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

static void scan_single(struct mc_scan *scan)
{
	size_t end = mc_scan_find(scan, scan->at + 1, "'");

	mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	mc_scan_to(scan, end, MC_SPAN_STRING);
	mc_scan_to(scan, end + 1, MC_SPAN_CODE);
}

static bool starts_comment(const struct mc_scan *scan)
{
	return scan->text[scan->at] == '#' &&
	       (scan->at == 0 || strchr(" \t\n;&|()", scan->text[scan->at - 1]));
}

/* The word behind "<<" or "<<-" that ends a here-document; an empty one when there is none. */
static struct mc_str heredoc_word(const struct mc_scan *scan)
{
	const char *end = scan->text + scan->len;
	const char *at = scan->text + scan->at + 2;
	struct mc_str word = { at, 0 };

	if (at < end && *at == '<')
		return word;
	if (at < end && *at == '-')
		at++;
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	while (at < end && strchr("'\"\\", *at) && *at)
		at++;
	word.ptr = at;
	while (at < end && (isalnum((unsigned char)*at) || *at == '_'))
		at++;
	/* A shift in arithmetic is followed by a number. */
	if (word.ptr < end && !isdigit((unsigned char)*word.ptr))
		word.len = (size_t)(at - word.ptr);
	return word;
}

/* Where the line that consists of word starts, at or behind from; the length of the text when there is
 * none. */
static size_t find_heredoc_end(const struct mc_scan *scan, size_t from, struct mc_str word)
{
	while (from < scan->len) {
		size_t end = mc_scan_line_end(scan, from);
		size_t start = from;

		while (start < end && scan->text[start] == '\t')
			start++;
		if (mc_str_is_equal((struct mc_str){ scan->text + start, end - start }, word))
			return from;
		from = end + 1;
	}
	return scan->len;
}

/* The rest of the line is code, the document starts on the next one. Returns false when this is no
 * here-document. */
static bool scan_heredoc(struct mc_scan *scan)
{
	struct mc_str word = heredoc_word(scan);
	size_t line_end = mc_scan_line_end(scan, scan->at);
	size_t end = word.len > 0 ? find_heredoc_end(scan, line_end + 1, word) : scan->len;

	if (end == scan->len)
		return false;
	mc_scan_to(scan, line_end, MC_SPAN_CODE);
	mc_scan_to(scan, end, MC_SPAN_STRING);
	return true;
}

static void scan_shell_code(struct mc_scan *scan)
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
			scan_single(scan);
		} else if (scan->text[scan->at] == '"') {
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
			scan_double(scan);
		} else if (!mc_scan_is_at(scan, "<<") || !scan_heredoc(scan)) {
			scan_shell_code(scan);
		}
	}
}

/* ---- SQL ---- */

/* Quotes are doubled inside; names stand between double quotes and stay. */
void mc_scan_sql(struct mc_scan *scan)
{
	while (scan->at < scan->len) {
		if (mc_scan_is_at(scan, "--"))
			mc_scan_to(scan, mc_scan_line_end(scan, scan->at), MC_SPAN_COMMENT);
		else if (mc_scan_is_at(scan, "/*"))
			mc_scan_to(scan, mc_scan_find(scan, scan->at + 2, "*/") + 2, MC_SPAN_COMMENT);
		else if (scan->text[scan->at] == '\'')
			scan_single(scan);
		else if (scan->text[scan->at] == '"')
			mc_scan_to(scan, mc_scan_find(scan, scan->at + 1, "\"") + 1, MC_SPAN_CODE);
		else
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
	}
}

/* ---- HTML ---- */

static bool is_tag(const struct mc_scan *scan, const char *name)
{
	size_t len = strlen(name);
	const char *at = scan->text + scan->at + 1;

	return scan->text[scan->at] == '<' && scan->len - scan->at > len + 1 && !strncasecmp(at, name, len) &&
	       !isalnum((unsigned char)at[len]);
}

/* Attribute values are the strings of HTML. */
static void scan_tag(struct mc_scan *scan)
{
	while (scan->at < scan->len && scan->text[scan->at] != '>') {
		char byte = scan->text[scan->at];

		if (byte != '"' && byte != '\'') {
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
			continue;
		}
		char quote[2] = { byte, '\0' };
		size_t end = mc_scan_find(scan, scan->at + 1, quote);

		mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
		mc_scan_to(scan, end, MC_SPAN_STRING);
		mc_scan_to(scan, end + 1, MC_SPAN_CODE);
	}
	mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
}

/* What stands inside a script or style is scanned by its own rules, up to the tag that closes it. */
static void scan_inside(struct mc_scan *scan, const char *closing, const struct mc_scan_c *language)
{
	size_t len = strlen(closing);
	size_t end = scan->at;

	while (end < scan->len && (scan->len - end < len || strncasecmp(scan->text + end, closing, len) != 0))
		end++;
	struct mc_scan inner = { .out = scan->out,
				 .spans = scan->spans ? scan->spans + scan->at : NULL,
				 .text = scan->text + scan->at,
				 .len = end - scan->at,
				 .blanks_comments = scan->blanks_comments,
				 .blanks_strings = scan->blanks_strings };

	mc_scan_c(&inner, language);
	scan->at = end;
}

void mc_scan_html(struct mc_scan *scan)
{
	static const struct mc_scan_c script = { .has_slashes = true, .is_script = true };
	static const struct mc_scan_c style = { .has_slashes = false };

	while (scan->at < scan->len) {
		bool is_script = is_tag(scan, "script");
		bool is_style = is_tag(scan, "style");

		if (mc_scan_is_at(scan, "<!--"))
			mc_scan_to(scan, mc_scan_find(scan, scan->at + 4, "-->") + 3, MC_SPAN_COMMENT);
		else if (scan->text[scan->at] == '<')
			scan_tag(scan);
		else
			mc_scan_to(scan, scan->at + 1, MC_SPAN_CODE);
		if (is_script)
			scan_inside(scan, "</script", &script);
		else if (is_style)
			scan_inside(scan, "</style", &style);
	}
}
