/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_COMPARE_H
#define MC_RESULT_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"
#include "course/exercise.h"
#include "result/result.h"

/** What comparing two texts says. */
struct mc_comparison_outcome {
	enum mc_reason_code reason; /* NONE: equal; SPACING: only white space differs; DIFFERS */
	size_t line; /* of the actual text, from 1, where the first difference stands; 0: not known */
	struct mc_buf detail; /* json: what is wrong and where, translated; otherwise empty */
};

#define MC_COMPARISON_OUTCOME_INIT \
	{ \
		.detail = MC_BUF_INIT \
	}

/** Frees what an outcome holds; it is usable again. */
void mc_comparison_outcome_release(struct mc_comparison_outcome *outcome);

/**
 * Compares what a program gave with what was expected, in time linear in both (regex: as PCRE2 needs, with
 * its limits). The actual text may hold any bytes. CRLF equals LF in every mode.
 *
 * tokens    what stands between white space (of any script), by default without case; canonically equivalent
 *           characters are equal; with a tolerance, two tokens that are decimal numbers may differ by it
 *           (absolute, or relative to the expected one: either is enough, as in the Kattis problem package
 *           format)
 * lines     line by line; white space at line ends and empty lines at the end do not count
 * exact     the same bytes; with is_trimmed, white space at both ends does not count
 * contains  the expected text stands somewhere in the actual one, by default without case
 * regex     the expected text is a pattern that matches somewhere, '^' and '$' at every line
 * json      the same value; order of members does not count; an actual text that is no JSON differs, with a
 *           detail
 *
 * outcome   an initialised one; set on success
 * Errors: MC_E_INPUT when the expected text is no pattern or no JSON, or a pattern runs into its limits: the
 * spec's fault.
 */
struct mc_err *mc_compare_texts(struct mc_comparison_outcome *outcome, const struct mc_expect *expect,
				const char *actual, size_t len) MC_MUST_USE;

/**
 * Finds where two lines (without line ends) first differ in the sense of compare (in mode tokens: inside the
 * first tokens that differ), as offsets in bytes; a line that ended gives its length. False when they are
 * equal.
 */
bool mc_compare_find(size_t *actual_at, size_t *wanted_at, const struct mc_compare *compare,
		     struct mc_str actual, struct mc_str wanted);

/**
 * Appends a form of a line that is the same for lines that are equal in the sense of compare, but for
 * tolerances.
 */
void mc_compare_add_line_key(struct mc_buf *key, const struct mc_compare *compare, struct mc_str line);

/** The tokens mode with is_kattis; line is where it went wrong. */
bool mc_compare_kattis(size_t *line, const struct mc_expect *expect, struct mc_str actual);

/** True when a and b are equal or nearer than the tolerances of compare; b is the expected number. */
bool mc_compare_numbers(const struct mc_compare *compare, double a, double b);

/**
 * The json mode alone; sets reason and detail of outcome. Errors: MC_E_INPUT (the expected text is no JSON).
 */
struct mc_err *mc_compare_json(struct mc_comparison_outcome *outcome, const struct mc_expect *expect,
			       const char *actual, size_t len) MC_MUST_USE;

#endif
