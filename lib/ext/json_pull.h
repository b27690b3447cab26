/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_JSON_PULL_H
#define MC_EXT_JSON_PULL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "ext/json_lex.h"

/*
 * A pull reader of JSON, for large documents that nobody trusts: nothing is built, and memory grows only with
 * the depth.  As strict as mc_json_open().
 */

/** Members of one object; a check for keys that come twice takes a time that grows with its square. */
#define MC_JSON_PULL_MAX_KEYS 1000u

enum mc_json_token_kind {
	MC_JSON_IS_OBJECT, /* starts */
	MC_JSON_IS_OBJECT_END,
	MC_JSON_IS_ARRAY, /* starts */
	MC_JSON_IS_ARRAY_END,
	MC_JSON_IS_TEXT,
	MC_JSON_IS_NUMBER,
	MC_JSON_IS_TRUE,
	MC_JSON_IS_FALSE,
	MC_JSON_IS_NULL,
	MC_JSON_IS_DONE, /* the document has ended */
};

/** What stands next; the slices are valid until the next call. */
struct mc_json_token {
	enum mc_json_token_kind kind;
	struct mc_str key; /* of a member of an object; ptr is NULL elsewhere */
	struct mc_str raw; /* TEXT: as written, without the quotes; NUMBER: its digits */
};

/** A document that is being read. */
struct mc_json_pull {
	struct mc_json_lex lex;
	const char *start;
	unsigned depth;
	bool is_begun;
	bool is_first; /* nothing stands yet in the innermost object or array */
	char closes[MC_JSON_MAX_DEPTH];
	size_t key_starts[MC_JSON_MAX_DEPTH]; /* of the keys of each depth in the list */
	uint64_t *keys;			      /* fingerprints of the keys of all open objects */
	size_t key_count;
	size_t key_capacity;
	struct mc_buf key; /* the last one, when it was written with escapes */
};

#define MC_JSON_PULL_INIT \
	{ \
		.key = MC_BUF_INIT \
	}

/** Starts to read len bytes, which have a zero behind them and must stay; a byte order mark is skipped. */
void mc_json_pull_start(struct mc_json_pull *pull, const char *bytes, size_t len);

/** Frees what reading took. */
void mc_json_pull_release(struct mc_json_pull *pull);

/**
 * Reads what stands next. Errors: MC_E_INPUT with "line:column: …", those of mc_json_open() and more than
 * MC_JSON_PULL_MAX_KEYS keys in an object; nothing may be read then.
 */
struct mc_err *mc_json_pull_next(struct mc_json_token *token, struct mc_json_pull *pull) MC_MUST_USE;

/** Passes over the value that token is or starts. Errors: as mc_json_pull_next(). */
struct mc_err *mc_json_pull_skip(struct mc_json_pull *pull, const struct mc_json_token *token) MC_MUST_USE;

/** Appends the text that was written as raw, cut after limit_bytes between two characters. */
void mc_json_pull_text(struct mc_buf *text, struct mc_str raw, size_t limit_bytes);

/** An error at the place that was read last, with "line:column: " before message. */
struct mc_err *mc_json_pull_error(const struct mc_json_pull *pull, const char *message) MC_MUST_USE;

#endif
