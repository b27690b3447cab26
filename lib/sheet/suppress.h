/* SPDX-License-Identifier: MIT */
#ifndef MC_SHEET_SUPPRESS_H
#define MC_SHEET_SUPPRESS_H

#include "sheet/attack.h"

/*
 * Which figures to hide: those of few people, and as few others as it takes so that nobody can compute them.
 */

/** A count that may have to be hidden. */
struct mc_secret {
	int64_t count;
	bool is_unprinted; /* stands nowhere, but follows from what does: it is protected and cannot be shown
			    */
	bool is_told;	   /* is known from an earlier report: to hide it would be no use */
	bool is_hidden;	   /* before: must be hidden, whatever it is (not a 0); after: is to be hidden */
};

/** The tables: counts, and how they add up. Every relation holds for the counts. */
struct mc_secrets {
	struct mc_secret *items;
	size_t count;
	const struct mc_relation *relations;
	size_t relation_count;
};

/**
 * Sets is_hidden of every printed count from 1 to k - 1, then of others until no hidden count, and no
 * unprinted one from 1 to k - 1, can be known to within less than k: its bounds are k apart or more.
 * Hides what tells least: where one relation gives a figure away, something of that relation; parts before
 * totals; what closes several gaps at once; small counts first.  Then shows again what need not be hidden.
 * A count of 0 is never hidden. Depends on nothing but the arguments.
 */
void mc_disclosure_suppress(const struct mc_secrets *secrets, int64_t k);

/** What a reader knows of a count before he computes. */
struct mc_known mc_secret_known(const struct mc_secret *secret);

#endif
