/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include <string.h>

size_t mc_utf8_decode(uint32_t *character, const char *bytes, size_t len)
{
	const unsigned char *b = (const unsigned char *)bytes;
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	if (b[0] < 0x80) {
		*character = b[0];
		return 1;
	}
	size_t count = b[0] >= 0xf0 && b[0] < 0xf8   ? 4
		       : b[0] >= 0xe0 && b[0] < 0xf0 ? 3
		       : b[0] >= 0xc0		     ? 2
						     : 0;

	if (count == 0 || b[0] >= 0xf8 || count > len)
		return 0;
	uint32_t value = b[0] & (0x7fu >> count);

	for (size_t i = 1; i < count; i++) {
		if ((b[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (b[i] & 0x3fu);
	}
	if (value < least[count] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*character = value;
	return count;
}

size_t mc_utf8_encode(char *bytes, uint32_t character)
{
	if (character < 0x80) {
		bytes[0] = (char)character;
		return 1;
	}
	size_t count = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;

	for (size_t i = count - 1; i > 0; i--) {
		bytes[i] = (char)(0x80 | (character & 0x3f));
		character >>= 6;
	}
	bytes[0] = (char)((0xf00u >> count & 0xff) | character);
	return count;
}

/* How many bytes from i on are ASCII, eight at a time: most of most texts. */
static size_t ascii_run(const char *bytes, size_t len)
{
	size_t run = 0;

	for (uint64_t eight; run + sizeof(eight) <= len; run += sizeof(eight)) {
		memcpy(&eight, bytes + run, sizeof(eight));
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	return run;
}

bool mc_utf8_is_valid(const char *bytes, size_t len)
{
	for (size_t i = ascii_run(bytes, len); i < len; i += ascii_run(bytes + i, len - i)) {
		uint32_t character;
		size_t step = mc_utf8_decode(&character, bytes + i, len - i);

		if (step == 0)
			return false;
		i += step;
	}
	return true;
}

size_t mc_utf8_cut(const char *text, size_t len, size_t limit)
{
	if (len <= limit)
		return len;
	while (limit > 0 && ((unsigned char)text[limit] & 0xc0) == 0x80)
		limit--;
	return limit;
}
