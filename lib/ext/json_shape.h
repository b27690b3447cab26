/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_JSON_SHAPE_H
#define MC_EXT_JSON_SHAPE_H

#include "ext/json_pull.h"

/*
 * Reads a document by a table of what it must look like, without building it.  Keys that no table knows are
 * passed over: formats grow.
 */

/** What a value must be. */
enum mc_json_want {
	MC_JSON_WANT_ANY,
	MC_JSON_WANT_TEXT,
	MC_JSON_WANT_FILLED, /* a text that is not empty */
	MC_JSON_WANT_NUMBER,
	MC_JSON_WANT_WHOLE,    /* a number without a fraction */
	MC_JSON_WANT_POSITIVE, /* a whole number from 1 */
	MC_JSON_WANT_BOOL,
	MC_JSON_WANT_OBJECT, /* inner says more; NULL: any object */
	MC_JSON_WANT_ARRAY,  /* of objects that inner describes */
	MC_JSON_WANT_TEXTS,  /* an array of texts */
	MC_JSON_WANT_OWN,    /* the reader's own check: it gets the value and answers for it */
};

struct mc_json_shape;

struct mc_json_field {
	const char *key;
	size_t key_len;
	enum mc_json_want want;
	bool is_required;
	const struct mc_json_shape *inner;
};

/** An object; at most 64 fields. */
struct mc_json_shape {
	const struct mc_json_field *fields;
	size_t count;
};

#define MC_JSON_FIELD(name, wanted) \
	{ \
		.key = (name), .key_len = sizeof(name) - 1, .want = (wanted) \
	}
#define MC_JSON_FIELD_NEEDED(name, wanted) \
	{ \
		.key = (name), .key_len = sizeof(name) - 1, .want = (wanted), .is_required = true \
	}
#define MC_JSON_FIELD_INNER(name, wanted, shape, needed) \
	{ \
		.key = (name), .key_len = sizeof(name) - 1, .want = (wanted), .is_required = (needed), \
		.inner = &(shape) \
	}

/** What a reader does with what comes. */
struct mc_json_taker {
	/**
	 * Gets each value that is no object and no array of objects, after its check; of texts in an array
	 * one after the other, with an ARRAY_END at last.  Reads nothing further, but for MC_JSON_WANT_OWN
	 * the whole value.
	 */
	struct mc_err *(*take)(void *context, const struct mc_json_field *field,
			       const struct mc_json_token *token, struct mc_json_pull *pull);
	/** Gets the end of each object of this shape; the return value false ends the reading. */
	bool (*end)(void *context, const struct mc_json_shape *shape);
	void *context;
};

/**
 * Reads a whole document whose outermost value is an object of this shape.
 *
 * Errors: MC_E_INPUT with "line:column: …": what mc_json_pull_next() gives, a value that is not as wanted, a
 * key that is missing; what take() gives.
 */
struct mc_err *mc_json_shape_read(struct mc_json_pull *pull, const struct mc_json_shape *shape,
				  const struct mc_json_taker *taker) MC_MUST_USE;

#endif
