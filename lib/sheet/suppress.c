/* SPDX-License-Identifier: MIT */
#include "sheet/suppress.h"

#include <string.h>

#include "base/alloc.h"

struct work {
	const struct mc_secrets *tables;
	int64_t k;
	unsigned *height; /* 0: is no total; otherwise one more than the highest of its parts */
	bool *is_first;	  /* hidden for its own sake */
	bool *is_target;
	bool *is_given_up; /* nothing is left that would protect it */
	size_t *distance;  /* of each relation from the count that needs protection */
	struct mc_known *known;
	struct mc_bounds *bounds;
};

static void work_release(struct work *work)
{
	free(work->height);
	free(work->is_first);
	free(work->is_target);
	free(work->is_given_up);
	free(work->distance);
	free(work->known);
	free(work->bounds);
}

static void work_alloc(struct work *work, const struct mc_secrets *tables, int64_t k)
{
	size_t count = tables->count + 1;

	work->tables = tables;
	work->k = k;
	work->height = mc_alloc_zero(count, sizeof(*work->height));
	work->is_first = mc_alloc_zero(count, sizeof(*work->is_first));
	work->is_target = mc_alloc_zero(count, sizeof(*work->is_target));
	work->is_given_up = mc_alloc_zero(count, sizeof(*work->is_given_up));
	work->distance = mc_alloc_zero(tables->relation_count + 1, sizeof(*work->distance));
	work->known = mc_alloc_zero(count, sizeof(*work->known));
	work->bounds = mc_alloc_zero(count, sizeof(*work->bounds));
}

struct mc_known mc_secret_known(const struct mc_secret *secret)
{
	if (secret->is_unprinted)
		return (struct mc_known){ 0, MC_UNLIMITED };
	if (secret->is_hidden)
		return (struct mc_known){ 1, MC_UNLIMITED };
	return (struct mc_known){ secret->count, secret->count };
}

/* Totals of totals stand highest; relations that go round in a circle end after as many rounds as there are
 * relations. */
static void find_heights(const struct work *work)
{
	const struct mc_secrets *tables = work->tables;
	bool has_changed = true;

	for (size_t round = 0; has_changed && round <= tables->relation_count; round++) {
		has_changed = false;
		for (size_t i = 0; i < tables->relation_count; i++) {
			const struct mc_relation *relation = &tables->relations[i];
			unsigned *total = &work->height[relation->total];

			for (size_t j = 0; j < relation->part_count; j++) {
				if (*total <= work->height[relation->parts[j]]) {
					*total = work->height[relation->parts[j]] + 1;
					has_changed = true;
				}
			}
		}
	}
}

static void find_first(const struct work *work)
{
	for (size_t i = 0; i < work->tables->count; i++) {
		struct mc_secret *secret = &work->tables->items[i];
		bool is_small = secret->count > 0 && secret->count < work->k;
		/* Printed nowhere here, and hidden in a table that was given away. */
		bool is_kept = secret->is_unprinted && secret->is_hidden && secret->count > 0;

		secret->is_hidden =
			!secret->is_unprinted && secret->count > 0 && (secret->is_hidden || is_small);
		work->is_first[i] = secret->is_hidden;
		work->is_target[i] = secret->is_hidden || is_kept || (secret->is_unprinted && is_small);
	}
}

/* What was seen stays true while more is hidden, so it is kept; from_start: it is not, as something was shown
 * again.  The true tables are always among those that fit. */
static void prepare(const struct work *work, bool from_start)
{
	for (size_t i = 0; i < work->tables->count; i++) {
		const struct mc_secret *secret = &work->tables->items[i];

		work->known[i] = mc_secret_known(secret);
		if (from_start)
			work->bounds[i].seen_low = work->bounds[i].seen_high = secret->count;
	}
}

/* The first count that can be known too well; SIZE_MAX when there is none. */
static size_t find_disclosed(const struct work *work, bool from_start)
{
	struct mc_attack attack = { .known = work->known,
				    .count = work->tables->count,
				    .relations = work->tables->relations,
				    .relation_count = work->tables->relation_count,
				    .is_target = work->is_target,
				    .enough = work->k };
	bool is_sound = true;

	prepare(work, from_start);
	/* Where the computation gives up, what was seen is too little, and more gets hidden: the safe side.
	 */
	mc_err_drop(mc_disclosure_bounds(work->bounds, &is_sound, &attack));
	for (size_t i = 0; i < work->tables->count; i++) {
		if (work->is_target[i] && !work->is_given_up[i] && mc_bounds_seen(&work->bounds[i]) < work->k)
			return i;
	}
	return SIZE_MAX;
}

static size_t member_at(const struct mc_relation *relation, size_t i)
{
	return i == relation->part_count ? relation->total : relation->parts[i];
}

static bool is_open(const struct mc_secret *secret)
{
	return secret->is_hidden || secret->is_unprinted;
}

static size_t open_count(const struct work *work, const struct mc_relation *relation)
{
	size_t count = 0;

	for (size_t i = 0; i <= relation->part_count; i++)
		count += is_open(&work->tables->items[member_at(relation, i)]);
	return count;
}

/* A round of the search for near relations; is_near says of each count whether a relation of the last round
 * has it. */
static bool spread(const struct work *work, bool *is_near, size_t distance)
{
	bool has_grown = false;

	for (size_t i = 0; i < work->tables->relation_count; i++) {
		const struct mc_relation *relation = &work->tables->relations[i];
		bool is_reached = false;

		for (size_t j = 0; work->distance[i] == SIZE_MAX && j <= relation->part_count; j++)
			is_reached = is_reached || is_near[member_at(relation, j)];
		if (is_reached) {
			work->distance[i] = distance;
			has_grown = true;
		}
	}
	for (size_t i = 0; i < work->tables->relation_count; i++) {
		const struct mc_relation *relation = &work->tables->relations[i];

		for (size_t j = 0; work->distance[i] == distance && j <= relation->part_count; j++)
			is_near[member_at(relation, j)] |=
				is_open(&work->tables->items[member_at(relation, j)]);
	}
	return has_grown;
}

/* How many hidden counts lie between index and each relation. */
static void find_distances(const struct work *work, size_t index)
{
	bool *is_near = mc_alloc_zero(work->tables->count + 1, sizeof(*is_near));

	for (size_t i = 0; i < work->tables->relation_count; i++)
		work->distance[i] = SIZE_MAX;
	is_near[index] = true;
	for (size_t distance = 0; spread(work, is_near, distance);)
		distance++;
	free(is_near);
}

/* What it costs to hide a count: compared from the first to the last. */
struct price {
	size_t distance;
	unsigned height;
	size_t gaps; /* that it closes: more are better */
	int64_t count;
	size_t index;
};

static bool is_cheaper(const struct price *a, const struct price *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->height != b->height)
		return a->height < b->height;
	if (a->gaps != b->gaps)
		return a->gaps > b->gaps;
	if (a->count != b->count)
		return a->count < b->count;
	return a->index < b->index;
}

static bool has_member(const struct mc_relation *relation, size_t index)
{
	for (size_t i = 0; i <= relation->part_count; i++) {
		if (member_at(relation, i) == index)
			return true;
	}
	return false;
}

/* Relations whose only open count would get company. */
static size_t count_gaps(const struct work *work, size_t index)
{
	size_t gaps = 0;

	for (size_t i = 0; i < work->tables->relation_count; i++)
		gaps += has_member(&work->tables->relations[i], index) &&
			open_count(work, &work->tables->relations[i]) == 1;
	return gaps;
}

static bool can_hide(const struct mc_secret *secret)
{
	return !is_open(secret) && !secret->is_told && secret->count > 0;
}

/* The cheapest count of one relation, if it is cheaper than best. */
static void choose_of(struct price *best, const struct work *work, size_t number)
{
	const struct mc_relation *relation = &work->tables->relations[number];

	for (size_t i = 0; i <= relation->part_count; i++) {
		size_t index = member_at(relation, i);
		struct price price = { work->distance[number], work->height[index], 0,
				       work->tables->items[index].count, index };

		if (!can_hide(&work->tables->items[index]))
			continue;
		price.gaps = count_gaps(work, index);
		if (best->index == SIZE_MAX || is_cheaper(&price, best))
			*best = price;
	}
}

/* What to hide so that index is better protected; SIZE_MAX when nothing is left. */
static size_t choose(const struct work *work, size_t index)
{
	struct price best = { .index = SIZE_MAX };

	find_distances(work, index);
	for (size_t i = 0; i < work->tables->relation_count; i++) {
		if (work->distance[i] != SIZE_MAX && open_count(work, &work->tables->relations[i]) == 1)
			choose_of(&best, work, i);
	}
	if (best.index != SIZE_MAX)
		return best.index;
	for (size_t i = 0; i < work->tables->relation_count; i++) {
		if (work->distance[i] != SIZE_MAX)
			choose_of(&best, work, i);
	}
	return best.index;
}

static void hide(const struct work *work, size_t index)
{
	work->tables->items[index].is_hidden = true;
	work->is_target[index] = true;
}

static void show(const struct work *work, size_t index)
{
	work->tables->items[index].is_hidden = false;
	work->is_target[index] = false;
}

/* The hidden count that says most and is not tried yet; SIZE_MAX when there is none. */
static size_t dearest(const struct work *work, const bool *is_tried)
{
	struct price best = { .index = SIZE_MAX };

	for (size_t i = 0; i < work->tables->count; i++) {
		const struct mc_secret *secret = &work->tables->items[i];
		struct price price = { 0, work->height[i], 0, secret->count, i };

		if (!secret->is_hidden || work->is_first[i] || is_tried[i])
			continue;
		if (best.index == SIZE_MAX || is_cheaper(&best, &price))
			best = price;
	}
	return best.index;
}

/* The first search hides too much now and then. */
static void show_again(const struct work *work)
{
	bool *is_tried = mc_alloc_zero(work->tables->count + 1, sizeof(*is_tried));

	for (size_t i = dearest(work, is_tried); i != SIZE_MAX; i = dearest(work, is_tried)) {
		is_tried[i] = true;
		show(work, i);
		if (find_disclosed(work, true) != SIZE_MAX)
			hide(work, i);
	}
	free(is_tried);
}

void mc_disclosure_suppress(const struct mc_secrets *secrets, int64_t k)
{
	MC_AUTO(work) work = { .tables = secrets };
	bool is_new = true;

	work_alloc(&work, secrets, k);
	find_heights(&work);
	find_first(&work);
	for (size_t i = find_disclosed(&work, is_new); i != SIZE_MAX; i = find_disclosed(&work, is_new)) {
		size_t other = choose(&work, i);

		is_new = false;
		if (other == SIZE_MAX) {
			work.is_given_up[i] = true;
		} else {
			hide(&work, other);
			work.bounds[other].seen_low = work.bounds[other].seen_high =
				secrets->items[other].count;
		}
	}
	show_again(&work);
}
