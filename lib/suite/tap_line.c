/* SPDX-License-Identifier: MIT */
#include "suite/tap_line.h"

#include <ctype.h>
#include <strings.h>

#include "base/utf8.h"

/* A plan or an id beyond this is wrong anyway; the cap keeps the arithmetic from overflowing. */
enum { NUMBER_MAX = 1000000000 };

static bool has_prefix(struct mc_str text, const char *prefix)
{
	size_t len = strlen(prefix);

	return text.len >= len && !memcmp(text.ptr, prefix, len);
}

static void skip(struct mc_str *text, size_t len)
{
	text->ptr += len;
	text->len -= len;
}

static size_t count_blanks(struct mc_str text)
{
	size_t count = 0;

	while (count < text.len && (text.ptr[count] == ' ' || text.ptr[count] == '\t'))
		count++;
	return count;
}

static void cut_blanks_at_end(struct mc_str *text)
{
	while (text->len > 0 && (text->ptr[text->len - 1] == ' ' || text->ptr[text->len - 1] == '\t'))
		text->len--;
}

/* Reads digits off text; false when there are none. */
static bool cut_number(size_t *number, struct mc_str *text)
{
	size_t value = 0;
	size_t digits = 0;

	while (digits < text->len && isdigit((unsigned char)text->ptr[digits])) {
		if (value < NUMBER_MAX)
			value = 10 * value + (size_t)(text->ptr[digits] - '0');
		digits++;
	}
	if (digits == 0)
		return false;
	skip(text, digits);
	*number = value;
	return true;
}

static bool is_directive(struct mc_str text, const char *word)
{
	return text.len >= 4 && !strncasecmp(text.ptr, word, 4);
}

/* text stands behind a '#': a directive, a duration as some producers write it, or just part of the name. */
static bool read_directive(struct mc_tap_line *line, struct mc_str text)
{
	skip(&text, count_blanks(text));
	if (has_prefix(text, "time="))
		return true;
	line->is_skip = is_directive(text, "skip");
	line->is_todo = is_directive(text, "todo") && (text.len == 4 || !isalnum((unsigned char)text.ptr[4]));
	if (!line->is_skip && !line->is_todo)
		return false;
	while (text.len > 0 && *text.ptr != ' ' && *text.ptr != '\t')
		skip(&text, 1);
	skip(&text, count_blanks(text));
	line->reason = text;
	return true;
}

static void cut_directive(struct mc_tap_line *line, struct mc_str *name)
{
	for (size_t i = 0; i < name->len; i++) {
		bool starts = i == 0 || name->ptr[i - 1] == ' ' || name->ptr[i - 1] == '\t';

		if (name->ptr[i] == '\\') {
			i++;
		} else if (name->ptr[i] == '#' && starts &&
			   read_directive(line, (struct mc_str){ name->ptr + i + 1, name->len - i - 1 })) {
			name->len = i;
			break;
		}
	}
}

static void cut_brace(struct mc_tap_line *line, struct mc_str *text)
{
	cut_blanks_at_end(text);
	if (text->len > 0 && text->ptr[text->len - 1] == '{' &&
	    (text->len == 1 || text->ptr[text->len - 2] == ' ')) {
		line->opens_brace = true;
		text->len--;
		cut_blanks_at_end(text);
	}
}

/* The brace of a buffered subtest stands before or behind the directive. */
static void read_name(struct mc_tap_line *line, struct mc_str text)
{
	skip(&text, count_blanks(text));
	cut_brace(line, &text);
	cut_directive(line, &text);
	if (!line->opens_brace)
		cut_brace(line, &text);
	if (has_prefix(text, "-") && (text.len == 1 || text.ptr[1] == ' ')) {
		skip(&text, 1);
		skip(&text, count_blanks(text));
	}
	cut_blanks_at_end(&text);
	line->name = text;
}

static bool read_point(struct mc_tap_line *line, struct mc_str text)
{
	bool is_ok = !has_prefix(text, "not ");

	skip(&text, is_ok ? 0 : 4);
	if (!has_prefix(text, "ok") || (text.len > 2 && text.ptr[2] != ' ' && text.ptr[2] != '\t'))
		return false;
	skip(&text, 2);
	line->kind = MC_TAP_POINT;
	line->is_ok = is_ok;
	skip(&text, count_blanks(text));
	struct mc_str behind = text;

	if (cut_number(&line->id, &behind) && (behind.len == 0 || count_blanks(behind) > 0)) {
		line->has_id = true;
		text = behind;
	}
	read_name(line, text);
	return true;
}

/* "1..N" or "1..0 # SKIP reason"; other text behind the number is tolerated, as TAP 12 had "todo 1 2". */
static bool read_plan(struct mc_tap_line *line, struct mc_str text)
{
	if (!has_prefix(text, "1.."))
		return false;
	skip(&text, 3);
	if (!cut_number(&line->plan, &text) || (text.len > 0 && count_blanks(text) == 0))
		return false;
	line->kind = MC_TAP_PLAN;
	skip(&text, count_blanks(text));
	if (has_prefix(text, "#"))
		(void)read_directive(line, (struct mc_str){ text.ptr + 1, text.len - 1 });
	return true;
}

static bool read_bail_out(struct mc_tap_line *line, struct mc_str text)
{
	if (text.len < 9 || strncasecmp(text.ptr, "Bail out!", 9) != 0)
		return false;
	skip(&text, 9);
	line->kind = MC_TAP_BAIL_OUT;
	line->reason = mc_str_trim(text);
	return true;
}

/* "pragma +strict, -other": of all that there may be, only strict is known. */
static bool read_pragma(struct mc_tap_line *line, struct mc_str text)
{
	if (!has_prefix(text, "pragma ") && !has_prefix(text, "pragma\t"))
		return false;
	skip(&text, 6);
	line->kind = MC_TAP_PRAGMA;
	while (text.len > 0) {
		size_t len = 0;

		skip(&text, count_blanks(text));
		while (len < text.len && text.ptr[len] != ',' && text.ptr[len] != ' ' &&
		       text.ptr[len] != '\t')
			len++;
		if (len == 7 && !memcmp(text.ptr + 1, "strict", 6) &&
		    (*text.ptr == '+' || *text.ptr == '-')) {
			line->sets_strict = true;
			line->is_strict = *text.ptr == '+';
		}
		skip(&text, len < text.len ? len + 1 : len);
	}
	return true;
}

static bool is_version(struct mc_str text)
{
	static const char words[] = "TAP version 1";

	return text.len == sizeof(words) && !strncasecmp(text.ptr, words, sizeof(words) - 1) &&
	       (text.ptr[text.len - 1] == '3' || text.ptr[text.len - 1] == '4');
}

void mc_tap_line_read(struct mc_tap_line *line, struct mc_str bytes)
{
	*line = (struct mc_tap_line){ .kind = MC_TAP_JUNK };
	while (line->indent < bytes.len && bytes.ptr[line->indent] == ' ')
		line->indent++;
	skip(&bytes, line->indent);
	line->text = bytes;
	if (has_prefix(bytes, "#")) {
		line->kind = MC_TAP_COMMENT;
		return;
	}
	if (read_point(line, bytes) || read_plan(line, bytes) || read_bail_out(line, bytes) ||
	    read_pragma(line, bytes))
		return;
	cut_blanks_at_end(&bytes);
	if (is_version(bytes))
		line->kind = MC_TAP_VERSION;
	else if (mc_str_is_equal(bytes, mc_str("---")))
		line->kind = MC_TAP_YAML_START;
	else if (mc_str_is_equal(bytes, mc_str("{")))
		line->kind = MC_TAP_BRACE_OPEN;
	else if (mc_str_is_equal(bytes, mc_str("}")))
		line->kind = MC_TAP_BRACE_CLOSE;
}

/* How many bytes from here on stand for themselves. */
static size_t count_plain(struct mc_str name, size_t from)
{
	size_t i = from;

	while (i < name.len && name.ptr[i] >= ' ' && name.ptr[i] < 0x7f && name.ptr[i] != '\\')
		i++;
	return i - from;
}

void mc_tap_add_unescaped(struct mc_buf *out, struct mc_str name)
{
	for (size_t i = 0; i < name.len;) {
		uint32_t character;
		size_t plain = count_plain(name, i);

		mc_buf_add(out, name.ptr + i, plain);
		i += plain;
		if (i == name.len)
			break;
		if (name.ptr[i] == '\\' && i + 1 < name.len &&
		    (name.ptr[i + 1] == '#' || name.ptr[i + 1] == '\\'))
			i++;
		size_t step = mc_utf8_decode(&character, name.ptr + i, name.len - i);

		if (step == 0)
			mc_buf_addz(out, "\xef\xbf\xbd");
		else if (character < 0x20 || (character >= 0x7f && character < 0xa0))
			mc_buf_addc(out, '?');
		else
			mc_buf_add(out, name.ptr + i, step);
		i += step ? step : 1;
	}
}
