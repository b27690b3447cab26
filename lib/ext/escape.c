/* SPDX-License-Identifier: MIT */
#include "ext/escape.h"

#include <strings.h>

#include "base/utf8.h"
#include "ext/visible.h"

void mc_escape_plain(struct mc_buf *out, const char *text)
{
	mc_visible_add(out, text, strlen(text), MC_VISIBLE_SAFE, false);
}

void mc_escape_line(struct mc_buf *out, const char *text)
{
	size_t start = out->len;

	mc_escape_plain(out, text);
	for (size_t i = start; i < out->len; i++) {
		if (out->ptr[i] == '\n' || out->ptr[i] == '\t')
			out->ptr[i] = ' ';
	}
}

/* ---- XML and HTML ---- */

static bool is_xml(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) ||
	       (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
}

void mc_escape_xml(struct mc_buf *out, struct mc_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t character = 0;
		size_t step = mc_utf8_decode(&character, text.ptr + at, text.len - at);

		if (step == 0)
			mc_buf_addz(out, "\ufffd");
		else if (character == '&')
			mc_buf_addz(out, "&amp;");
		else if (character == '<')
			mc_buf_addz(out, "&lt;");
		else if (character == '>')
			mc_buf_addz(out, "&gt;");
		else if (character == '"')
			mc_buf_addz(out, "&quot;");
		else if (character == '\'')
			mc_buf_addz(out, "&#39;");
		else if (is_xml(character))
			mc_buf_add(out, text.ptr + at, step);
		at += step ? step : 1;
	}
}

void mc_escape_xml_text(struct mc_buf *out, const char *text)
{
	MC_AUTO(mc_buf) plain = MC_BUF_INIT;

	mc_escape_plain(&plain, text);
	mc_escape_xml(out, (struct mc_str){ plain.ptr, plain.len });
}

void mc_escape_xml_attribute(struct mc_buf *out, const char *name, const char *value)
{
	MC_AUTO(mc_buf) safe = MC_BUF_INIT;

	mc_escape_xml_text(&safe, value);
	mc_buf_addf(out, " %s=\"", name);
	for (size_t i = 0; i < safe.len; i++) {
		if (safe.ptr[i] == '\n' || safe.ptr[i] == '\t') /* else a reader makes spaces of them */
			mc_buf_addf(out, "&#%d;", safe.ptr[i]);
		else
			mc_buf_addc(out, safe.ptr[i]);
	}
	mc_buf_addc(out, '"');
}

/* ---- CSV ---- */

/* Length of what starts a formula in some spreadsheet: =, +, -, @ and their full-width forms. */
static bool starts_formula(const char *text)
{
	static const char *const wide[] = { "\uff1d", "\uff0b", "\uff0d", "\uff20" };

	if (*text && strchr("=+-@|%", *text))
		return true;
	for (size_t i = 0; i < MC_COUNT(wide); i++) {
		if (!strncmp(text, wide[i], strlen(wide[i])))
			return true;
	}
	return false;
}

void mc_escape_csv(struct mc_buf *out, const char *text)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;
	bool is_start = true;

	/* A cell that begins with a tab or a carriage return is made safe too: both are gone after this. */
	mc_escape_line(&line, text);
	mc_buf_addc(out, '"');
	for (const char *p = line.ptr; *p; p++) {
		if (is_start && starts_formula(p + strspn(p, " ")))
			mc_buf_addc(out, '\'');
		is_start = strchr(",;\"|", *p) != NULL;
		mc_buf_addz(out, *p == '"' ? "\"" : "");
		mc_buf_addc(out, *p);
	}
	mc_buf_addc(out, '"');
}

/* ---- Markdown ---- */

/* What is markup wherever it stands, at the start of a line, or with what comes next. */
static bool is_markup(const char *text, const char *p)
{
	bool is_start = p == text;
	bool is_list =
		(*p == '.' || *p == ')') && p > text && strspn(text, "0123456789") == (size_t)(p - text);
	bool is_link = (*p == ':' && !strncmp(p, "://", 3)) ||
		       (*p == '.' && p >= text + 3 && !strncasecmp(p - 3, "www", 3));

	return strchr("\\`*_[]<>|~&$", *p) || (is_start && strchr("#+-=/", *p)) ||
	       (*p == '!' && p[1] == '[') || (*p == '#' && p[1] >= '0' && p[1] <= '9') || is_list || is_link;
}

/* "#12" or "GH-12", up to the sign before the number. */
static bool is_reference(const char *text, const char *p)
{
	bool is_long = *p == '-' && p >= text + 2 && !strncasecmp(p - 2, "gh", 2);

	return (*p == '#' || is_long) && p[1] >= '0' && p[1] <= '9';
}

void mc_escape_markdown(struct mc_buf *out, const char *text)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_escape_line(&line, text);
	const char *start = line.ptr + strspn(line.ptr, " "); /* four spaces would be a block of code */

	for (const char *p = start; *p; p++) {
		if (is_markup(start, p))
			mc_buf_addc(out, '\\');
		mc_buf_addc(out, *p);
		/* GitHub looks for mentions and references in the finished text, where a backslash is gone:
		 * a character without width stands between. */
		if (*p == '@' || is_reference(start, p))
			mc_buf_addz(out, "\u2060");
	}
}

static size_t longest_run(struct mc_str text, char byte)
{
	size_t longest = 0;
	size_t run = 0;

	for (size_t i = 0; i < text.len; i++) {
		run = text.ptr[i] == byte ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

static void add_fence(struct mc_buf *out, size_t count)
{
	while (count-- > 0)
		mc_buf_addc(out, '`');
}

void mc_escape_markdown_block(struct mc_buf *out, struct mc_str text, const char *language)
{
	size_t fence = longest_run(text, '`') + 1;

	fence = fence < 3 ? 3 : fence;
	add_fence(out, fence);
	mc_buf_addf(out, "%s\n", language);
	mc_buf_add(out, text.ptr, text.len);
	if (text.len > 0 && text.ptr[text.len - 1] != '\n')
		mc_buf_addc(out, '\n');
	add_fence(out, fence);
	mc_buf_addc(out, '\n');
}

void mc_escape_markdown_code(struct mc_buf *out, struct mc_str text)
{
	size_t longest = longest_run(text, '`');

	/* One more than inside; the blanks are taken off again by who reads it. */
	add_fence(out, longest + 1);
	mc_buf_addz(out, longest > 0 ? " " : "");
	mc_buf_add(out, text.ptr, text.len);
	mc_buf_addz(out, longest > 0 ? " " : "");
	add_fence(out, longest + 1);
}

size_t mc_escape_cut(const char *text, size_t limit)
{
	size_t at = 0;

	for (size_t count = 0; text[at]; at++) {
		count += ((unsigned char)text[at] & 0xc0) != 0x80;
		if (count > limit)
			break;
	}
	return at;
}

size_t mc_escape_count(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}
