/* SPDX-License-Identifier: MIT */
#include "foreign/html_text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/cleanup.h"
#include "base/utf8.h"

#define MAX_CHARACTER 0x10FFFFu

static const struct {
	const char *name;
	char character;
} names[] = { { "amp;", '&' }, { "lt;", '<' }, { "gt;", '>' }, { "quot;", '"' }, { "apos;", '\'' } };

/* Appends the character of the reference behind '&'; returns the reference's length, 0 when it is none. */
static size_t add_reference(struct mc_buf *out, const char *text)
{
	for (size_t i = 0; i < MC_COUNT(names); i++) {
		if (!strncmp(text, names[i].name, strlen(names[i].name))) {
			mc_buf_addc(out, names[i].character);
			return strlen(names[i].name);
		}
	}
	if (text[0] != '#')
		return 0;
	int is_hex = (text[1] | 0x20) == 'x';
	const char *digits = text + 1 + is_hex;
	size_t count = strspn(digits, is_hex ? "0123456789abcdefABCDEF" : "0123456789");

	if (count == 0 || count > 7 || digits[count] != ';')
		return 0;
	unsigned long character = strtoul(digits, NULL, is_hex ? 16 : 10);
	char bytes[4];

	/* control characters have no place in a name */
	if (character < 0x20 || character > MAX_CHARACTER || (character >= 0xD800 && character <= 0xDFFF))
		return 0;
	mc_buf_add(out, bytes, mc_utf8_encode(bytes, (uint32_t)character));
	return (size_t)(digits - text) + count + 1;
}

const char *mc_html_text(struct mc_arena *arena, const char *text)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	while (*text) {
		size_t len = *text == '&' ? add_reference(&out, text + 1) : 0;

		if (len == 0)
			mc_buf_addc(&out, *text);
		text += len + 1;
	}
	return mc_arena_copy(arena, out.ptr, out.len);
}
