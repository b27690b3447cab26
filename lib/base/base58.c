/* SPDX-License-Identifier: MIT */
#include "base/base58.h"

#include <assert.h>
#include <string.h>

static const char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

enum { MAX_DIGITS = MC_BASE58_MAX_BYTES * 138 / 100 + 1 };

/* A number in any base, its last digit first. */
struct digits {
	unsigned char at[MAX_DIGITS];
	size_t count;
};

/* digits = digits * from + value, in base to; false when there is no room. */
static bool take(struct digits *digits, unsigned value, unsigned from, unsigned to, size_t limit)
{
	for (size_t i = 0; i < digits->count; i++) {
		value += digits->at[i] * from;
		digits->at[i] = (unsigned char)(value % to);
		value /= to;
	}
	for (; value > 0; value /= to) {
		if (digits->count == limit)
			return false;
		digits->at[digits->count++] = (unsigned char)(value % to);
	}
	return true;
}

static size_t count_leading(struct mc_str text, char zero)
{
	size_t count = 0;

	while (count < text.len && text.ptr[count] == zero)
		count++;
	return count;
}

void mc_base58_add(struct mc_buf *out, struct mc_str bytes)
{
	struct digits digits = { .count = 0 };
	size_t zeros = count_leading(bytes, '\0');

	assert(bytes.len <= MC_BASE58_MAX_BYTES);
	for (size_t i = zeros; i < bytes.len; i++)
		(void)take(&digits, (unsigned char)bytes.ptr[i], 256, 58, MAX_DIGITS);
	for (size_t i = 0; i < zeros; i++)
		mc_buf_addc(out, alphabet[0]);
	for (size_t i = digits.count; i > 0; i--)
		mc_buf_addc(out, alphabet[digits.at[i - 1]]);
}

bool mc_base58_read(struct mc_buf *out, struct mc_str text)
{
	struct digits digits = { .count = 0 };
	size_t zeros = count_leading(text, alphabet[0]);

	if (zeros > MC_BASE58_MAX_BYTES || text.len > MAX_DIGITS)
		return false;
	for (size_t i = zeros; i < text.len; i++) {
		const char *found = text.ptr[i] ? strchr(alphabet, text.ptr[i]) : NULL;

		if (!found ||
		    !take(&digits, (unsigned)(found - alphabet), 58, 256, MC_BASE58_MAX_BYTES - zeros))
			return false;
	}
	for (size_t i = 0; i < zeros; i++)
		mc_buf_addc(out, '\0');
	for (size_t i = digits.count; i > 0; i--)
		mc_buf_addc(out, (char)digits.at[i - 1]);
	return true;
}
