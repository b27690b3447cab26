/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_UTF8_H
#define MC_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Decodes the character at bytes (len of them, at least 1) and returns how many bytes it has; 0 when they are
 * not UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF).
 */
size_t mc_utf8_decode(uint32_t *character, const char *bytes, size_t len);

/** Writes the UTF-8 form of a character into bytes (room for 4) and returns its length. */
size_t mc_utf8_encode(char *bytes, uint32_t character);

/** True when all len bytes are UTF-8. */
bool mc_utf8_is_valid(const char *bytes, size_t len);

/** The longest length <= limit at which text can be cut without cutting a character. */
size_t mc_utf8_cut(const char *text, size_t len, size_t limit);

#endif
