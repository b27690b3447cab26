/* SPDX-License-Identifier: MIT */
#include "base/base64.h"

#include <stdint.h>

void mc_base64_add(struct mc_buf *out, struct mc_str bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t left = bytes.len - i < 3 ? bytes.len - i : 3;
		uint32_t three = 0;

		for (size_t k = 0; k < 3; k++)
			three = three << 8 | (k < left ? (unsigned char)bytes.ptr[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			mc_buf_addc(out, k <= left ? digits[three >> (18 - 6 * k) & 63] : '=');
	}
}
