/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_JSON_H
#define MC_EXT_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/** Largest document that is read. */
#define MC_JSON_MAX_BYTES (8u * 1024 * 1024)

/** A parsed JSON document with the text it came from. */
struct mc_json;

/** One value of a document; belongs to it. */
struct mc_json_node;

/** A place in a text, for people: both count from 1, columns count characters. */
struct mc_json_place {
	unsigned line;
	unsigned column;
};

enum mc_json_type {
	MC_JSON_NULL,
	MC_JSON_BOOL,
	MC_JSON_NUMBER,
	MC_JSON_TEXT,
	MC_JSON_ARRAY,
	MC_JSON_OBJECT,
};

/**
 * Parses len bytes strictly: one document in UTF-8 (a byte order mark is skipped), nothing behind it, no key
 * twice in an object, at most 64 levels and MC_JSON_MAX_BYTES.
 *
 * json      set on success; release with mc_json_free(); the bytes are copied
 * error_at  set on failure; when NULL, the message starts with "line:column: " instead
 *
 * Errors: MC_E_INPUT.
 */
struct mc_err *mc_json_open(struct mc_json **json, struct mc_json_place *error_at, const char *bytes,
			    size_t len) MC_MUST_USE;

/** The same with another limit, below 2 GiB: for documents that we wrote ourselves. */
struct mc_err *mc_json_open_up_to(struct mc_json **json, struct mc_json_place *error_at, const char *bytes,
				  size_t len, size_t limit_bytes) MC_MUST_USE;

/**
 * Reads and parses the file at path; messages start with "path:line:column: ". Errors: MC_E_INPUT, MC_E_IO.
 */
struct mc_err *mc_json_open_file(struct mc_json **json, const char *path) MC_MUST_USE;

/** Releases a document; NULL is allowed. */
void mc_json_free(struct mc_json *json);
MC_AUTOPTR_DEFINE(mc_json);

/** The outermost value. */
const struct mc_json_node *mc_json_root(const struct mc_json *json);

/** Type of a value. */
enum mc_json_type mc_json_type(const struct mc_json_node *node);

/** The text of a value, or NULL when it is none (or node is NULL); belongs to the document. */
const char *mc_json_as_text(const struct mc_json_node *node);

/** True when node is this text, or an array that has it. */
bool mc_json_has_text(const struct mc_json_node *node, const char *text);

/** Sets value and returns true when node is a number. */
bool mc_json_as_number(double *value, const struct mc_json_node *node);

/** Sets value and returns true when node is true or false. */
bool mc_json_as_bool(bool *value, const struct mc_json_node *node);

/** Number of elements or members; 0 for other types. */
size_t mc_json_count(const struct mc_json_node *node);

/**
 * First element or member in the order of the text, or NULL; so for (n = first(x); n; n = next(n)) visits
 * all.
 */
const struct mc_json_node *mc_json_first(const struct mc_json_node *node);

/** The element or member behind node, or NULL. */
const struct mc_json_node *mc_json_next(const struct mc_json_node *node);

/** The key of an object's member; NULL for elements of arrays and the root. */
const char *mc_json_key_of(const struct mc_json_node *node);

/** The member called key (case matters) of an object, or NULL; also NULL when node is NULL or no object. */
const struct mc_json_node *mc_json_find(const struct mc_json_node *node, const char *key);

/** The value that a JSON pointer (RFC 6901: "", "/tests/0/id") names, or NULL. */
const struct mc_json_node *mc_json_find_pointer(const struct mc_json *json, const char *pointer);

/** Appends the JSON pointer of a value of the document. Takes time in proportion to the document. */
void mc_json_pointer(struct mc_buf *pointer, const struct mc_json *json, const struct mc_json_node *node);

/** Where a value starts. Takes time in proportion to the text before it. */
struct mc_json_place mc_json_place(const struct mc_json *json, const struct mc_json_node *node);

/** Where the key of a member starts; of other values: where the value starts. */
struct mc_json_place mc_json_key_place(const struct mc_json *json, const struct mc_json_node *node);

/**
 * The text of a value as it stands in the document, without white space around it; belongs to the document.
 */
struct mc_str mc_json_raw(const struct mc_json *json, const struct mc_json_node *node);

/** The text of a member's key as it stands in the document, with its quotes. */
struct mc_str mc_json_raw_key(const struct mc_json *json, const struct mc_json_node *node);

/** Appends one part to a JSON pointer: '/' and the name with '~' and '/' escaped. */
void mc_json_pointer_add(struct mc_buf *pointer, const char *name);

#endif
