/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_FIELDS_H
#define MC_RECORDS_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/*
 * The body of an event: names with texts, whole numbers, or JSON of one's own.  The same fields that are
 * written into the log are given to the function that applies the event, and reading the log gives them
 * again: so what is rebuilt equals what was there.
 */

/** Fields of one event at most. */
#define MC_FIELDS_MAX 32u

enum mc_field_kind { MC_FIELD_TEXT, MC_FIELD_INT, MC_FIELD_JSON };

/** One field; its texts are borrowed from whoever added it. */
struct mc_field {
	enum mc_field_kind kind;
	const char *key;
	const char *text; /* TEXT; JSON: one value without white space */
	int64_t number;	  /* INT */
};

/** The fields of one event, in order. */
struct mc_fields {
	struct mc_field items[MC_FIELDS_MAX];
	size_t count;
};

/** Starts with none. */
void mc_fields_init(struct mc_fields *fields);

/** Add a field. A text of NULL or "" is left out: a field that is not there has no value. */
void mc_fields_add_text(struct mc_fields *fields, const char *key, const char *text);
void mc_fields_add_int(struct mc_fields *fields, const char *key, int64_t number);
void mc_fields_add_json(struct mc_fields *fields, const char *key, const char *json);

/** The text of a field (JSON: as it is written), or NULL. */
const char *mc_fields_text(const struct mc_fields *fields, const char *key);

/** The number of a field, or otherwise when it is not there. */
int64_t mc_fields_int(const struct mc_fields *fields, const char *key, int64_t otherwise);

/** Appends the fields as one JSON object without white space. */
void mc_fields_write(struct mc_buf *out, const struct mc_fields *fields);

/** Reads what mc_fields_write() wrote; texts live in the arena. Errors: MC_E_INPUT. */
struct mc_err *mc_fields_read(struct mc_fields *fields, struct mc_arena *arena, struct mc_str json)
	MC_MUST_USE;

#endif
