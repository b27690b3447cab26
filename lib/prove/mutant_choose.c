/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "prove/mutant.h"

enum { KINDS = MC_MUTANT_DECLARATION + 1 };

/*
 * How many of each kind are kept: every kind gets the same share, and what a kind does not need goes to the
 * others, one after the other.
 */
static void share(size_t quota[KINDS], const size_t have[KINDS], size_t most)
{
	size_t left = most;

	memset(quota, 0, KINDS * sizeof(*quota));
	while (left > 0) {
		size_t given = 0;

		for (size_t kind = 0; kind < KINDS && left > 0; kind++) {
			if (quota[kind] < have[kind]) {
				quota[kind]++;
				left--;
				given++;
			}
		}
		if (given == 0)
			return;
	}
}

/* Marks the chosen among count mutants of one file: of n of a kind, the first, and then every n/quota-th. */
static void choose(bool *is_chosen, const struct mc_mutant *items, size_t count, size_t most)
{
	size_t have[KINDS] = { 0 };
	size_t seen[KINDS] = { 0 };
	size_t quota[KINDS];

	for (size_t i = 0; i < count; i++)
		have[items[i].kind]++;
	share(quota, have, most);
	for (size_t i = 0; i < count; i++) {
		size_t kind = items[i].kind;
		size_t index = seen[kind]++;

		/* The place changes its multiple of have/quota here. */
		is_chosen[i] = quota[kind] > 0 &&
			       index * quota[kind] / have[kind] != (index + 1) * quota[kind] / have[kind];
	}
}

void mc_mutants_choose(struct mc_mutants *mutants, size_t most)
{
	size_t kept = 0;

	for (size_t from = 0, to; most > 0 && from < mutants->count; from = to) {
		for (to = from;
		     to < mutants->count && mutants->items[to].text.ptr == mutants->items[from].text.ptr;
		     to++)
			;
		bool *is_chosen = mc_alloc_zero(to - from, sizeof(*is_chosen));

		choose(is_chosen, mutants->items + from, to - from, most);
		for (size_t i = from; i < to; i++) {
			if (is_chosen[i - from])
				mutants->items[kept++] = mutants->items[i];
		}
		free(is_chosen);
	}
	if (most > 0)
		mutants->count = kept;
}
