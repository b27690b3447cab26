/* SPDX-License-Identifier: MIT */
#include "similar/tile.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/vec.h"

#define NONE UINT32_MAX

/* Of a piece that stands in many places only so many are tried. */
#define MAX_TRIES 32u

/* A run of equal codes. */
struct run {
	uint32_t a;
	uint32_t b;
	uint32_t len;
};

struct tiler {
	const struct mc_canon *a;
	const struct mc_canon *b;
	bool *used_a; /* or given to all */
	bool *used_b;
	uint32_t *heads; /* by hash: the last place in b */
	uint32_t *nexts; /* the place before with the same hash */
	size_t room;	 /* of heads, a power of two */
	struct run *runs;
	size_t run_count;
	size_t run_capacity;
};

void mc_tiles_release(struct mc_tiles *tiles)
{
	free(tiles->items);
	*tiles = (struct mc_tiles)MC_TILES_INIT;
}

static size_t hash_at(const struct mc_canon *canon, size_t at, size_t room)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < MC_TILE_MIN; i++)
		hash = (hash ^ canon->items[at + i].code) * 1099511628211u;
	return (hash ^ hash >> 32) & (room - 1);
}

static void index_b(struct tiler *tiler)
{
	size_t count = tiler->b->count;

	for (tiler->room = 64; tiler->room < count; tiler->room *= 2)
		;
	tiler->heads = mc_alloc(tiler->room * sizeof(*tiler->heads));
	tiler->nexts = mc_alloc((count + 1) * sizeof(*tiler->nexts));
	for (size_t i = 0; i < tiler->room; i++)
		tiler->heads[i] = NONE;
	/* From the end, so that the first place is tried first. */
	for (size_t i = count >= MC_TILE_MIN ? count - MC_TILE_MIN + 1 : 0; i-- > 0;) {
		size_t hash = hash_at(tiler->b, i, tiler->room);

		tiler->nexts[i] = tiler->heads[hash];
		tiler->heads[hash] = (uint32_t)i;
	}
}

static bool is_equal(const struct tiler *tiler, size_t a, size_t b)
{
	return tiler->a->items[a].code == tiler->b->items[b].code && !tiler->used_a[a] && !tiler->used_b[b];
}

/* How far both are equal, in one file each. */
static size_t run_len(const struct tiler *tiler, size_t a, size_t b)
{
	size_t len = 0;

	while (a + len < tiler->a->count && b + len < tiler->b->count && is_equal(tiler, a + len, b + len) &&
	       tiler->a->items[a + len].file == tiler->a->items[a].file &&
	       tiler->b->items[b + len].file == tiler->b->items[b].file)
		len++;
	return len;
}

static bool goes_back(const struct tiler *tiler, size_t a, size_t b)
{
	return a > 0 && b > 0 && is_equal(tiler, a - 1, b - 1) &&
	       tiler->a->items[a - 1].file == tiler->a->items[a].file &&
	       tiler->b->items[b - 1].file == tiler->b->items[b].file;
}

static void find_runs(struct tiler *tiler)
{
	for (size_t a = 0; a + MC_TILE_MIN <= tiler->a->count; a++) {
		uint32_t b = tiler->heads[hash_at(tiler->a, a, tiler->room)];

		for (unsigned tries = 0; b != NONE && tries < MAX_TRIES; b = tiler->nexts[b], tries++) {
			size_t len = goes_back(tiler, a, b) ? 0 : run_len(tiler, a, b);

			if (len >= MC_TILE_MIN)
				*MC_VEC_ADD(tiler->runs, tiler->run_count, tiler->run_capacity) =
					(struct run){ (uint32_t)a, b, (uint32_t)len };
		}
	}
}

static int by_len(const void *x, const void *y)
{
	const struct run *one = x;
	const struct run *other = y;

	if (one->len != other->len)
		return one->len > other->len ? -1 : 1;
	if (one->a != other->a)
		return one->a < other->a ? -1 : 1;
	return (one->b > other->b) - (one->b < other->b);
}

/* The lines of a piece; those of its codes need not rise. */
struct mc_span_lines mc_tile_lines(const struct mc_canon *canon, size_t from, size_t len)
{
	struct mc_span_lines lines = { canon->items[from].file, canon->items[from].line,
				       canon->items[from].line };

	for (size_t i = from; i < from + len; i++) {
		uint32_t line = canon->items[i].line;

		lines.from = line < lines.from ? line : lines.from;
		lines.to = line > lines.to ? line : lines.to;
	}
	return lines;
}

static float rarity_of(const struct tiler *tiler, const struct run *run, const struct mc_prints *prints,
		       size_t program_count)
{
	double sum = 0;
	size_t count = 0;

	/* A third of them tells enough. */
	for (size_t i = 0; i < run->len; i += 3) {
		size_t having = mc_prints_frequency(prints, tiler->a, run->a + i);

		if (having == 0)
			continue;
		sum += log((double)program_count / (double)having);
		count++;
	}
	return count ? (float)(sum / (double)count) : 0;
}

static void take_run(struct mc_tiles *tiles, struct tiler *tiler, const struct run *run,
		     const struct mc_prints *prints, size_t program_count)
{
	for (size_t i = 0; i < run->len; i++)
		tiler->used_a[run->a + i] = tiler->used_b[run->b + i] = true;
	*MC_VEC_ADD(tiles->items, tiles->count, tiles->capacity) =
		(struct mc_tile){ .a = mc_tile_lines(tiler->a, run->a, run->len),
				  .b = mc_tile_lines(tiler->b, run->b, run->len),
				  .tokens = run->len,
				  .rarity = rarity_of(tiler, run, prints, program_count) };
}

/* The longest first; of one that a longer one has covered in part what is left at its end or start. */
static void take_runs(struct mc_tiles *tiles, struct tiler *tiler, const struct mc_prints *prints,
		      size_t program_count)
{
	if (tiler->run_count > 1)
		qsort(tiler->runs, tiler->run_count, sizeof(*tiler->runs), by_len);
	for (size_t i = 0; i < tiler->run_count; i++) {
		struct run run = tiler->runs[i];

		while (run.len >= MC_TILE_MIN && !is_equal(tiler, run.a, run.b)) {
			run.a++;
			run.b++;
			run.len--;
		}
		size_t len = run_len(tiler, run.a, run.b);

		run.len = len < run.len ? (uint32_t)len : run.len;
		if (run.len >= MC_TILE_MIN)
			take_run(tiles, tiler, &run, prints, program_count);
	}
}

/* Lines with a code in a shared piece. */
static size_t count_lines(const struct mc_canon *canon, const bool *used, const bool *is_given)
{
	size_t count = 0;
	uint32_t line = 0;
	uint16_t file = 0;

	for (size_t i = 0; i < canon->count; i++) {
		const struct mc_canon_item *item = &canon->items[i];

		if (!used[i] || is_given[i] || (count > 0 && item->line == line && item->file == file))
			continue;
		count++;
		line = item->line;
		file = item->file;
	}
	return count;
}

static int by_rarity(const void *x, const void *y)
{
	const struct mc_tile *one = x;
	const struct mc_tile *other = y;

	if (one->rarity > other->rarity || one->rarity < other->rarity)
		return one->rarity > other->rarity ? -1 : 1;
	if (one->tokens != other->tokens)
		return one->tokens > other->tokens ? -1 : 1;
	if (one->a.file != other->a.file)
		return one->a.file < other->a.file ? -1 : 1;
	return (one->a.from > other->a.from) - (one->a.from < other->a.from);
}

static bool *copy_of(const bool *marks, size_t count)
{
	bool *copy = mc_alloc_zero(count + 1, sizeof(*copy));

	for (size_t i = 0; i < count; i++)
		copy[i] = marks[i];
	return copy;
}

void mc_tile(struct mc_tiles *tiles, const struct mc_canon *a, const bool *is_given_a,
	     const struct mc_canon *b, const bool *is_given_b, const struct mc_prints *prints,
	     size_t program_count)
{
	struct tiler tiler = { .a = a, .b = b };

	tiler.used_a = copy_of(is_given_a, a->count);
	tiler.used_b = copy_of(is_given_b, b->count);
	tiles->count = 0;
	index_b(&tiler);
	find_runs(&tiler);
	take_runs(tiles, &tiler, prints, program_count);
	if (tiles->count > 1)
		qsort(tiles->items, tiles->count, sizeof(*tiles->items), by_rarity);
	size_t lines_a = count_lines(a, tiler.used_a, is_given_a);
	size_t lines_b = count_lines(b, tiler.used_b, is_given_b);

	tiles->lines = lines_a < lines_b ? lines_a : lines_b;
	free(tiler.used_a);
	free(tiler.used_b);
	free(tiler.heads);
	free(tiler.nexts);
	free(tiler.runs);
}

void mc_tiles_rank(struct mc_tiles *tiles, const struct mc_canon *a)
{
	if (tiles->count > 1)
		qsort(tiles->items, tiles->count, sizeof(*tiles->items), by_rarity);
	tiles->lines = 0;
	for (size_t i = 0; i < a->count; i++) {
		const struct mc_canon_item *item = &a->items[i];
		bool is_new = i == 0 || item->line != item[-1].line || item->file != item[-1].file;

		for (size_t k = 0; is_new && k < tiles->count; k++) {
			const struct mc_span_lines *lines = &tiles->items[k].a;

			if (lines->file == item->file && item->line >= lines->from &&
			    item->line <= lines->to) {
				tiles->lines++;
				break;
			}
		}
	}
}
