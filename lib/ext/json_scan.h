/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_JSON_SCAN_H
#define MC_EXT_JSON_SCAN_H

#include <stddef.h>

#include "base/err.h"

/**
 * Where the values of a document start, in the order in which they stand; of an object's member: where its
 * key starts.
 */
struct mc_json_offsets {
	size_t *items;
	size_t count;
	size_t capacity;
};

#define MC_JSON_OFFSETS_INIT \
	{ \
		NULL, 0, 0 \
	}

/** Frees the list; it is usable again. */
void mc_json_offsets_release(struct mc_json_offsets *offsets);

/**
 * Checks that text (len bytes, then a zero) is one JSON document, more strictly than the parser does, and
 * says in the words of a person what is wrong and where.
 *
 * error_at  set on failure: offset of the place
 *
 * Errors: MC_E_INPUT, those of ext/json_lex.h.
 */
struct mc_err *mc_json_scan(struct mc_json_offsets *offsets, size_t *error_at, const char *text, size_t len)
	MC_MUST_USE;

/** The end of the value that starts at offset; text has passed mc_json_scan(). */
size_t mc_json_scan_end(const char *text, size_t len, size_t offset);

/** The start of the value whose key starts at offset; text has passed mc_json_scan(). */
size_t mc_json_scan_value(const char *text, size_t len, size_t offset);

#endif
