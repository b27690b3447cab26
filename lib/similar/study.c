/* SPDX-License-Identifier: MIT */
#include "similar/study.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"

#define PAIRS_FOR_EACH 10u
#define PAIRS_MIN 1000u

/* One pair for each program is looked at piece by piece, in small groups more. */
#define CLOSER_MIN 1000u

static void program_release(struct mc_program *program)
{
	mc_err_free(program->err);
	free(program->codes.items);
}

void mc_study_release(struct mc_study *study)
{
	for (size_t i = 0; i < study->program_count; i++)
		program_release(&study->programs[i]);
	free(study->programs);
	free(study->pairs);
	free(study->clusters);
	mc_prints_release(&study->given);
	mc_prints_release(&study->prints);
	mc_arena_release(&study->arena);
	*study = (struct mc_study)MC_STUDY_INIT;
}

void mc_study_give(struct mc_study *study, const struct mc_tree *starter)
{
	MC_AUTO(mc_canon) canon = MC_CANON_INIT;

	mc_study_canon(&canon, starter);
	mc_prints_add_all(&study->given, &canon);
	mc_prints_sort(&study->given);
}

void mc_study_canon(struct mc_canon *canon, const struct mc_tree *tree)
{
	mc_canon_reset(canon);
	for (size_t i = 0; i < tree->count; i++) {
		const struct mc_tree_file *file = &tree->files[i];

		/* A file of any kind may be a submission, but is no source beside others. */
		if (tree->count > 1 && !mc_tree_is_wanted(&mc_study_filter, file->path))
			canon->file_count++;
		else
			mc_canon_add(canon, mc_language_of(file->path), file->data, file->len);
	}
}

/* ---- what is there to compare ---- */

static void find_matches(struct mc_study *study, struct mc_matches *matches)
{
	uint32_t *tokens = mc_alloc_zero(study->program_count + 1, sizeof(*tokens));

	for (size_t i = 0; i < study->program_count; i++) {
		tokens[i] = study->programs[i].tokens;
		study->compared_count += study->programs[i].state == MC_PROGRAM_COMPARED;
	}
	mc_match_all(matches, &study->prints, tokens, study->program_count);
	free(tokens);
}

static void add_pair(struct mc_study *study, const struct mc_match *match)
{
	uint32_t a = study->programs[match->a].lines;
	uint32_t b = study->programs[match->b].lines;

	study->pairs[study->pair_count++] =
		(struct mc_pair){ .match = *match,
				  .lines = (uint32_t)lround((double)match->score * (double)(a < b ? a : b)) };
}

/* ---- clusters: what is connected by pairs from the threshold on ---- */

static uint32_t root_of(uint32_t *parents, uint32_t at)
{
	while (parents[at] != at) {
		parents[at] = parents[parents[at]];
		at = parents[at];
	}
	return at;
}

static void number_clusters(struct mc_study *study, uint32_t *parents)
{
	uint32_t *sizes = mc_alloc_zero(study->program_count + 1, sizeof(*sizes));

	for (uint32_t i = 0; i < study->program_count; i++)
		sizes[root_of(parents, i)]++;
	/* A root is the smallest number of its cluster, so that it comes first. */
	for (uint32_t i = 0; i < study->program_count; i++) {
		uint32_t root = root_of(parents, i);

		if (sizes[root] < 2)
			continue;
		study->clusters[i] = root == i ? (uint32_t)++study->cluster_count : study->clusters[root];
	}
	free(sizes);
}

static void find_clusters(struct mc_study *study)
{
	uint32_t *parents = mc_alloc_zero(study->program_count + 1, sizeof(*parents));

	study->clusters = mc_alloc_zero(study->program_count + 1, sizeof(*study->clusters));
	for (uint32_t i = 0; i < study->program_count; i++)
		parents[i] = i;
	for (size_t i = 0; i < study->pair_count; i++) {
		const struct mc_match *match = &study->pairs[i].match;

		if (study->pairs[i].archived || (double)match->score < study->threshold)
			continue;
		uint32_t a = root_of(parents, match->a);
		uint32_t b = root_of(parents, match->b);

		parents[a < b ? b : a] = a < b ? a : b;
	}
	number_clusters(study, parents);
	free(parents);
}

size_t mc_study_limit(const struct mc_study *study)
{
	size_t limit = study->program_count * PAIRS_FOR_EACH;

	return limit > PAIRS_MIN ? limit : PAIRS_MIN;
}

/* Codes that can stand in a common piece: not those between pieces that were given. */
static size_t count_codes(const struct mc_codes *codes)
{
	size_t count = 0;

	for (size_t from = 0; from < codes->count; from++) {
		size_t to = from;

		while (to < codes->count && codes->items[to])
			to++;
		count += to - from >= MC_RUN_MIN ? to - from : 0;
		from = to;
	}
	return count;
}

/* The share of both that stands in common pieces. */
static double overlap(const struct mc_program *a, const struct mc_program *b, struct mc_runs *runs)
{
	size_t common = 0;

	mc_runs_find(runs, &a->codes, &b->codes);
	for (size_t i = 0; i < runs->count; i++)
		common += runs->items[i].len;
	double all = sqrt((double)count_codes(&a->codes) * (double)count_codes(&b->codes));

	return all > 0 ? (double)common / all : 0;
}

/* Fingerprints find pairs quickly, and miss what is cut into small pieces: half of the score of the best
 * pairs is what they have in common piece by piece. */
static void look_closer(struct mc_study *study, struct mc_matches *matches)
{
	MC_AUTO(mc_runs) runs = MC_RUNS_INIT;
	size_t count = study->program_count > CLOSER_MIN ? study->program_count : CLOSER_MIN;

	for (size_t i = 0; i < matches->count && i < count; i++) {
		struct mc_match *match = &matches->items[i];
		/* Equal programs need no closer look, whatever the order of their functions. */
		if (match->score >= 1)
			continue;
		double share = overlap(&study->programs[match->a], &study->programs[match->b], &runs);

		match->score = (float)(round(((double)match->score + share) / 2 * 1e4) / 1e4);
	}
}

void mc_study_compare(struct mc_study *study)
{
	struct mc_matches matches = { .floor = MC_STUDY_FLOOR, .limit = mc_study_limit(study) };

	mc_prints_sort(&study->prints);
	find_matches(study, &matches);
	look_closer(study, &matches);
	study->pairs = mc_alloc_zero(matches.count + 1, sizeof(*study->pairs));
	for (size_t i = 0; i < matches.count; i++)
		add_pair(study, &matches.items[i]);
	mc_matches_release(&matches);
}

/* Of equal scores those inside the study come first. */
static int by_score(const void *x, const void *y)
{
	const struct mc_pair *one = x;
	const struct mc_pair *other = y;

	if (one->match.score > other->match.score || one->match.score < other->match.score)
		return one->match.score > other->match.score ? -1 : 1;
	if (!one->archived != !other->archived)
		return one->archived ? 1 : -1;
	if (one->match.a != other->match.a)
		return one->match.a < other->match.a ? -1 : 1;
	return (one->match.b > other->match.b) - (one->match.b < other->match.b);
}

void mc_study_rank(struct mc_study *study)
{
	float *scores = mc_alloc_zero(study->pair_count + 1, sizeof(*scores));

	if (study->pair_count > 1)
		qsort(study->pairs, study->pair_count, sizeof(*study->pairs), by_score);
	for (size_t i = 0; i < study->pair_count; i++)
		scores[i] = study->pairs[i].match.score;
	study->threshold = mc_match_threshold(scores, study->pair_count);
	free(scores);
	find_clusters(study);
}

const char *mc_study_id(const struct mc_study *study, size_t program)
{
	return study->input->ids ? study->input->ids[program] : study->programs[program].name;
}

static bool is_same_path(const char *name, const char *path)
{
	size_t len = strlen(name);

	return !strncmp(name, path, len) && path[len + strspn(path + len, "/")] == '\0';
}

uint32_t mc_study_find(const struct mc_study *study, const char *name)
{
	for (size_t i = 0; i < study->program_count; i++) {
		if (is_same_path(mc_study_id(study, i), name) || is_same_path(study->programs[i].name, name))
			return (uint32_t)i;
	}
	return UINT32_MAX;
}

void mc_study_keep_for(struct mc_study *study, uint32_t program)
{
	size_t kept = 0;

	for (size_t i = 0; i < study->pair_count; i++) {
		const struct mc_pair *pair = &study->pairs[i];

		if (pair->match.a == program || (!pair->archived && pair->match.b == program))
			study->pairs[kept++] = *pair;
	}
	study->pair_count = kept;
}
