/* SPDX-License-Identifier: MIT */
#ifndef MC_SHEET_ATTACK_H
#define MC_SHEET_ATTACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/*
 * What a reader can compute who has tables with hidden figures, paper and time.  He knows every figure that
 * is shown, that a total is the sum of its parts, that people come in whole numbers, and our rule: a figure
 * that is hidden is not 0, because 0 is always shown.  He does not know which figures were hidden because
 * they are small and which only so that the small ones cannot be computed: all bear the same mark.
 */

/** No upper limit. */
#define MC_UNLIMITED INT64_MAX

/** Largest count of people. */
#define MC_COUNT_MAX INT64_C(1000000000000)

/** A total and the counts that it is the sum of; indexes into the list of counts. */
struct mc_relation {
	size_t total;
	const size_t *parts;
	size_t part_count;
};

/** What is known of a count before anything is computed: low = high when it is shown. */
struct mc_known {
	int64_t low;
	int64_t high; /* MC_UNLIMITED: nothing */
};

/** What can be computed of a count. */
struct mc_bounds {
	int64_t low;  /* it cannot be less … */
	int64_t high; /* … or more: exact over the fractions, so never narrower than what is true */
	/* Whole numbers that it can be, as tables which fit everything known were met; before the
	 * computation: those known beforehand. seen_low > seen_high: none. */
	int64_t seen_low;
	int64_t seen_high;
};

/** No whole number has been seen. */
#define MC_BOUNDS_INIT \
	{ \
		.low = 0, .high = MC_UNLIMITED, .seen_low = 1, .seen_high = 0 \
	}

/** The question. */
struct mc_attack {
	const struct mc_known *known; /* of each count */
	size_t count;
	const struct mc_relation *relations;
	size_t relation_count;
	const bool *is_target; /* for which counts the bounds are wanted; NULL: all */
	/* A target is left alone, with the bounds known beforehand, as soon as its seen_high - seen_low is so
	 * large; 0: never. */
	int64_t enough;
};

/**
 * Computes the bounds of count figures by linear programming in whole numbers.
 *
 * bounds   one for each count; what was seen before is taken over, and grows
 * is_sound false when no table fits what is known: the tables contradict each other; then bounds is not set
 *
 * Errors: MC_E_LIMIT when the tables are too large to compute with.
 */
struct mc_err *mc_disclosure_bounds(struct mc_bounds *bounds, bool *is_sound, const struct mc_attack *attack)
	MC_MUST_USE;

/** How far apart the whole numbers are that were seen; MC_UNLIMITED without an upper one, -1 when none were.
 */
int64_t mc_bounds_seen(const struct mc_bounds *bounds);

/** How far apart the bounds are; MC_UNLIMITED without an upper one. */
int64_t mc_bounds_width(const struct mc_bounds *bounds);

#endif
