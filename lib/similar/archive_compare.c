/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "similar/archive.h"

/* Every program of a study with every program of an archive: one row of sums at a time. */
struct search {
	struct mc_study *study;
	struct mc_archive *archive;
	struct mc_matches matches;
	size_t limit;
	uint32_t *places; /* of the fingerprints of each program, program by program */
	size_t *ends;
	float (*common)[MC_CHANNEL_COUNT + 1];
	uint32_t *touched;
	size_t touched_count;
};

static void search_release(struct search *search)
{
	mc_matches_release(&search->matches);
	free(search->places);
	free(search->ends);
	free(search->common);
	free(search->touched);
}

static void sort_places(struct search *search)
{
	const struct mc_prints *prints = &search->study->prints;
	size_t sum = 0;

	search->ends = mc_alloc_zero(search->study->program_count + 1, sizeof(*search->ends));
	search->places = mc_alloc_zero(prints->count + 1, sizeof(*search->places));
	for (size_t i = 0; i < prints->count; i++)
		search->ends[mc_print_program(prints->items[i])]++;
	for (size_t i = 0; i < search->study->program_count; i++) {
		size_t count = search->ends[i];

		search->ends[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < prints->count; i++)
		search->places[search->ends[mc_print_program(prints->items[i])]++] = (uint32_t)i;
}

static void add_common(struct search *search, const uint64_t *from, size_t count, double weight)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t program = mc_print_program(from[i]);
		float *common = search->common[program];

		if (!(common[MC_CHANNEL_COUNT] > 0))
			search->touched[search->touched_count++] = program;
		common[MC_CHANNEL_COUNT] = 1;
		common[mc_print_channel(from[i])] += (float)weight;
	}
}

static void add_pairs(struct search *search, uint32_t program, const double own[MC_CHANNEL_COUNT])
{
	float scale[MC_CHANNEL_COUNT];
	uint32_t tokens = search->study->programs[program].tokens;

	for (size_t channel = 0; channel < MC_CHANNEL_COUNT; channel++)
		scale[channel] = mc_match_scale(own[channel]);
	for (size_t i = 0; i < search->touched_count; i++) {
		uint32_t other = search->touched[i];
		const struct mc_archive_program *archived = &search->archive->programs[other];
		const struct mc_match_sums sums = { .common = search->common[other],
						    .a = scale,
						    .b = archived->scale,
						    .tokens = tokens < archived->tokens ? tokens
											: archived->tokens };

		mc_matches_add(&search->matches, program, other, mc_match_score(&sums));
		for (size_t channel = 0; channel <= MC_CHANNEL_COUNT; channel++)
			search->common[other][channel] = 0;
	}
	search->touched_count = 0;
}

/* Weights are those of the archive, so that a program has 1 in common with itself there. */
static struct mc_err *search_program(struct search *search, uint32_t program)
{
	double own[MC_CHANNEL_COUNT] = { 0 };
	size_t all = search->archive->program_count;

	for (size_t i = program ? search->ends[program - 1] : 0; i < search->ends[program]; i++) {
		uint64_t print = search->study->prints.items[search->places[i]];
		const uint64_t *from;
		size_t count;

		MC_TRY(mc_archive_find(&from, &count, search->archive, mc_print_key(print)));
		if (count > search->limit)
			continue;
		double weight = mc_match_weight(all, count);

		own[mc_print_channel(print)] += weight;
		add_common(search, from, count, weight);
	}
	add_pairs(search, program, own);
	return NULL;
}

static void keep_pairs(struct search *search)
{
	struct mc_study *study = search->study;

	mc_matches_sort(&search->matches);
	study->pairs = mc_realloc(study->pairs,
				  (study->pair_count + search->matches.count + 1) * sizeof(*study->pairs));
	for (size_t i = 0; i < search->matches.count; i++) {
		const struct mc_match *match = &search->matches.items[i];
		uint32_t a = study->programs[match->a].lines;
		uint32_t b = search->archive->programs[match->b].lines;

		study->pairs[study->pair_count++] = (struct mc_pair){
			.match = *match,
			.lines = (uint32_t)lround((double)match->score * (double)(a < b ? a : b)),
			.archived = mc_archive_name(search->archive, match->b),
			.archive = search->archive
		};
	}
}

struct mc_err *mc_archive_compare(struct mc_study *study, struct mc_archive *archive)
{
	__attribute__((cleanup(search_release))) struct search search = { .study = study,
									  .archive = archive };

	search.matches = (struct mc_matches){ .floor = MC_STUDY_FLOOR, .limit = mc_study_limit(study) };
	search.limit = mc_archive_limit(archive->program_count);
	search.common = mc_alloc_zero(archive->program_count + 1, sizeof(*search.common));
	search.touched = mc_alloc_zero(archive->program_count + 1, sizeof(*search.touched));
	sort_places(&search);
	for (size_t i = 0; i < study->program_count; i++)
		MC_TRY(search_program(&search, (uint32_t)i));
	keep_pairs(&search);
	return NULL;
}

/* ---- which lines ---- */

/* How rare a fingerprint is that the program has; below 0: it does not have it. */
static struct mc_err *rarity_of(double *rarity, struct mc_archive *archive, uint64_t key, uint32_t program)
{
	const uint64_t *from;
	size_t count;

	*rarity = -1;
	MC_TRY(mc_archive_find(&from, &count, archive, key));
	for (size_t i = 0; i < count; i++) {
		if (mc_print_program(from[i]) == program)
			*rarity = log((double)archive->program_count / (double)count);
	}
	return NULL;
}

static void add_tile(struct mc_tiles *tiles, const struct mc_canon *canon, size_t from, size_t to,
		     double rarity)
{
	struct mc_tile *tile = MC_VEC_ADD(tiles->items, tiles->count, tiles->capacity);

	*tile = (struct mc_tile){ .a = mc_tile_lines(canon, from, to - from),
				  .tokens = (uint32_t)(to - from),
				  .rarity = (float)rarity };
}

struct mc_err *mc_archive_tile(struct mc_tiles *tiles, const struct mc_canon *canon, const bool *is_given,
			       struct mc_archive *archive, uint32_t program)
{
	size_t from = 0;
	size_t to = 0; /* the piece at hand; empty: none */
	double rarest = 0;

	tiles->count = 0;
	tiles->lines = 0;
	for (size_t at = 0; at < canon->count; at++) {
		uint64_t key;
		size_t len = is_given[at] ? 0 : mc_prints_key(&key, canon, at);
		double rarity = -1;

		if (len > 0)
			MC_TRY(rarity_of(&rarity, archive, key, program));
		if (to > from && (at == to || canon->items[at].file != canon->items[from].file)) {
			add_tile(tiles, canon, from, to, rarest);
			from = to = 0;
		}
		if (rarity < 0)
			continue;
		if (to == from) {
			from = at;
			rarest = rarity;
		}
		rarest = rarity > rarest ? rarity : rarest;
		to = at + len;
	}
	if (to > from)
		add_tile(tiles, canon, from, to, rarest);
	mc_tiles_rank(tiles, canon);
	return NULL;
}
