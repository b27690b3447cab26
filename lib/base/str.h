/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_STR_H
#define MC_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/** A slice of somebody else's bytes; may contain zeros and need not be terminated. */
struct mc_str {
	const char *ptr;
	size_t len;
};

/** The slice of a whole zero-terminated text. */
static inline struct mc_str mc_str(const char *text)
{
	return (struct mc_str){ text, strlen(text) };
}

/** True when both hold the same bytes. */
static inline bool mc_str_is_equal(struct mc_str a, struct mc_str b)
{
	return a.len == b.len && (a.len == 0 || !memcmp(a.ptr, b.ptr, a.len));
}

/** Cuts the first line off text: returns it without its '\n' and moves text behind it; false when text is
 * empty. */
bool mc_str_cut_line(struct mc_str *line, struct mc_str *text);

/** text without white space (as isspace() in the C locale) at both ends. */
struct mc_str mc_str_trim(struct mc_str text);

/** Edit distance of two short names (insert, delete, replace, swap of neighbours); for "did you mean". */
size_t mc_str_distance(const char *a, const char *b);

/** Of count names the nearest to word, or NULL when none is near enough to be meant. */
const char *mc_str_nearest(const char *word, const char *const names[], size_t count);

/**
 * True when path matches glob: '*' and '?' stop at '/', '**' does not, '[…]' is a class.  "**" alone matches
 * all; "a/" followed by "**" matches everything below a.
 */
bool mc_str_is_match(const char *glob, const char *path);

#endif
