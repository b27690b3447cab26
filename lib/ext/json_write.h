/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_JSON_WRITE_H
#define MC_EXT_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/** Deepest nesting that a writer takes. */
#define MC_JSON_WRITE_MAX_DEPTH 60

/**
 * Appends one JSON document (RFC 8259) to a buffer, value by value.
 *
 *	struct mc_json_writer w = MC_JSON_WRITER(&buf, true);
 *	mc_json_start(&w, '{');
 *	mc_json_key(&w, "tests");
 *	mc_json_start(&w, '[');
 *	mc_json_text(&w, "one");
 *	mc_json_end(&w);
 *	mc_json_end(&w);
 *
 * The result is always well-formed: commas and white space are the writer's business, and bytes that are not
 * UTF-8 are written as U+FFFD.  A key without value, or a value without key in an object, is a broken
 * invariant (assert).
 */
struct mc_json_writer {
	struct mc_buf *buf;
	bool is_pretty; /* one value a line, 2 spaces a level; otherwise no white space at all */
	unsigned depth;
	uint64_t objects; /* bit n: the container at depth n is an object */
	uint64_t filled;  /* bit n: … has a value already */
	bool has_key;	  /* a key waits for its value */
};

/** A writer at the end of buf (struct mc_buf *), which must outlive it. */
#define MC_JSON_WRITER(buffer, pretty) \
	{ \
		.buf = (buffer), .is_pretty = (pretty) \
	}

/** Starts an object (kind '{') or an array (kind '['). */
void mc_json_start(struct mc_json_writer *writer, char kind);

/** Ends what was started last. */
void mc_json_end(struct mc_json_writer *writer);

/** Writes the name of the next value; only directly inside an object. */
void mc_json_key(struct mc_json_writer *writer, const char *key);

/** Writes a text; NULL is written as null. */
void mc_json_text(struct mc_json_writer *writer, const char *text);

/** Writes len bytes as a text; they may hold zeros. */
void mc_json_bytes(struct mc_json_writer *writer, const char *bytes, size_t len);

/** Writes a whole number. */
void mc_json_int(struct mc_json_writer *writer, int64_t value);

/** Writes thousandths exactly as a decimal number: 1500 is 1.5. Points are kept so. */
void mc_json_thousandths(struct mc_json_writer *writer, int64_t value);

/**
 * Writes a number with as few digits as give the same double again; infinite and not-a-number are written as
 * null.
 */
void mc_json_number(struct mc_json_writer *writer, double value);

/** Writes true or false. */
void mc_json_bool(struct mc_json_writer *writer, bool value);

/** Writes null. */
void mc_json_null(struct mc_json_writer *writer);

/** Writes a value that is JSON already, without the white space between its parts. */
void mc_json_splice(struct mc_json_writer *writer, const char *json, size_t len);

/** Writes a key and a text (NULL: null). */
void mc_json_key_text(struct mc_json_writer *writer, const char *key, const char *text);

/** Writes a key and a whole number. */
void mc_json_key_int(struct mc_json_writer *writer, const char *key, int64_t value);

/** Writes a key and a truth value. */
void mc_json_key_bool(struct mc_json_writer *writer, const char *key, bool value);

/** Appends len bytes to buf as a quoted JSON text, escaped as the writer does it. */
void mc_json_quote(struct mc_buf *buf, const char *bytes, size_t len);

#endif
