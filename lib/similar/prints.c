/* SPDX-License-Identifier: MIT */
#include "similar/prints.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/vec.h"

/* How many codes a fingerprint is made of, and of how many that follow each other at least one is kept. */
static const struct {
	size_t len;
	size_t window;
} shapes[MC_CHANNEL_COUNT] = {
	[MC_CHANNEL_CODE] = { 12, 4 },
	[MC_CHANNEL_SHORT] = { 5, 4 },
	[MC_CHANNEL_RAW] = { 8, 8 },
};

#define MAX_WINDOW 8u

/* An odd number without a pattern: powers of it weigh the places of a fingerprint. */
#define BASE 0x9e3779b97f4a7c15u

void mc_prints_release(struct mc_prints *prints)
{
	free(prints->items);
	*prints = (struct mc_prints)MC_PRINTS_INIT;
}

/* Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014. */
static inline uint64_t mix(uint64_t value)
{
	value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9u;
	value = (value ^ value >> 27) * 0x94d049bb133111ebu;
	return value ^ value >> 31;
}

static uint64_t power(size_t exponent)
{
	uint64_t result = 1;

	while (exponent-- > 0)
		result *= BASE;
	return result;
}

/* A row of codes of one file, of which fingerprints are taken. */
struct row {
	const struct mc_canon *canon;
	size_t from;
	size_t to;
	enum mc_channel channel;
};

static inline uint64_t value_at(const struct row *row, size_t at)
{
	return row->channel == MC_CHANNEL_RAW ? row->canon->raw[at] : mix(row->canon->items[at].code + 1u);
}

/* Walks over all fingerprints of a row. */
struct walk {
	struct row row;
	size_t len;
	size_t at; /* behind the last code of the one at hand */
	uint64_t rolling;
	uint64_t highest; /* the weight of the code that leaves */
};

static struct walk walk_start(const struct row *row)
{
	struct walk walk = { .row = *row, .len = shapes[row->channel].len, .at = row->from };

	walk.highest = power(walk.len - 1);
	return walk;
}

/* The next fingerprint, without its program; false at the end. */
static inline bool walk_next(uint64_t *print, struct walk *walk)
{
	size_t missing = walk->at == walk->row.from ? walk->len : 1;

	if (walk->row.to - walk->at < missing)
		return false;
	if (walk->at > walk->row.from)
		walk->rolling -= value_at(&walk->row, walk->at - walk->len) * walk->highest;
	while (missing-- > 0)
		walk->rolling = walk->rolling * BASE + value_at(&walk->row, walk->at++);
	*print = (uint64_t)walk->row.channel << 62 | mix(walk->rolling) >> 22 << 20;
	return true;
}

static bool has(const struct mc_prints *prints, uint64_t print)
{
	size_t at = mc_prints_find(prints, mc_print_key(print));

	return at < prints->count && mc_print_key(prints->items[at]) == mc_print_key(print);
}

static void keep(struct mc_prints *prints, uint64_t print, uint32_t program, const struct mc_prints *given)
{
	if (given->count == 0 || !has(given, print))
		*MC_VEC_ADD(prints->items, prints->count, prints->capacity) = print | program;
}

/* Of the fingerprints in each window the smallest is kept; of equal ones the one that was kept before. */
static void choose(struct mc_prints *prints, const struct row *row, uint32_t program,
		   const struct mc_prints *given)
{
	struct walk walk = walk_start(row);
	size_t window = shapes[row->channel].window;
	uint64_t ring[MAX_WINDOW] = { 0 };
	size_t seen = 0;
	size_t least = 0; /* number of the one that was kept last */
	bool is_kept = false;

	for (uint64_t print; walk_next(&print, &walk); seen++) {
		ring[seen % MAX_WINDOW] = print;
		if (seen > 0 && seen - least >= window) {
			least = seen + 1 - window;
			for (size_t i = least + 1; i <= seen; i++) {
				if (ring[i % MAX_WINDOW] <= ring[least % MAX_WINDOW])
					least = i;
			}
			is_kept = false;
		} else if (print < ring[least % MAX_WINDOW]) {
			least = seen;
			is_kept = false;
		}
		if (!is_kept && seen + 1 >= window) {
			keep(prints, ring[least % MAX_WINDOW], program, given);
			is_kept = true;
		}
	}
	if (seen > 0 && seen < window)
		keep(prints, ring[least % MAX_WINDOW], program, given);
}

/* Calls take() for the row of each file; what was written is one row. */
static void for_rows(const struct mc_canon *canon, enum mc_channel channel, void *context,
		     void (*take)(void *context, const struct row *row))
{
	struct row row = { .canon = canon, .channel = channel };

	if (channel == MC_CHANNEL_RAW) {
		row.to = canon->raw_count;
		take(context, &row);
		return;
	}
	while (row.from < canon->count) {
		row.to = row.from + 1;
		while (row.to < canon->count && canon->items[row.to].file == canon->items[row.from].file)
			row.to++;
		take(context, &row);
		row.from = row.to;
	}
}

static void take_all(void *context, const struct row *row)
{
	struct mc_prints *prints = context;
	struct walk walk = walk_start(row);

	for (uint64_t print; walk_next(&print, &walk);)
		*MC_VEC_ADD(prints->items, prints->count, prints->capacity) = print;
}

void mc_prints_add_all(struct mc_prints *prints, const struct mc_canon *canon)
{
	for (unsigned channel = 0; channel < MC_CHANNEL_COUNT; channel++)
		for_rows(canon, (enum mc_channel)channel, prints, take_all);
}

struct choice {
	struct mc_prints *prints;
	const struct mc_prints *given;
	uint32_t program;
};

static void take_chosen(void *context, const struct row *row)
{
	const struct choice *choice = context;

	choose(choice->prints, row, choice->program, choice->given);
}

struct marking {
	bool *is_given;
	const struct mc_prints *given;
};

static void take_marks(void *context, const struct row *row)
{
	const struct marking *marking = context;
	struct walk walk = walk_start(row);

	for (uint64_t print; walk_next(&print, &walk);) {
		if (has(marking->given, print))
			memset(marking->is_given + walk.at - walk.len, true, walk.len);
	}
}

void mc_prints_mark(bool *is_given, const struct mc_canon *canon, const struct mc_prints *given)
{
	struct marking marking = { is_given, given };

	if (given->count > 0)
		for_rows(canon, MC_CHANNEL_CODE, &marking, take_marks);
}

static size_t count_own(const struct mc_canon *canon, const struct mc_prints *given)
{
	size_t own = 0;

	if (given->count == 0)
		return canon->count;
	bool *is_given = mc_alloc_zero(canon->count + 1, sizeof(*is_given));

	mc_prints_mark(is_given, canon, given);
	for (size_t i = 0; i < canon->count; i++)
		own += !is_given[i];
	free(is_given);
	return own;
}

size_t mc_prints_add(struct mc_prints *prints, const struct mc_canon *canon, uint32_t program,
		     const struct mc_prints *given)
{
	struct choice choice = { prints, given, program };
	size_t own = count_own(canon, given);

	for_rows(canon, MC_CHANNEL_CODE, &choice, take_chosen);
	if (own < MC_PRINTS_SHORT)
		for_rows(canon, MC_CHANNEL_SHORT, &choice, take_chosen);
	for_rows(canon, MC_CHANNEL_RAW, &choice, take_chosen);
	return own;
}

size_t mc_prints_find(const struct mc_prints *prints, uint64_t key)
{
	size_t low = 0;
	size_t high = prints->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (mc_print_key(prints->items[middle]) < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t mc_prints_key(uint64_t *key, const struct mc_canon *canon, size_t at)
{
	size_t len = shapes[MC_CHANNEL_CODE].len;
	struct row row = { .canon = canon, .from = at, .to = at + len };
	struct walk walk = walk_start(&row);
	uint64_t print;

	if (row.to > canon->count || canon->items[row.to - 1].file != canon->items[at].file ||
	    !walk_next(&print, &walk))
		return 0;
	*key = mc_print_key(print);
	return len;
}

size_t mc_prints_frequency(const struct mc_prints *prints, const struct mc_canon *canon, size_t at)
{
	uint64_t key;
	size_t count = 0;

	if (mc_prints_key(&key, canon, at) == 0)
		return 0;
	for (size_t i = mc_prints_find(prints, key);
	     i < prints->count && mc_print_key(prints->items[i]) == key; i++)
		count++;
	return count;
}
