/* SPDX-License-Identifier: MIT */
#include "base/base64.h"

#include <stdint.h>

/* The digit of a value below 64; last two: those of 62 and 63. */
static char digit_of(uint32_t value, const char last_two[2])
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	return value < 62 ? digits[value] : last_two[value - 62];
}

static void add(struct mc_buf *out, struct mc_str bytes, const char last_two[2], bool is_padded)
{
	char *to = mc_buf_room(out, (bytes.len + 2) / 3 * 4);
	const char *start = to;

	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t left = bytes.len - i < 3 ? bytes.len - i : 3;
		uint32_t three = 0;

		for (size_t k = 0; k < 3; k++)
			three = three << 8 | (k < left ? (unsigned char)bytes.ptr[i + k] : 0);
		for (size_t k = 0; k <= left; k++)
			*to++ = digit_of(three >> (18 - 6 * k) & 63, last_two);
		for (size_t k = left; is_padded && k < 3; k++)
			*to++ = '=';
	}
	mc_buf_grown(out, (size_t)(to - start));
}

void mc_base64_add(struct mc_buf *out, struct mc_str bytes)
{
	add(out, bytes, "+/", true);
}

void mc_base64url_add(struct mc_buf *out, struct mc_str bytes)
{
	add(out, bytes, "-_", false);
}

/* 64 for what is no digit. */
static uint32_t value_of(char digit)
{
	if (digit >= 'A' && digit <= 'Z')
		return (uint32_t)(digit - 'A');
	if (digit >= 'a' && digit <= 'z')
		return (uint32_t)(digit - 'a') + 26;
	if (digit >= '0' && digit <= '9')
		return (uint32_t)(digit - '0') + 52;
	return digit == '-' ? 62 : digit == '_' ? 63 : 64;
}

/* Sets the three bytes of 2 to 4 digits; false when they are none, or say more than whole bytes. */
static bool read_four(uint32_t *three, const char *digits, size_t count)
{
	uint32_t bits = 0;

	for (size_t k = 0; k < 4; k++) {
		uint32_t value = k < count ? value_of(digits[k]) : 0;

		if (value > 63)
			return false;
		bits = bits << 6 | value;
	}
	*three = bits;
	return count == 4 || (count == 3 && !(bits & 0xff)) || (count == 2 && !(bits & 0xffff));
}

bool mc_base64url_read(struct mc_buf *out, struct mc_str text)
{
	char *start = mc_buf_room(out, text.len / 4 * 3 + 3);
	char *to = start;

	for (size_t i = 0; i < text.len; i += 4) {
		size_t left = text.len - i < 4 ? text.len - i : 4;
		uint32_t three = 0;

		if (!read_four(&three, text.ptr + i, left)) {
			*start = '\0'; /* the byte behind a buffer's content is always zero */
			return false;
		}
		for (size_t k = 0; k + 1 < left; k++)
			*to++ = (char)(unsigned char)(three >> (16 - 8 * k) & 0xff);
	}
	mc_buf_grown(out, (size_t)(to - start));
	return true;
}
