/* SPDX-License-Identifier: MIT */
#ifndef MC_PRINTED_STRICT_H
#define MC_PRINTED_STRICT_H

#include <stdbool.h>

#include "base/arena.h"
#include "ext/canvas.h"
#include "ext/json.h"

/*
 * Strict reading of JSON files that people write: an unknown key, a wrong type or a number that is out of
 * bounds is an error with file, line, column and place.
 */

/** A file while it is read. */
struct mc_strict {
	const char *path;
	const struct mc_json *json;
	struct mc_arena *arena; /* owns texts that come out */
};

/** What a value must be, and what it becomes at its offset. */
enum mc_strict_want {
	MC_STRICT_NUMBER, /* double, from min to max */
	MC_STRICT_COUNT,  /* unsigned, a whole number from min to max */
	MC_STRICT_BOOL,	  /* bool */
	MC_STRICT_TEXT,	  /* const char *, not empty */
	MC_STRICT_CHOICE, /* unsigned: which of names */
	MC_STRICT_COLOUR, /* struct mc_canvas_colour: "#1f4e79" */
	MC_STRICT_ANY,	  /* nothing: the caller reads it */
};

struct mc_strict_field {
	const char *key;
	enum mc_strict_want want;
	size_t offset;
	double min, max;
	const char *const *names; /* of CHOICE */
	size_t name_count;
	bool is_required;
	unsigned kinds; /* bits: in which kinds of objects it may stand; 0: in all */
};

/** An error at a value, or at its key. */
struct mc_err *mc_strict_error(const struct mc_strict *strict, const struct mc_json_node *node,
			       const char *fmt, ...) __attribute__((format(printf, 3, 4))) MC_MUST_USE;
struct mc_err *mc_strict_key_error(const struct mc_strict *strict, const struct mc_json_node *node,
				   const char *fmt, ...) __attribute__((format(printf, 3, 4))) MC_MUST_USE;

/** Reads an object into base. kinds: bits of its kind. Errors: MC_E_INPUT. */
struct mc_err *mc_strict_read(void *base, const struct mc_strict *strict, const struct mc_json_node *object,
			      const struct mc_strict_field fields[], size_t count, unsigned kinds)
	MC_MUST_USE;

/** Checks that a value is of a type. Errors: MC_E_INPUT. */
struct mc_err *mc_strict_type(const struct mc_strict *strict, const struct mc_json_node *node,
			      enum mc_json_type type) MC_MUST_USE;

/** The member called key. Errors: MC_E_INPUT, when there is none. */
struct mc_err *mc_strict_need(const struct mc_json_node **member, const struct mc_strict *strict,
			      const struct mc_json_node *object, const char *key) MC_MUST_USE;

/** Reads one of the names of a CHOICE. Errors: MC_E_INPUT. */
struct mc_err *mc_strict_choice(unsigned *choice, const struct mc_strict *strict,
				const struct mc_json_node *node, const struct mc_strict_field *field)
	MC_MUST_USE;

/** Reads "#1f4e79"; false when text is anything else. */
bool mc_strict_colour(struct mc_canvas_colour *colour, const char *text);

#endif
