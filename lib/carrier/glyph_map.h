/* SPDX-License-Identifier: MIT */
#ifndef MC_CARRIER_GLYPH_MAP_H
#define MC_CARRIER_GLYPH_MAP_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * Which characters the codes of a font stand for: the "ToUnicode" map of a PDF.  Source: ISO 32000-1, 9.10.3;
 * Adobe Technical Note 5411.
 */

/** Most codes of one font; codes have two bytes at most. */
#define MC_GLYPH_MAX_CODES 65536u

struct mc_glyph_entry {
	uint32_t code;
	uint32_t offset, len; /* of the characters, in text */
};

struct mc_glyph_map {
	struct mc_glyph_entry *entries; /* by code */
	size_t count, capacity;
	struct mc_buf text; /* UTF-8 */
};

#define MC_GLYPH_MAP_INIT \
	{ \
		NULL, 0, 0, MC_BUF_INIT \
	}

/** Frees it; the map is empty and usable again. */
void mc_glyph_map_release(struct mc_glyph_map *map);

/** Reads a map; what cannot be read in it maps nothing. Errors: MC_E_LIMIT (more than MC_GLYPH_MAX_CODES). */
struct mc_err *mc_glyph_map_read(struct mc_glyph_map *map, struct mc_str bytes) MC_MUST_USE;

/** What a code stands for; no text when the map does not say. */
struct mc_str mc_glyph_map_find(const struct mc_glyph_map *map, uint32_t code);

/** Appends UTF-16 (big endian) as UTF-8; what is none becomes U+FFFD. */
void mc_glyph_add_utf16(struct mc_buf *out, struct mc_str bytes);

#endif
