/* SPDX-License-Identifier: MIT */
#include "similar/match.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/vec.h"

/* Programs shorter than this many codes are also compared by short pieces. */
#define SHORT_TOKENS 200u
#define SHORT_PART 0.5
#define RAW_PART 0.1

#define THRESHOLD_MIN 0.5
#define THRESHOLD_USUAL 0.6
/* Above this, a gap only tells copies from copies that were changed a little. */
#define THRESHOLD_MAX 0.8
/* A gap narrower than this is none. */
#define GAP_MIN 0.05

/* More additions than this are not made: about two seconds. */
#define MAX_WORK (1u << 30)

void mc_matches_release(struct mc_matches *matches)
{
	free(matches->items);
	*matches = (struct mc_matches){ .items = NULL };
}

static int by_score(const void *a, const void *b)
{
	const struct mc_match *one = a;
	const struct mc_match *other = b;

	if (one->score > other->score || one->score < other->score)
		return one->score > other->score ? -1 : 1;
	if (one->a != other->a)
		return one->a < other->a ? -1 : 1;
	return (one->b > other->b) - (one->b < other->b);
}

void mc_matches_sort(struct mc_matches *matches)
{
	if (matches->count > 1)
		qsort(matches->items, matches->count, sizeof(*matches->items), by_score);
	if (matches->limit && matches->count > matches->limit)
		matches->count = matches->limit;
}

void mc_matches_add(struct mc_matches *matches, uint32_t a, uint32_t b, double score)
{
	if (score < (double)matches->floor)
		return;
	/* So that equal programs have 1 and not a little less. */
	score = score < 1 ? round(score * 1e4) / 1e4 : 1;
	*MC_VEC_ADD(matches->items, matches->count, matches->capacity) =
		(struct mc_match){ a, b, (float)score };
	if (!matches->limit || matches->count < 2 * matches->limit + 1000)
		return;
	mc_matches_sort(matches);
	matches->floor = matches->items[matches->count - 1].score;
}

double mc_match_weight(size_t all, size_t having)
{
	/* What one alone has weighs no more than what two have: in a small group it would drown the rest. */
	double weight = log(1 + (double)all / (double)(having > 2 ? having : 2));

	return weight * weight * weight * weight;
}

float mc_match_scale(double square)
{
	return square > 0 ? (float)(1 / sqrt(square)) : 0;
}

static double cosine(const struct mc_match_sums *sums, enum mc_channel channel)
{
	return (double)sums->common[channel] * (double)sums->a[channel] * (double)sums->b[channel];
}

static bool has(const struct mc_match_sums *sums, enum mc_channel channel)
{
	return sums->a[channel] > 0 && sums->b[channel] > 0;
}

double mc_match_score(const struct mc_match_sums *sums)
{
	double score = cosine(sums, MC_CHANNEL_CODE);

	if (sums->tokens < SHORT_TOKENS && has(sums, MC_CHANNEL_SHORT))
		score = (1 - SHORT_PART) * score + SHORT_PART * cosine(sums, MC_CHANNEL_SHORT);
	if (has(sums, MC_CHANNEL_RAW))
		score = (1 - RAW_PART) * score + RAW_PART * cosine(sums, MC_CHANNEL_RAW);
	return score;
}

/* ---- all pairs ---- */

/* One program in a group of those that share a fingerprint. */
struct member {
	uint32_t program : 20;
	uint32_t channel : 2;
	uint32_t is_last : 1; /* of the group */
	float weight;
};

struct join {
	struct mc_matches *matches;
	const struct mc_prints *prints;
	const uint32_t *tokens;
	size_t program_count;
	size_t max_group; /* larger groups weigh nothing */
	struct member *members;
	size_t member_count;
	uint32_t *places; /* of the members of each program, program by program */
	size_t *ends;	  /* where those of each program end */
	double (*own)[MC_CHANNEL_COUNT];
	float (*scale)[MC_CHANNEL_COUNT];
	float (*common)[MC_CHANNEL_COUNT + 1]; /* the last one: not 0 when any is set */
};

static size_t group_end(const struct mc_prints *prints, size_t from)
{
	size_t to = from + 1;

	while (to < prints->count && mc_print_key(prints->items[to]) == mc_print_key(prints->items[from]))
		to++;
	return to;
}

/* How large groups may be so that the work stays bounded. */
static size_t largest_group(const struct mc_prints *prints, size_t program_count)
{
	size_t *counts = mc_alloc_zero(program_count + 1, sizeof(*counts));
	uint64_t work = 0;
	size_t size = 1;

	for (size_t from = 0; from < prints->count;) {
		size_t to = group_end(prints, from);

		counts[to - from]++;
		from = to;
	}
	for (; size < program_count; size++) {
		work += counts[size + 1] * (uint64_t)size * (size + 1) / 2;
		if (work > MAX_WORK)
			break;
	}
	free(counts);
	return size;
}

/* Sums of each program alone, and the groups of two or more. */
static void take_group(struct join *join, size_t from, size_t to)
{
	const uint64_t *items = join->prints->items;
	enum mc_channel channel = mc_print_channel(items[from]);
	double weight = mc_match_weight(join->program_count, to - from);

	if (to - from > join->max_group)
		return;
	for (size_t i = from; i < to; i++) {
		uint32_t program = mc_print_program(items[i]);

		join->own[program][channel] += weight;
		if (to - from < 2)
			return;
		join->members[join->member_count++] = (struct member){ .program = program & 0xfffff,
								       .channel = channel & 3,
								       .is_last = i + 1 == to,
								       .weight = (float)weight };
		join->ends[program]++;
	}
}

static size_t count_members(const struct join *join)
{
	size_t count = 0;

	for (size_t from = 0; from < join->prints->count;) {
		size_t to = group_end(join->prints, from);

		if (to - from > 1 && to - from <= join->max_group)
			count += to - from;
		from = to;
	}
	return count;
}

static void take_groups(struct join *join)
{
	size_t sum = 0;

	join->members = mc_alloc_zero(count_members(join) + 1, sizeof(*join->members));
	for (size_t from = 0; from < join->prints->count;) {
		size_t to = group_end(join->prints, from);

		take_group(join, from, to);
		from = to;
	}
	/* Counting sort of the places by program. */
	join->places = mc_alloc_zero(join->member_count + 1, sizeof(*join->places));
	for (size_t i = 0; i < join->program_count; i++) {
		size_t count = join->ends[i];

		join->ends[i] = sum;
		sum += count;
	}
	for (size_t i = 0; i < join->member_count; i++)
		join->places[join->ends[join->members[i].program]++] = (uint32_t)i;
}

static void add_pair(struct join *join, uint32_t a, uint32_t b)
{
	const struct mc_match_sums sums = { .common = join->common[b],
					    .a = join->scale[a],
					    .b = join->scale[b],
					    .tokens = join->tokens[a] < join->tokens[b] ? join->tokens[a]
											: join->tokens[b] };

	mc_matches_add(join->matches, a, b, mc_match_score(&sums));
	for (size_t channel = 0; channel <= MC_CHANNEL_COUNT; channel++)
		join->common[b][channel] = 0;
}

/* One program with all behind it: sums for each of them, memory in proportion to their number. */
static void join_program(struct join *join, uint32_t a, uint32_t *touched)
{
	size_t touched_count = 0;

	for (size_t i = a ? join->ends[a - 1] : 0; i < join->ends[a]; i++) {
		const struct member *member = &join->members[join->places[i]];

		while (!member->is_last) {
			member++;
			float *common = join->common[member->program];

			touched[touched_count] = member->program;
			touched_count += !(common[MC_CHANNEL_COUNT] > 0);
			common[MC_CHANNEL_COUNT] = 1;
			common[member->channel] += member->weight;
		}
	}
	for (size_t i = 0; i < touched_count; i++)
		add_pair(join, a, touched[i]);
}

void mc_match_all(struct mc_matches *matches, const struct mc_prints *prints, const uint32_t *tokens,
		  size_t program_count)
{
	struct join join = {
		.matches = matches, .prints = prints, .tokens = tokens, .program_count = program_count
	};
	uint32_t *touched = mc_alloc_zero(program_count + 1, sizeof(*touched));

	join.max_group = largest_group(prints, program_count);
	join.ends = mc_alloc_zero(program_count + 1, sizeof(*join.ends));
	join.own = mc_alloc_zero(program_count + 1, sizeof(*join.own));
	join.common = mc_alloc_zero(program_count + 1, sizeof(*join.common));
	join.scale = mc_alloc_zero(program_count + 1, sizeof(*join.scale));
	take_groups(&join);
	for (size_t i = 0; i < program_count * MC_CHANNEL_COUNT; i++)
		join.scale[i / MC_CHANNEL_COUNT][i % MC_CHANNEL_COUNT] =
			mc_match_scale(join.own[i / MC_CHANNEL_COUNT][i % MC_CHANNEL_COUNT]);
	for (size_t i = 0; i < program_count; i++)
		join_program(&join, (uint32_t)i, touched);
	mc_matches_sort(matches);
	free(join.members);
	free(join.places);
	free(join.ends);
	free(join.own);
	free(join.scale);
	free(join.common);
	free(touched);
}

double mc_match_threshold(const float *scores, size_t count)
{
	double widest = GAP_MIN;
	double threshold = THRESHOLD_USUAL;

	for (size_t i = 0; i < count; i++) {
		double score = (double)scores[i];
		double next = i + 1 < count ? (double)scores[i + 1] : 0;

		if (score < THRESHOLD_MIN)
			break;
		if (score - next > widest && (score + next) / 2 <= THRESHOLD_MAX) {
			widest = score - next;
			threshold = (score + next) / 2;
		}
	}
	return threshold > THRESHOLD_MIN ? threshold : THRESHOLD_MIN;
}
