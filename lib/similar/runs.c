/* SPDX-License-Identifier: MIT */
#include "similar/runs.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/vec.h"

#define NONE UINT32_MAX

/* Of a piece that stands in many places only so many are tried. */
#define MAX_TRIES 32u

/* Programs that repeat one statement are equal everywhere: for each of their codes no more steps are taken.
 */
#define STEPS_FOR_EACH 64u

struct finder {
	const struct mc_codes *a;
	const struct mc_codes *b;
	bool *used_a;
	bool *used_b;
	uint32_t *heads; /* by hash: the last place in b */
	uint32_t *nexts; /* the place before with the same hash */
	size_t room;	 /* of heads, a power of two */
	size_t steps;	 /* that may still be taken */
	struct mc_runs candidates;
};

void mc_runs_release(struct mc_runs *runs)
{
	free(runs->items);
	*runs = (struct mc_runs)MC_RUNS_INIT;
}

struct mc_codes mc_codes_of(const struct mc_canon *canon, const bool *is_given)
{
	size_t files = canon->count > 0 ? canon->items[canon->count - 1].file : 0;
	struct mc_codes codes = { mc_alloc_zero(canon->count + files + 1, sizeof(*codes.items)), 0 };

	for (size_t i = 0; i < canon->count; i++) {
		size_t at = i + canon->items[i].file;

		codes.items[at] = is_given && is_given[i] ? 0 : canon->items[i].code;
		codes.count = at + 1;
	}
	return codes;
}

static size_t hash_at(const uint16_t *codes, size_t room)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < MC_RUN_MIN; i++)
		hash = (hash ^ codes[i]) * 1099511628211u;
	return (hash ^ hash >> 32) & (room - 1);
}

static void index_b(struct finder *finder)
{
	size_t count = finder->b->count;

	for (finder->room = 64; finder->room < count; finder->room *= 2)
		;
	finder->heads = mc_alloc(finder->room * sizeof(*finder->heads));
	finder->nexts = mc_alloc((count + 1) * sizeof(*finder->nexts));
	for (size_t i = 0; i < finder->room; i++)
		finder->heads[i] = NONE;
	/* From the end, so that the first place is tried first. */
	for (size_t i = count >= MC_RUN_MIN ? count - MC_RUN_MIN + 1 : 0; i-- > 0;) {
		size_t hash = hash_at(finder->b->items + i, finder->room);

		finder->nexts[i] = finder->heads[hash];
		finder->heads[hash] = (uint32_t)i;
	}
}

static bool is_equal(const struct finder *finder, size_t a, size_t b)
{
	return finder->a->items[a] && finder->a->items[a] == finder->b->items[b] && !finder->used_a[a] &&
	       !finder->used_b[b];
}

static size_t run_len(struct finder *finder, size_t a, size_t b)
{
	size_t len = 0;

	while (a + len < finder->a->count && b + len < finder->b->count && is_equal(finder, a + len, b + len))
		len++;
	finder->steps -= len < finder->steps ? len : finder->steps;
	return len;
}

static void find_candidates(struct finder *finder)
{
	struct mc_runs *out = &finder->candidates;

	for (size_t a = 0; a + MC_RUN_MIN <= finder->a->count && finder->steps > 0; a++) {
		uint32_t b = finder->heads[hash_at(finder->a->items + a, finder->room)];

		for (unsigned tries = 0; b != NONE && tries < MAX_TRIES; b = finder->nexts[b], tries++) {
			bool goes_back = a > 0 && b > 0 && is_equal(finder, a - 1, b - 1);
			size_t len = goes_back ? 0 : run_len(finder, a, b);

			if (len >= MC_RUN_MIN)
				*MC_VEC_ADD(out->items, out->count, out->capacity) =
					(struct mc_run){ (uint32_t)a, b, (uint32_t)len };
		}
	}
}

static int by_len(const void *x, const void *y)
{
	const struct mc_run *one = x;
	const struct mc_run *other = y;

	if (one->len != other->len)
		return one->len > other->len ? -1 : 1;
	if (one->a != other->a)
		return one->a < other->a ? -1 : 1;
	return (one->b > other->b) - (one->b < other->b);
}

static void take(struct mc_runs *runs, struct finder *finder, const struct mc_run *run)
{
	for (size_t i = 0; i < run->len; i++)
		finder->used_a[run->a + i] = finder->used_b[run->b + i] = true;
	*MC_VEC_ADD(runs->items, runs->count, runs->capacity) = *run;
}

/* The longest first; of one that a longer one has covered in part what is left at its end or start. */
static void take_candidates(struct mc_runs *runs, struct finder *finder)
{
	struct mc_runs *candidates = &finder->candidates;

	if (candidates->count > 1)
		qsort(candidates->items, candidates->count, sizeof(*candidates->items), by_len);
	for (size_t i = 0; i < candidates->count; i++) {
		struct mc_run run = candidates->items[i];

		while (run.len >= MC_RUN_MIN && !is_equal(finder, run.a, run.b)) {
			run.a++;
			run.b++;
			run.len--;
		}
		size_t len = run_len(finder, run.a, run.b);

		run.len = len < run.len ? (uint32_t)len : run.len;
		if (run.len >= MC_RUN_MIN)
			take(runs, finder, &run);
	}
}

void mc_runs_find(struct mc_runs *runs, const struct mc_codes *a, const struct mc_codes *b)
{
	struct finder finder = { .a = a, .b = b, .steps = STEPS_FOR_EACH * (a->count + b->count) };

	runs->count = 0;
	finder.used_a = mc_alloc_zero(a->count + 1, sizeof(*finder.used_a));
	finder.used_b = mc_alloc_zero(b->count + 1, sizeof(*finder.used_b));
	index_b(&finder);
	find_candidates(&finder);
	take_candidates(runs, &finder);
	free(finder.used_a);
	free(finder.used_b);
	free(finder.heads);
	free(finder.nexts);
	mc_runs_release(&finder.candidates);
}
