/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_REGEX_H
#define MC_EXT_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/** A compiled regular expression in the syntax of PCRE2 (pcre2pattern(3)). */
struct mc_regex;

/** '^' and '$' match at every line. */
#define MC_REGEX_MULTILINE 1u
/** Letters match in either case. */
#define MC_REGEX_IGNORE_CASE 2u
/** '.' matches line breaks too. */
#define MC_REGEX_DOT_ALL 4u

/**
 * Compiles pattern. Classes such as \w know the letters of all scripts where pattern and subject are UTF-8.
 *
 * regex     set on success; release with mc_regex_free()
 * error_at  set on failure: byte of the pattern at which it is wrong; may be NULL
 *
 * Errors: MC_E_INPUT (the message names the fault).
 */
struct mc_err *mc_regex_open(struct mc_regex **regex, size_t *error_at, const char *pattern, unsigned flags)
	MC_MUST_USE;

/** Releases an expression; NULL is allowed. */
void mc_regex_free(struct mc_regex *regex);
MC_AUTOPTR_DEFINE(mc_regex);

/**
 * Sets matched to whether the expression is found anywhere in len bytes of subject, which need not be UTF-8.
 * Errors: MC_E_LIMIT when the search takes more steps, memory or time (some seconds of CPU) than any sensible
 * pattern needs on a text that was not made against it.
 */
struct mc_err *mc_regex_is_match(bool *matched, const struct mc_regex *regex, const char *subject, size_t len)
	MC_MUST_USE;

/**
 * Counts the matches that do not overlap.
 * Errors: as mc_regex_is_match(); all searches together may take a few seconds of CPU time.
 */
struct mc_err *mc_regex_count(size_t *count, const struct mc_regex *regex, const char *subject, size_t len)
	MC_MUST_USE;

#endif
