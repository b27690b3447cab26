/* SPDX-License-Identifier: MIT */
#include "foreign/python_regex.h"

#include <string.h>

/* What stands behind a backslash; returns its length. */
static size_t translate_escape(struct mc_buf *pcre, const char *text)
{
	size_t digits = text[0] == 'u' ? 4 : text[0] == 'U' ? 8 : 0;

	if (digits && strspn(text + 1, "0123456789abcdefABCDEF") >= digits) {
		mc_buf_addf(pcre, "\\x{%.*s}", (int)digits, text + 1);
		return digits + 1;
	}
	if (text[0] == 'Z') {
		mc_buf_addz(pcre, "\\z");
		return 1;
	}
	mc_buf_addc(pcre, '\\');
	if (!text[0])
		return 0; /* an error in both */
	mc_buf_addc(pcre, text[0]);
	return 1;
}

void mc_python_regex_translate(struct mc_buf *pcre, const char *pattern)
{
	while (*pattern) {
		if (*pattern == '\\')
			pattern += 1 + translate_escape(pcre, pattern + 1);
		else
			mc_buf_addc(pcre, *pattern++);
	}
}
