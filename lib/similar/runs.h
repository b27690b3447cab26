/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_RUNS_H
#define MC_SIMILAR_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "similar/canon.h"

/** The codes of a program in a row. 0 is like nothing, itself included: it stands between files, and for what
 * was given to all. */
struct mc_codes {
	uint16_t *items;
	size_t count;
};

/** Makes the codes of a program; release items with free(). is_given: one for each item; NULL: none. */
struct mc_codes mc_codes_of(const struct mc_canon *canon, const bool *is_given);

/** Codes that are equal in two programs. */
struct mc_run {
	uint32_t a;
	uint32_t b;
	uint32_t len;
};

struct mc_runs {
	struct mc_run *items;
	size_t count;
	size_t capacity;
};

#define MC_RUNS_INIT \
	{ \
		NULL, 0, 0 \
	}

/** Frees all; usable again. */
void mc_runs_release(struct mc_runs *runs);

/** The least codes of a run. */
#define MC_RUN_MIN 9u

/**
 * Finds runs, the longest first, so that no code of either program is in two.
 * Source: Wise, "String Similarity via Greedy String Tiling and Running Karp-Rabin Matching", 1993.
 */
void mc_runs_find(struct mc_runs *runs, const struct mc_codes *a, const struct mc_codes *b);

#endif
