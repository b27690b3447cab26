/* SPDX-License-Identifier: MIT */
#include "sheet/simplex.h"

#include <assert.h>

#include "base/alloc.h"

/* Rows hold the factors of the columns, then the right side; an entry stands for itself / denominator. */
struct mc_simplex {
	size_t row_count;
	size_t row_capacity;
	size_t columns;
	int64_t *entries;
	int64_t *goal;	     /* one more row: what a step into each column gains */
	size_t *basis;	     /* of each row; NO_COLUMN: an artificial variable */
	size_t *row_of;	     /* of each column, while it is in the basis */
	int64_t denominator; /* above 0 */
	size_t grows_by;     /* the column of the last way without end */
	unsigned pivots;
	bool is_lost;
};

#define NO_COLUMN SIZE_MAX

/* After so many steps that gain nothing, the rule that cannot go in circles (Bland's) takes over. */
enum { MAX_IDLE_STEPS = 40 };

struct mc_simplex *mc_simplex_new(size_t rows, size_t columns)
{
	if (columns >= MC_SIMPLEX_MAX_CELLS || (rows + 1) * (columns + 1) > MC_SIMPLEX_MAX_CELLS)
		return NULL;
	struct mc_simplex *s = mc_alloc_zero(1, sizeof(*s));

	s->row_capacity = rows;
	s->columns = columns;
	s->entries = mc_alloc_zero((rows + 1) * (columns + 1), sizeof(*s->entries));
	s->goal = mc_alloc_zero(columns + 1, sizeof(*s->goal));
	s->basis = mc_alloc_zero(rows + 1, sizeof(*s->basis));
	s->row_of = mc_alloc_zero(columns + 1, sizeof(*s->row_of));
	s->denominator = 1;
	for (size_t i = 0; i <= columns; i++)
		s->row_of[i] = NO_COLUMN;
	return s;
}

void mc_simplex_free(struct mc_simplex *simplex)
{
	if (!simplex)
		return;
	free(simplex->entries);
	free(simplex->goal);
	free(simplex->basis);
	free(simplex->row_of);
	free(simplex);
}

static int64_t *row(const struct mc_simplex *s, size_t number)
{
	return s->entries + number * (s->columns + 1);
}

void mc_simplex_add(struct mc_simplex *simplex, int64_t right)
{
	assert(simplex->row_count < simplex->row_capacity);
	simplex->basis[simplex->row_count] = NO_COLUMN;
	row(simplex, simplex->row_count++)[simplex->columns] = right;
}

void mc_simplex_set(struct mc_simplex *simplex, size_t column, int64_t factor)
{
	assert(simplex->row_count > 0 && column < simplex->columns);
	row(simplex, simplex->row_count - 1)[column] += factor;
}

/* entry * pivot - factor * other, divided by the old denominator, which always leaves nothing over. */
static int64_t combine(struct mc_simplex *s, int64_t entry, int64_t pivot, int64_t factor, int64_t other)
{
	int64_t a = 0, b = 0, difference = 0;

	if (__builtin_mul_overflow(entry, pivot, &a) || __builtin_mul_overflow(factor, other, &b) ||
	    __builtin_sub_overflow(a, b, &difference))
		s->is_lost = true;
	return difference / s->denominator;
}

static void pivot_row(struct mc_simplex *s, int64_t *to, const int64_t *from, size_t column)
{
	int64_t pivot = from[column], factor = to[column];

	if (factor == 0 && pivot == s->denominator)
		return;
	for (size_t i = 0; i <= s->columns; i++) {
		if (to[i] || (factor && from[i]))
			to[i] = combine(s, to[i], pivot, factor, from[i]);
	}
}

/* Brings a column into the basis; the entry of the row is above 0. */
static void pivot(struct mc_simplex *s, size_t row_number, size_t column)
{
	const int64_t *from = row(s, row_number);

	for (size_t i = 0; i < s->row_count; i++) {
		if (i != row_number)
			pivot_row(s, row(s, i), from, column);
	}
	pivot_row(s, s->goal, from, column);
	s->denominator = from[column];
	if (s->basis[row_number] != NO_COLUMN)
		s->row_of[s->basis[row_number]] = NO_COLUMN;
	s->basis[row_number] = column;
	s->row_of[column] = row_number;
	if (++s->pivots > MC_SIMPLEX_MAX_PIVOTS)
		s->is_lost = true;
}

/* The column that gains most, or the first that gains; NO_COLUMN when none does. */
static size_t entering(const struct mc_simplex *s, bool is_first)
{
	size_t best = NO_COLUMN;

	for (size_t i = 0; i < s->columns; i++) {
		if (s->goal[i] > 0 && (best == NO_COLUMN || s->goal[i] > s->goal[best])) {
			best = i;
			if (is_first)
				break;
		}
	}
	return best;
}

/* Which of two rows forbids a longer step: below 0 when a does; artificial variables leave first. */
static int compare_ratio(struct mc_simplex *s, size_t a, size_t b, size_t column)
{
	int64_t left = 0, right = 0;

	if (__builtin_mul_overflow(row(s, a)[s->columns], row(s, b)[column], &left) ||
	    __builtin_mul_overflow(row(s, b)[s->columns], row(s, a)[column], &right))
		s->is_lost = true;
	if (left != right)
		return left < right ? -1 : 1;
	if (s->basis[a] == NO_COLUMN || s->basis[b] == NO_COLUMN)
		return s->basis[b] == NO_COLUMN ? 1 : -1;
	return s->basis[a] < s->basis[b] ? -1 : 1;
}

static size_t leaving(struct mc_simplex *s, size_t column)
{
	size_t best = NO_COLUMN;

	for (size_t i = 0; i < s->row_count; i++) {
		if (row(s, i)[column] > 0 && (best == NO_COLUMN || compare_ratio(s, i, best, column) < 0))
			best = i;
	}
	return best;
}

/* Shows a corner of whole numbers to the visitor; true to stop. */
static bool show(const struct mc_simplex *s, mc_simplex_visit *visit, void *context)
{
	if (!visit || s->is_lost)
		return false;
	for (size_t i = 0; s->denominator != 1 && i < s->row_count; i++) {
		if (row(s, i)[s->columns] % s->denominator != 0)
			return false;
	}
	return visit(context, s);
}

/* Steps until nothing gains any more. */
static enum mc_simplex_end run(struct mc_simplex *s, mc_simplex_visit *visit, void *context)
{
	unsigned idle = 0;

	s->pivots = 0;
	while (!s->is_lost) {
		size_t column = entering(s, idle > MAX_IDLE_STEPS);

		if (column == NO_COLUMN)
			return MC_SIMPLEX_DONE;
		size_t row_number = leaving(s, column);

		if (row_number == NO_COLUMN) {
			s->grows_by = column;
			return MC_SIMPLEX_UNLIMITED;
		}
		bool is_idle = row(s, row_number)[s->columns] == 0;

		idle = is_idle ? idle + 1 : 0;
		pivot(s, row_number, column);
		if (!is_idle && show(s, visit, context))
			return MC_SIMPLEX_STOPPED;
	}
	return MC_SIMPLEX_LOST;
}

static void negate(const struct mc_simplex *s, size_t number)
{
	for (size_t i = 0; i <= s->columns; i++)
		row(s, number)[i] = -row(s, number)[i];
}

static void drop_row(struct mc_simplex *s, size_t number)
{
	size_t last = --s->row_count;

	for (size_t i = 0; number != last && i <= s->columns; i++)
		row(s, number)[i] = row(s, last)[i];
	s->basis[number] = s->basis[last];
	if (s->basis[number] != NO_COLUMN)
		s->row_of[s->basis[number]] = number;
}

/* Artificial variables that are left are 0: another takes their place, or the equation said nothing new. */
static void drop_artificial(struct mc_simplex *s)
{
	for (size_t i = 0; i < s->row_count && !s->is_lost;) {
		size_t column = 0;

		if (s->basis[i] != NO_COLUMN) {
			i++;
			continue;
		}
		while (column < s->columns && row(s, i)[column] == 0)
			column++;
		if (column == s->columns) {
			drop_row(s, i);
			continue;
		}
		if (row(s, i)[column] < 0)
			negate(s, i);
		pivot(s, i++, column);
	}
}

enum mc_simplex_end mc_simplex_start(struct mc_simplex *simplex)
{
	struct mc_simplex *s = simplex;

	for (size_t i = 0; i < s->row_count; i++) {
		if (row(s, i)[s->columns] < 0)
			negate(s, i);
		for (size_t j = 0; j <= s->columns; j++)
			s->goal[j] += row(s, i)[j];
	}
	enum mc_simplex_end end = run(s, NULL, NULL);

	if (end != MC_SIMPLEX_DONE)
		return MC_SIMPLEX_LOST;
	if (s->goal[s->columns] != 0)
		return MC_SIMPLEX_NONE;
	drop_artificial(s);
	return s->is_lost ? MC_SIMPLEX_LOST : MC_SIMPLEX_DONE;
}

enum mc_simplex_end mc_simplex_go(struct mc_simplex *simplex, size_t column, int sign,
				  mc_simplex_visit *visit, void *context)
{
	struct mc_simplex *s = simplex;
	size_t number = s->row_of[column];

	for (size_t i = 0; i <= s->columns; i++)
		s->goal[i] = number == NO_COLUMN ? 0 : -sign * row(s, number)[i];
	s->goal[column] = number == NO_COLUMN ? sign * s->denominator : 0;
	if (show(s, visit, context))
		return MC_SIMPLEX_STOPPED;
	return run(s, visit, context);
}

int64_t mc_simplex_numerator(const struct mc_simplex *simplex, size_t column)
{
	size_t number = simplex->row_of[column];

	return number == NO_COLUMN ? 0 : row(simplex, number)[simplex->columns];
}

int64_t mc_simplex_denominator(const struct mc_simplex *simplex)
{
	return simplex->denominator;
}

bool mc_simplex_grows(const struct mc_simplex *simplex, size_t column)
{
	size_t number = simplex->row_of[column];

	if (number == NO_COLUMN)
		return column == simplex->grows_by;
	return row(simplex, number)[simplex->grows_by] < 0;
}
