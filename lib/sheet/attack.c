/* SPDX-License-Identifier: MIT */
#include "sheet/attack.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "sheet/simplex.h"

/* One computation: what follows at once is fixed, and what is left falls into parts that have no relation. */
struct work {
	const struct mc_attack *attack;
	struct mc_bounds *bounds;
	struct mc_known *known; /* a copy, which gets narrower */
	size_t *group;		/* of each count: union-find */
	size_t *column;		/* of each unknown count in the system of its group */
	size_t *member;		/* the counts of the present group, by column */
	size_t member_count;
};

static void work_release(struct work *work)
{
	free(work->known);
	free(work->group);
	free(work->column);
	free(work->member);
}

static bool is_fixed(const struct work *work, size_t index)
{
	return work->known[index].low == work->known[index].high;
}

int64_t mc_bounds_seen(const struct mc_bounds *bounds)
{
	if (bounds->seen_low > bounds->seen_high)
		return -1;
	return bounds->seen_high == MC_UNLIMITED ? MC_UNLIMITED : bounds->seen_high - bounds->seen_low;
}

int64_t mc_bounds_width(const struct mc_bounds *bounds)
{
	return bounds->high == MC_UNLIMITED ? MC_UNLIMITED : bounds->high - bounds->low;
}

static void see(struct mc_bounds *bounds, int64_t low, int64_t high)
{
	if (bounds->seen_low > bounds->seen_high) {
		bounds->seen_low = low;
		bounds->seen_high = high;
		return;
	}
	bounds->seen_low = low < bounds->seen_low ? low : bounds->seen_low;
	bounds->seen_high = high > bounds->seen_high ? high : bounds->seen_high;
}

/* A relation as its total (-1) and its parts (1): member number i, the total last. */
static size_t member_at(const struct mc_relation *relation, size_t i)
{
	return i == relation->part_count ? relation->total : relation->parts[i];
}

static int64_t factor_at(const struct mc_relation *relation, size_t i)
{
	return i == relation->part_count ? -1 : 1;
}

/* What the fixed members of a relation add up to, and how many others there are; other is the last one. */
struct rest {
	int64_t sum;
	size_t open;
	size_t other;
};

static struct rest relation_rest(const struct work *work, const struct mc_relation *relation)
{
	struct rest rest = { 0, 0, 0 };

	for (size_t i = 0; i <= relation->part_count; i++) {
		size_t index = member_at(relation, i);

		if (is_fixed(work, index)) {
			rest.sum += factor_at(relation, i) * work->known[index].low;
		} else {
			rest.open++;
			rest.other = i;
		}
	}
	return rest;
}

/* Where one member is open, it follows from the others; false when that cannot be. */
static bool fix_one(struct work *work, const struct mc_relation *relation, bool *has_changed)
{
	struct rest rest = relation_rest(work, relation);

	if (rest.open == 0)
		return rest.sum == 0;
	if (rest.open > 1)
		return true;
	struct mc_known *known = &work->known[member_at(relation, rest.other)];
	int64_t value = rest.other == relation->part_count ? rest.sum : -rest.sum;

	if (value < known->low || value > known->high)
		return false;
	known->low = known->high = value;
	*has_changed = true;
	return true;
}

static bool fix_all(struct work *work)
{
	for (bool has_changed = true; has_changed;) {
		has_changed = false;
		for (size_t i = 0; i < work->attack->relation_count; i++) {
			if (!fix_one(work, &work->attack->relations[i], &has_changed))
				return false;
		}
	}
	return true;
}

static size_t group_of(const struct work *work, size_t index)
{
	while (work->group[index] != index) {
		work->group[index] = work->group[work->group[index]];
		index = work->group[index];
	}
	return index;
}

static void find_groups(const struct work *work)
{
	for (size_t i = 0; i < work->attack->count; i++)
		work->group[i] = i;
	for (size_t i = 0; i < work->attack->relation_count; i++) {
		const struct mc_relation *relation = &work->attack->relations[i];
		size_t first = SIZE_MAX;

		for (size_t j = 0; j <= relation->part_count; j++) {
			size_t index = member_at(relation, j);

			if (is_fixed(work, index))
				continue;
			if (first != SIZE_MAX)
				work->group[group_of(work, index)] = group_of(work, first);
			first = index;
		}
	}
}

static bool is_wanted(const struct work *work, size_t index)
{
	const struct mc_attack *attack = work->attack;

	if (attack->is_target && !attack->is_target[index])
		return false;
	return attack->enough == 0 || mc_bounds_seen(&work->bounds[index]) < attack->enough;
}

/* The counts of a group, and whether the bounds of any are wanted. */
static bool collect(struct work *work, size_t group)
{
	bool has_wanted = false;

	work->member_count = 0;
	for (size_t i = 0; i < work->attack->count; i++) {
		if (is_fixed(work, i) || group_of(work, i) != group)
			continue;
		work->column[i] = work->member_count;
		work->member[work->member_count++] = i;
		has_wanted = has_wanted || is_wanted(work, i);
	}
	return has_wanted;
}

/* The member of a relation that tells its group; SIZE_MAX when all are fixed. */
static size_t relation_group(const struct work *work, const struct mc_relation *relation)
{
	for (size_t i = 0; i <= relation->part_count; i++) {
		if (!is_fixed(work, member_at(relation, i)))
			return group_of(work, member_at(relation, i));
	}
	return SIZE_MAX;
}

static void count_rows(size_t *relations, size_t *limits, const struct work *work, size_t group)
{
	*relations = *limits = 0;
	for (size_t i = 0; i < work->attack->relation_count; i++)
		*relations += relation_group(work, &work->attack->relations[i]) == group;
	for (size_t i = 0; i < work->member_count; i++)
		*limits += work->known[work->member[i]].high != MC_UNLIMITED;
}

/* An equation over x = count - low. */
static void add_relation(struct mc_simplex *simplex, const struct work *work,
			 const struct mc_relation *relation)
{
	int64_t right = 0;

	for (size_t i = 0; i <= relation->part_count; i++)
		right -= factor_at(relation, i) * work->known[member_at(relation, i)].low;
	mc_simplex_add(simplex, right);
	for (size_t i = 0; i <= relation->part_count; i++) {
		if (!is_fixed(work, member_at(relation, i)))
			mc_simplex_set(simplex, work->column[member_at(relation, i)], factor_at(relation, i));
	}
}

/* The system of the present group: upper limits get one more variable each. */
static struct mc_simplex *build(const struct work *work, size_t group)
{
	size_t relations = 0, limits = 0, extra = work->member_count;

	count_rows(&relations, &limits, work, group);
	struct mc_simplex *simplex = mc_simplex_new(relations + limits, work->member_count + limits);

	for (size_t i = 0; simplex && i < work->attack->relation_count; i++) {
		if (relation_group(work, &work->attack->relations[i]) == group)
			add_relation(simplex, work, &work->attack->relations[i]);
	}
	for (size_t i = 0; simplex && i < work->member_count; i++) {
		const struct mc_known *known = &work->known[work->member[i]];

		if (known->high == MC_UNLIMITED)
			continue;
		mc_simplex_add(simplex, known->high - known->low);
		mc_simplex_set(simplex, i, 1);
		mc_simplex_set(simplex, extra++, 1);
	}
	return simplex;
}

/* A table of whole numbers that fits was met: it is a witness for all counts at once. */
struct witness {
	struct work *work;
	size_t target;
};

static bool visit(void *context, const struct mc_simplex *simplex)
{
	const struct witness *witness = context;
	const struct work *work = witness->work;
	int64_t denominator = mc_simplex_denominator(simplex);

	for (size_t i = 0; i < work->member_count; i++) {
		size_t index = work->member[i];
		int64_t value = work->known[index].low + mc_simplex_numerator(simplex, i) / denominator;

		see(&work->bounds[index], value, value);
	}
	return !is_wanted(work, witness->target);
}

/* A way without end: whatever grows along it has no upper limit, from any whole table that fits. */
static void see_growth(const struct work *work, const struct mc_simplex *simplex)
{
	for (size_t i = 0; i < work->member_count; i++) {
		struct mc_bounds *bounds = &work->bounds[work->member[i]];

		if (mc_simplex_grows(simplex, i) && bounds->seen_low <= bounds->seen_high)
			bounds->seen_high = MC_UNLIMITED;
	}
}

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* One bound of a count; false when nothing is known. */
static bool bound_one(struct work *work, struct mc_simplex *simplex, size_t column, int sign)
{
	size_t index = work->member[column];
	struct witness witness = { work, index };
	enum mc_simplex_end end = mc_simplex_go(simplex, column, sign, visit, &witness);
	int64_t numerator = mc_simplex_numerator(simplex, column);
	int64_t denominator = mc_simplex_denominator(simplex), low = work->known[index].low;

	if (end == MC_SIMPLEX_UNLIMITED)
		see_growth(work, simplex);
	else if (end == MC_SIMPLEX_DONE && sign > 0)
		work->bounds[index].high = low + floor_divide(numerator, denominator);
	else if (end == MC_SIMPLEX_DONE)
		work->bounds[index].low = low - floor_divide(-numerator, denominator);
	return end != MC_SIMPLEX_LOST;
}

static struct mc_err *err_large(void)
{
	return mc_err_hint(mc_err_new(MC_E_LIMIT, "%s",
				      _("there are too many hidden figures to compute what they tell")),
			   "%s", _("make a report of fewer cohorts, or with fewer breakdowns"));
}

static struct mc_err *bound_group(bool *is_sound, struct work *work, size_t group)
{
	MC_AUTOPTR(mc_simplex) simplex = build(work, group);
	enum mc_simplex_end end = simplex ? mc_simplex_start(simplex) : MC_SIMPLEX_LOST;

	if (end == MC_SIMPLEX_NONE) {
		*is_sound = false;
		return NULL;
	}
	if (end != MC_SIMPLEX_DONE)
		return err_large();
	for (size_t i = 0; i < work->member_count; i++) {
		size_t index = work->member[i];

		if (is_wanted(work, index) && !bound_one(work, simplex, i, 1))
			return err_large();
		if (is_wanted(work, index) && !bound_one(work, simplex, i, -1))
			return err_large();
	}
	return NULL;
}

static struct mc_err *bound_all(bool *is_sound, struct work *work)
{
	for (size_t i = 0; i < work->attack->count; i++) {
		if (is_fixed(work, i))
			see(&work->bounds[i], work->known[i].low, work->known[i].low);
		work->bounds[i].low = work->known[i].low;
		work->bounds[i].high = work->known[i].high;
	}
	for (size_t i = 0; *is_sound && i < work->attack->count; i++) {
		if (!is_fixed(work, i) && group_of(work, i) == i && collect(work, i))
			MC_TRY(bound_group(is_sound, work, i));
	}
	return NULL;
}

struct mc_err *mc_disclosure_bounds(struct mc_bounds *bounds, bool *is_sound, const struct mc_attack *attack)
{
	MC_AUTO(work) work = { .attack = attack, .bounds = bounds };

	work.known = mc_alloc((attack->count + 1) * sizeof(*work.known));
	memcpy(work.known, attack->known, attack->count * sizeof(*work.known));
	work.group = mc_alloc_zero(attack->count + 1, sizeof(*work.group));
	work.column = mc_alloc_zero(attack->count + 1, sizeof(*work.column));
	work.member = mc_alloc_zero(attack->count + 1, sizeof(*work.member));
	*is_sound = fix_all(&work);
	if (!*is_sound)
		return NULL;
	find_groups(&work);
	return bound_all(is_sound, &work);
}
