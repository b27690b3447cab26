/* SPDX-License-Identifier: MIT */
/* What can be computed of hidden figures, against an attacker of our own that tries every table. */
#include "check.h"

#include <string.h>

#include "base/alloc.h"
#include "sheet/attack.h"
#include "sheet/simplex.h"
#include "sheet/suppress.h"

enum { MAX_COUNTS = 160, MAX_RELATIONS = 160, MAX_PARTS = 16, MAX_NODES = 500000 };

/* Tables for tests, with everything in place. */
struct tables {
	struct mc_secret secrets[MAX_COUNTS];
	size_t count;
	struct mc_relation relations[MAX_RELATIONS];
	size_t parts[MAX_RELATIONS][MAX_PARTS];
	size_t relation_count;
};

static struct mc_secrets of(struct tables *t)
{
	return (struct mc_secrets){ t->secrets, t->count, t->relations, t->relation_count };
}

static size_t add(struct tables *t, int64_t count)
{
	assert_true(t->count < MAX_COUNTS);
	t->secrets[t->count] = (struct mc_secret){ .count = count };
	return t->count++;
}

/* A relation whose parts are added to with add_part(). */
static struct mc_relation *relate(struct tables *t, size_t total)
{
	struct mc_relation *relation = &t->relations[t->relation_count];

	assert_true(t->relation_count < MAX_RELATIONS);
	*relation = (struct mc_relation){ total, t->parts[t->relation_count++], 0 };
	return relation;
}

static void add_part(struct tables *t, struct mc_relation *relation, size_t part)
{
	t->parts[relation - t->relations][relation->part_count++] = part;
}

/* count + parts in one table of a row. */
static size_t add_sum(struct tables *t, const int64_t *parts, size_t count)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += parts[i];
	size_t total = add(t, sum);
	struct mc_relation *relation = relate(t, total);

	for (size_t i = 0; i < count; i++)
		add_part(t, relation, add(t, parts[i]));
	return total;
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Many cells are 0 or small, as those of real tables are. */
static int64_t random_count(uint32_t *state, unsigned most)
{
	switch (next_random(state) % 4) {
	case 0:
		return 0;
	case 1:
		return next_random(state) % 4;
	default:
		return next_random(state) % most;
	}
}

/* --- The attacker of the test: tries every table of whole numbers up to a largest one. --- */

struct brute {
	const struct tables *tables;
	int64_t largest;
	int64_t values[MAX_COUNTS];
	bool is_set[MAX_COUNTS];
	size_t open[MAX_COUNTS];
	size_t open_count;
	int64_t low[MAX_COUNTS];
	int64_t high[MAX_COUNTS];
	int64_t enough;
	size_t nodes;
};

/* False when a relation cannot hold any more. */
static bool brute_fits(const struct brute *b)
{
	for (size_t i = 0; i < b->tables->relation_count; i++) {
		const struct mc_relation *r = &b->tables->relations[i];
		int64_t sum = 0;
		bool is_whole = b->is_set[r->total];
		int64_t total = is_whole ? b->values[r->total] : b->largest * MAX_PARTS;

		for (size_t j = 0; j < r->part_count; j++) {
			is_whole = is_whole && b->is_set[r->parts[j]];
			sum += b->is_set[r->parts[j]] ? b->values[r->parts[j]] : 0;
		}
		if (sum > total || (is_whole && sum != total))
			return false;
	}
	return true;
}

static bool brute_has_enough(const struct brute *b)
{
	for (size_t i = 0; b->enough && i < b->open_count; i++) {
		if (b->high[b->open[i]] - b->low[b->open[i]] < b->enough)
			return false;
	}
	return b->enough > 0;
}

static void brute_search(struct brute *b, size_t depth)
{
	if (b->nodes++ > MAX_NODES || !brute_fits(b) || brute_has_enough(b))
		return;
	if (depth == b->open_count) {
		for (size_t i = 0; i < depth; i++) {
			size_t n = b->open[i];

			b->low[n] = b->values[n] < b->low[n] ? b->values[n] : b->low[n];
			b->high[n] = b->values[n] > b->high[n] ? b->values[n] : b->high[n];
		}
		return;
	}
	size_t index = b->open[depth];

	b->is_set[index] = true;
	for (int64_t value = 1; value <= b->largest; value++) {
		b->values[index] = value;
		brute_search(b, depth + 1);
	}
	b->is_set[index] = false;
}

/* Totals last, so that parts decide; false when there was too much to try. */
static bool brute_run(struct brute *b, const struct tables *tables, int64_t largest, int64_t enough)
{
	memset(b, 0, sizeof(*b));
	b->tables = tables;
	b->largest = largest;
	b->enough = enough;
	for (size_t i = tables->count; i-- > 0;) {
		b->low[i] = INT64_MAX;
		b->high[i] = -1;
		b->values[i] = tables->secrets[i].count;
		b->is_set[i] = !tables->secrets[i].is_hidden;
		if (tables->secrets[i].is_hidden)
			b->open[b->open_count++] = i;
	}
	brute_search(b, 0);
	return b->nodes <= MAX_NODES;
}

/* --- Tables --- */

/* rows × columns with margins; totals come first, so that the test's attacker tries them last. */
static void two_way(struct tables *t, size_t rows, size_t columns, uint32_t *state, unsigned most)
{
	size_t row_total[8], column_total[8], cell[8][8];
	size_t all = add(t, 0);
	struct mc_relation *relation;

	for (size_t i = 0; i < rows; i++)
		row_total[i] = add(t, 0);
	for (size_t i = 0; i < columns; i++)
		column_total[i] = add(t, 0);
	for (size_t i = 0; i < rows * columns; i++) {
		int64_t count = random_count(state, most);

		cell[i / columns][i % columns] = add(t, count);
		t->secrets[all].count += count;
		t->secrets[row_total[i / columns]].count += count;
		t->secrets[column_total[i % columns]].count += count;
	}
	for (size_t i = 0; i < rows; i++) {
		relation = relate(t, row_total[i]);
		for (size_t j = 0; j < columns; j++)
			add_part(t, relation, cell[i][j]);
	}
	for (size_t j = 0; j < columns; j++) {
		relation = relate(t, column_total[j]);
		for (size_t i = 0; i < rows; i++)
			add_part(t, relation, cell[i][j]);
	}
	relation = relate(t, all);
	for (size_t i = 0; i < rows; i++)
		add_part(t, relation, row_total[i]);
	relation = relate(t, all);
	for (size_t j = 0; j < columns; j++)
		add_part(t, relation, column_total[j]);
}

/* The sum over one direction: where the cell of this number is counted, with the direction left out. */
static size_t without(size_t number, const size_t *sizes, size_t direction)
{
	size_t at[3] = { number % sizes[0], number / sizes[0] % sizes[1], number / sizes[0] / sizes[1] };

	at[direction] = 0;
	return at[0] + at[1] * sizes[0] + at[2] * sizes[0] * sizes[1];
}

/* Three directions; the two-way margins are printed, too. */
static void three_way(struct tables *t, const size_t *sizes, uint32_t *state, unsigned most)
{
	size_t total = sizes[0] * sizes[1] * sizes[2], cells[64], margins[3][64];

	for (size_t d = 0; d < 3; d++) {
		for (size_t i = 0; i < total; i++)
			margins[d][i] = without(i, sizes, d) == i ? add(t, 0) : SIZE_MAX;
	}
	for (size_t i = 0; i < total; i++) {
		cells[i] = add(t, random_count(state, most));
		for (size_t d = 0; d < 3; d++)
			t->secrets[margins[d][without(i, sizes, d)]].count += t->secrets[cells[i]].count;
	}
	for (size_t d = 0; d < 3; d++) {
		for (size_t i = 0; i < total; i++) {
			if (margins[d][i] == SIZE_MAX)
				continue;
			struct mc_relation *relation = relate(t, margins[d][i]);

			for (size_t j = 0; j < total; j++) {
				if (without(j, sizes, d) == i)
					add_part(t, relation, cells[j]);
			}
		}
	}
}

/* What must hold of every table: small counts are hidden, 0 is shown, and nothing can be computed. */
static bool check_protected(struct tables *t, int64_t k, int64_t largest)
{
	static struct brute brute;
	bool has_tried = true;

	for (size_t i = 0; i < t->count; i++) {
		int64_t count = t->secrets[i].count;

		if (count > 0 && count < k)
			assert_true(t->secrets[i].is_hidden);
		if (count == 0)
			assert_false(t->secrets[i].is_hidden);
	}
	has_tried = brute_run(&brute, t, largest, k);
	for (size_t i = 0; has_tried && i < t->count; i++) {
		if (t->secrets[i].is_hidden && brute.high[i] - brute.low[i] < k)
			fail_msg("count %zu is known to within %lld", i,
				 (long long)(brute.high[i] - brute.low[i]));
	}
	return has_tried;
}

/* --- Tests --- */

static void maximizes_exactly(void **state)
{
	(void)state;
	/* 3x + 2y + s = 7, x + 2y + u = 4: x is largest at 7/3. */
	MC_AUTOPTR(mc_simplex) s = mc_simplex_new(2, 4);

	mc_simplex_add(s, 7);
	mc_simplex_set(s, 0, 3);
	mc_simplex_set(s, 1, 2);
	mc_simplex_set(s, 2, 1);
	mc_simplex_add(s, 4);
	mc_simplex_set(s, 0, 1);
	mc_simplex_set(s, 1, 2);
	mc_simplex_set(s, 3, 1);
	assert_int_equal(mc_simplex_start(s), MC_SIMPLEX_DONE);
	assert_int_equal(mc_simplex_go(s, 0, 1, NULL, NULL), MC_SIMPLEX_DONE);
	assert_int_equal(mc_simplex_numerator(s, 0) * 3, mc_simplex_denominator(s) * 7);
	assert_int_equal(mc_simplex_go(s, 1, 1, NULL, NULL), MC_SIMPLEX_DONE);
	assert_int_equal(mc_simplex_numerator(s, 1), mc_simplex_denominator(s) * 2);
	assert_int_equal(mc_simplex_go(s, 0, -1, NULL, NULL), MC_SIMPLEX_DONE);
	assert_int_equal(mc_simplex_numerator(s, 0), 0);
}

static void sees_contradictions_and_no_limits(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_simplex) none = mc_simplex_new(2, 2);
	MC_AUTOPTR(mc_simplex) open = mc_simplex_new(1, 3);

	mc_simplex_add(none, 3);
	mc_simplex_set(none, 0, 1);
	mc_simplex_set(none, 1, 1);
	mc_simplex_add(none, 4);
	mc_simplex_set(none, 0, 1);
	mc_simplex_set(none, 1, 1);
	assert_int_equal(mc_simplex_start(none), MC_SIMPLEX_NONE);
	mc_simplex_add(open, -2); /* x - y = -2; z is free */
	mc_simplex_set(open, 0, 1);
	mc_simplex_set(open, 1, -1);
	assert_int_equal(mc_simplex_start(open), MC_SIMPLEX_DONE);
	assert_int_equal(mc_simplex_go(open, 1, 1, NULL, NULL), MC_SIMPLEX_UNLIMITED);
	assert_true(mc_simplex_grows(open, 0) && mc_simplex_grows(open, 1) && !mc_simplex_grows(open, 2));
	assert_int_equal(mc_simplex_go(open, 1, -1, NULL, NULL), MC_SIMPLEX_DONE);
	assert_int_equal(mc_simplex_numerator(open, 1), 2);
	assert_null(mc_simplex_new(1u << 20, 1u << 20));
}

static void computes_the_bounds_of_a_row(void **state)
{
	(void)state;
	struct tables t = { .count = 0 };
	size_t total = add_sum(&t, (int64_t[]){ 3, 5, 12 }, 3);
	struct mc_known known[4];
	struct mc_bounds bounds[4] = { MC_BOUNDS_INIT, MC_BOUNDS_INIT, MC_BOUNDS_INIT, MC_BOUNDS_INIT };
	bool is_sound = false;
	struct mc_attack attack = {
		.known = known, .count = 4, .relations = t.relations, .relation_count = 1
	};

	t.secrets[1].is_hidden = t.secrets[2].is_hidden = true;
	for (size_t i = 0; i < 4; i++)
		known[i] = mc_secret_known(&t.secrets[i]);
	assert_ok(mc_disclosure_bounds(bounds, &is_sound, &attack));
	assert_true(is_sound);
	assert_int_equal(bounds[1].low, 1);
	assert_int_equal(bounds[1].high, 7);
	assert_int_equal(mc_bounds_seen(&bounds[2]), 6);
	assert_int_equal(bounds[total].low, 20);
	known[2] = (struct mc_known){ 6, 6 };
	assert_ok(mc_disclosure_bounds(bounds, &is_sound, &attack));
	assert_int_equal(bounds[1].low, 2);
	assert_int_equal(bounds[1].high, 2);
	known[2] = (struct mc_known){ 8, 9 };
	assert_ok(mc_disclosure_bounds(bounds, &is_sound, &attack));
	assert_false(is_sound);
}

static void bounds_are_those_of_trying_everything(void **state)
{
	(void)state;
	uint32_t seed = 7;
	size_t tried = 0;

	for (size_t round = 0; round < 300; round++) {
		static struct tables t;
		static struct brute brute;
		struct mc_known known[MAX_COUNTS];
		struct mc_bounds bounds[MAX_COUNTS];
		bool is_sound = false;

		memset(&t, 0, sizeof(t));
		two_way(&t, 2 + round % 2, 2 + round / 2 % 2, &seed, 7);
		for (size_t i = 0; i < t.count; i++) {
			t.secrets[i].is_hidden = i > 0 && t.secrets[i].count > 0 && next_random(&seed) % 2;
			known[i] = mc_secret_known(&t.secrets[i]);
			bounds[i] = (struct mc_bounds)MC_BOUNDS_INIT;
		}
		struct mc_attack attack = { .known = known,
					    .count = t.count,
					    .relations = t.relations,
					    .relation_count = t.relation_count };

		assert_ok(mc_disclosure_bounds(bounds, &is_sound, &attack));
		assert_true(is_sound);
		if (!brute_run(&brute, &t, t.secrets[0].count, 0))
			continue;
		tried++;
		for (size_t i = 0; i < t.count; i++) {
			if (!t.secrets[i].is_hidden)
				continue;
			assert_int_equal(bounds[i].low, brute.low[i]);
			assert_int_equal(bounds[i].high, brute.high[i]);
			assert_int_equal(bounds[i].seen_low, brute.low[i]);
			assert_int_equal(bounds[i].seen_high, brute.high[i]);
		}
	}
	assert_true(tried > 280);
}

static void hides_as_little_as_it_takes(void **state)
{
	(void)state;
	struct tables t = { .count = 0 };
	struct mc_secrets secrets;
	size_t total = add_sum(&t, (int64_t[]){ 3, 17, 0, 9 }, 4);

	secrets = of(&t);
	mc_disclosure_suppress(&secrets, 5);
	assert_true(t.secrets[1].is_hidden);
	assert_false(t.secrets[2].is_hidden);
	assert_false(t.secrets[3].is_hidden); /* nobody: shown */
	assert_true(t.secrets[4].is_hidden);  /* the smaller of the others */
	assert_false(t.secrets[total].is_hidden);
}

static void hides_the_total_when_nothing_else_helps(void **state)
{
	(void)state;
	struct tables t = { .count = 0 };
	struct mc_secrets secrets;
	size_t total = add_sum(&t, (int64_t[]){ 3, 2, 0 }, 3);

	secrets = of(&t);
	mc_disclosure_suppress(&secrets, 5);
	assert_true(t.secrets[total].is_hidden && t.secrets[1].is_hidden && t.secrets[2].is_hidden);
}

static void leaves_tables_without_small_counts_alone(void **state)
{
	(void)state;
	struct tables t = { .count = 0 };
	struct mc_secrets secrets;

	add_sum(&t, (int64_t[]){ 5, 17, 0, 9 }, 4);
	secrets = of(&t);
	mc_disclosure_suppress(&secrets, 5);
	for (size_t i = 0; i < t.count; i++)
		assert_false(t.secrets[i].is_hidden);
}

static void protects_what_is_printed_nowhere(void **state)
{
	(void)state;
	struct tables t = { .count = 0 };
	struct mc_secrets secrets;
	size_t total = add_sum(&t, (int64_t[]){ 18, 2 }, 2);

	t.secrets[2].is_unprinted = true;
	secrets = of(&t);
	mc_disclosure_suppress(&secrets, 5);
	assert_true(t.secrets[1].is_hidden);
	assert_false(t.secrets[total].is_hidden);
}

static void does_not_hide_what_is_known_already(void **state)
{
	(void)state;
	struct tables t = { .count = 0 };
	struct mc_secrets secrets;
	size_t total = add_sum(&t, (int64_t[]){ 3, 17, 9 }, 3);

	t.secrets[3].is_told = true;
	secrets = of(&t);
	mc_disclosure_suppress(&secrets, 5);
	assert_true(t.secrets[1].is_hidden && t.secrets[2].is_hidden);
	assert_false(t.secrets[3].is_hidden || t.secrets[total].is_hidden);
}

static void protects_tables_of_two_ways(void **state)
{
	(void)state;
	uint32_t seed = 1;
	size_t tried = 0;

	for (size_t round = 0; round < 400; round++) {
		static struct tables t;
		struct mc_secrets secrets;

		memset(&t, 0, sizeof(t));
		two_way(&t, 2 + round % 3, 2 + round / 3 % 3, &seed, 9);
		secrets = of(&t);
		mc_disclosure_suppress(&secrets, 3);
		tried += check_protected(&t, 3, t.secrets[0].count + 6);
	}
	printf("two ways: %zu of 400 tried\n", tried);
	assert_true(tried > 330);
}

static void protects_tables_of_three_ways(void **state)
{
	(void)state;
	uint32_t seed = 2;
	size_t tried = 0;

	for (size_t round = 0; round < 150; round++) {
		static struct tables t;
		struct mc_secrets secrets;
		size_t sizes[3] = { 2, 2 + round % 2, 2 + round / 2 % 2 };

		memset(&t, 0, sizeof(t));
		three_way(&t, sizes, &seed, 9);
		secrets = of(&t);
		mc_disclosure_suppress(&secrets, 3);
		tried += check_protected(&t, 3, 30);
	}
	printf("three ways: %zu of 150 tried\n", tried);
	assert_true(tried > 90);
}

static void decides_the_same_every_time(void **state)
{
	(void)state;
	static struct tables one, two;
	uint32_t first = 5, second = 5;
	struct mc_secrets secrets;

	memset(&one, 0, sizeof(one));
	memset(&two, 0, sizeof(two));
	two_way(&one, 5, 5, &first, 12);
	two_way(&two, 5, 5, &second, 12);
	secrets = of(&one);
	mc_disclosure_suppress(&secrets, 5);
	secrets = of(&two);
	mc_disclosure_suppress(&secrets, 5);
	for (size_t i = 0; i < one.count; i++)
		assert_int_equal(one.secrets[i].is_hidden, two.secrets[i].is_hidden);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maximizes_exactly),
		cmocka_unit_test(sees_contradictions_and_no_limits),
		cmocka_unit_test(computes_the_bounds_of_a_row),
		cmocka_unit_test(bounds_are_those_of_trying_everything),
		cmocka_unit_test(hides_as_little_as_it_takes),
		cmocka_unit_test(hides_the_total_when_nothing_else_helps),
		cmocka_unit_test(leaves_tables_without_small_counts_alone),
		cmocka_unit_test(protects_what_is_printed_nowhere),
		cmocka_unit_test(does_not_hide_what_is_known_already),
		cmocka_unit_test(protects_tables_of_two_ways),
		cmocka_unit_test(protects_tables_of_three_ways),
		cmocka_unit_test(decides_the_same_every_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
