/* SPDX-License-Identifier: MIT */
#include "foreign/js_regex.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/cleanup.h"

#define SURROGATE_FIRST 0xD800u
#define SURROGATE_LAST 0xDFFFu

static bool is_hex(const char *text, size_t count)
{
	return strspn(text, "0123456789abcdefABCDEF") >= count;
}

static unsigned hex_value(const char *text, size_t count)
{
	unsigned value = 0;

	for (size_t i = 0; i < count; i++) {
		char digit = text[i];

		value = value * 16 + (unsigned)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
	}
	return value;
}

/* \uXXXX; both halves of a surrogate pair are one character in PCRE2. Returns what was read behind the
 * backslash. */
static size_t translate_unicode(struct mc_buf *pcre, const char *text)
{
	unsigned first = hex_value(text + 1, 4);

	if (first < SURROGATE_FIRST || first > SURROGATE_LAST) {
		mc_buf_addf(pcre, "\\x{%x}", first);
		return 5;
	}
	if (text[5] == '\\' && text[6] == 'u' && is_hex(text + 7, 4)) {
		unsigned second = hex_value(text + 7, 4);

		mc_buf_addf(pcre, "\\x{%x}", 0x10000u + ((first & 0x3FFu) << 10) + (second & 0x3FFu));
		return 11;
	}
	mc_buf_addz(pcre, "\\x{fffd}"); /* half a character: no UTF-8 text has it */
	return 5;
}

/* Classes that know only ASCII in JavaScript, but all scripts where a PCRE2 pattern is compiled for UTF-8. */
static const struct {
	char letter;
	const char *outside;
	const char *in_class; /* NULL: cannot be said there; the letter's own class is near enough */
} classes[] = {
	{ 'd', "[0-9]", "0-9" },
	{ 'D', "[^0-9]", NULL },
	{ 'w', "[_0-9A-Za-z]", "_0-9A-Za-z" },
	{ 'W', "[^_0-9A-Za-z]", NULL },
	{ 'b', "(?:(?<=[_0-9A-Za-z])(?![_0-9A-Za-z])|(?<![_0-9A-Za-z])(?=[_0-9A-Za-z]))", NULL },
	{ 'B', "(?:(?<=[_0-9A-Za-z])(?=[_0-9A-Za-z])|(?<![_0-9A-Za-z])(?![_0-9A-Za-z]))", NULL },
	{ 'v', "\\x0b", "\\x0b" }, /* in PCRE2 any vertical space */
};

static const char *find_class(char letter, bool in_class)
{
	for (size_t i = 0; i < MC_COUNT(classes); i++) {
		if (classes[i].letter == letter)
			return in_class ? classes[i].in_class : classes[i].outside;
	}
	return NULL;
}

/* What stands behind a backslash; returns its length. */
static size_t translate_escape(struct mc_buf *pcre, const char *text, bool in_class)
{
	static const char same_letters[] = "bBdDwWsSfnrtkc";
	const char *class = find_class(text[0], in_class);
	char lower = (char)(text[0] | 0x20);

	if (text[0] == '\0')
		return 0; /* a lone backslash at the end is an error in both */
	if (class) {
		mc_buf_addz(pcre, class);
		return 1;
	}
	if (text[0] == 'u' && is_hex(text + 1, 4))
		return translate_unicode(pcre, text);
	if (text[0] == 'x' && is_hex(text + 1, 2)) {
		mc_buf_addf(pcre, "\\x%.2s", text + 1);
		return 3;
	}
	if (((unsigned char)text[0] < 0x80 && (lower < 'a' || lower > 'z')) || strchr(same_letters, text[0]))
		mc_buf_addc(pcre, '\\');
	mc_buf_addc(pcre, text[0]);
	return 1;
}

/* From '[' to its ']'; returns the length. An empty class is an ordinary thing in JavaScript. */
static size_t translate_class(struct mc_buf *pcre, const char *text)
{
	size_t at = 1;

	if (!strncmp(text, "[^]", 3)) {
		mc_buf_addz(pcre, "[\\s\\S]");
		return 3;
	}
	if (text[1] == ']') {
		mc_buf_addz(pcre, "(?!)");
		return 2;
	}
	mc_buf_addc(pcre, '[');
	while (text[at] && text[at] != ']') {
		if (text[at] == '\\') {
			at += 1 + translate_escape(pcre, text + at + 1, true);
			continue;
		}
		if (text[at] == '[')
			mc_buf_addc(pcre, '\\'); /* no [:digit:] in JavaScript */
		mc_buf_addc(pcre, text[at++]);
	}
	if (text[at]) /* a class without end stays one, so that it is refused */
		mc_buf_addc(pcre, text[at++]);
	return at;
}

void mc_js_regex_translate(struct mc_buf *pcre, const char *pattern)
{
	/* the group keeps white space at the ends of the pattern from whoever trims texts */
	mc_buf_addz(pcre, "(?-m)(?:");
	while (*pattern) {
		if (*pattern == '\\') {
			if (!pattern[1])
				mc_buf_addc(pcre, '\\');
			pattern += 1 + translate_escape(pcre, pattern + 1, false);
		} else if (*pattern == '[') {
			pattern += translate_class(pcre, pattern);
		} else if (*pattern == '\r') {
			mc_buf_addz(pcre,
				    "\\r"); /* so that nobody takes the line ends of the pattern for LF */
			pattern++;
		} else {
			mc_buf_addc(pcre, *pattern++);
		}
	}
	mc_buf_addc(pcre, ')');
}
