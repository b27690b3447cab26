/* SPDX-License-Identifier: MIT */
#include "similar/tile.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "similar/runs.h"

void mc_tiles_release(struct mc_tiles *tiles)
{
	free(tiles->items);
	*tiles = (struct mc_tiles)MC_TILES_INIT;
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

static float rarity_of(const struct mc_canon *canon, size_t from, size_t len, const struct mc_prints *prints,
		       size_t program_count)
{
	double sum = 0;
	size_t count = 0;

	/* A third of them tells enough. */
	for (size_t i = from; i < from + len; i += 3) {
		size_t having = mc_prints_frequency(prints, canon, i);

		if (having == 0)
			continue;
		sum += log((double)program_count / (double)having);
		count++;
	}
	return count ? (float)(sum / (double)count) : 0;
}

/* Which item stands at each place of the codes. */
static uint32_t *origins_of(const struct mc_canon *canon, const struct mc_codes *codes)
{
	uint32_t *origins = mc_alloc_zero(codes->count + 1, sizeof(*origins));

	for (size_t i = 0; i < canon->count; i++)
		origins[i + canon->items[i].file] = (uint32_t)i;
	return origins;
}

/* Lines with a code in a shared piece. */
static size_t count_lines(const struct mc_canon *canon, const bool *used)
{
	size_t count = 0;
	uint32_t line = 0;
	uint16_t file = 0;

	for (size_t i = 0; i < canon->count; i++) {
		const struct mc_canon_item *item = &canon->items[i];

		if (!used[i] || (count > 0 && item->line == line && item->file == file))
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

/* One program of the two. */
struct half {
	const struct mc_canon *canon;
	struct mc_codes codes;
	uint32_t *origins;
	bool *used;
};

static void half_release(struct half *half)
{
	free(half->codes.items);
	free(half->origins);
	free(half->used);
}

static struct half half_of(const struct mc_canon *canon, const bool *is_given)
{
	struct half half = { .canon = canon, .codes = mc_codes_of(canon, is_given) };

	half.origins = origins_of(canon, &half.codes);
	half.used = mc_alloc_zero(canon->count + 1, sizeof(*half.used));
	return half;
}

static struct mc_span_lines use(struct half *half, size_t at, size_t len)
{
	size_t from = half->origins[at];

	for (size_t i = from; i < from + len; i++)
		half->used[i] = true;
	return mc_tile_lines(half->canon, from, len);
}

void mc_tile(struct mc_tiles *tiles, const struct mc_canon *a, const bool *is_given_a,
	     const struct mc_canon *b, const bool *is_given_b, const struct mc_prints *prints,
	     size_t program_count)
{
	__attribute__((cleanup(half_release))) struct half one = half_of(a, is_given_a);
	__attribute__((cleanup(half_release))) struct half other = half_of(b, is_given_b);
	MC_AUTO(mc_runs) runs = MC_RUNS_INIT;

	tiles->count = 0;
	mc_runs_find(&runs, &one.codes, &other.codes);
	for (size_t i = 0; i < runs.count; i++) {
		const struct mc_run *run = &runs.items[i];

		*MC_VEC_ADD(tiles->items, tiles->count, tiles->capacity) =
			(struct mc_tile){ .a = use(&one, run->a, run->len),
					  .b = use(&other, run->b, run->len),
					  .tokens = run->len,
					  .rarity = rarity_of(a, one.origins[run->a], run->len, prints,
							      program_count) };
	}
	if (tiles->count > 1)
		qsort(tiles->items, tiles->count, sizeof(*tiles->items), by_rarity);
	size_t lines_a = count_lines(a, one.used);
	size_t lines_b = count_lines(b, other.used);

	tiles->lines = lines_a < lines_b ? lines_a : lines_b;
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
