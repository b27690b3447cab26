/* SPDX-License-Identifier: MIT */
#include "similar/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "check.h"
#include "similar/study.h"
#include "similar/tile.h"

/* Programs in memory, in C. */
struct shelf {
	const char *const *texts;
};

static struct mc_err *read_text(struct mc_tree *tree, void *context, size_t index)
{
	const struct shelf *shelf = context;

	if (!shelf->texts[index])
		return mc_err_new(MC_E_IO, "cannot read number %zu", index);
	mc_tree_add(tree, "main.c", shelf->texts[index], strlen(shelf->texts[index]), false);
	mc_tree_sort(tree);
	return NULL;
}

/* A program of `count` statements that no other seed has. */
static char *make_program(unsigned seed, unsigned count)
{
	static const char *const forms[] = { "x = y + f(z);", "if (x < y) g();", "while (x) y--;",
					     "a[x] *= 7;",    "return x - y;",	 "p->q = r & s;" };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (unsigned i = 0; i < count; i++) {
		seed = seed * 1103515245 + 12345;
		mc_buf_addz(&text, forms[(seed >> 16) % MC_COUNT(forms)]);
	}
	return mc_buf_take(&text);
}

static void compare(struct mc_study *study, const struct mc_study_input *input)
{
	assert_ok(mc_study_read(study, input));
	mc_study_compare(study);
	mc_study_rank(study);
}

static void test_sorting_and_merging(void **state)
{
	(void)state;
	MC_AUTO(mc_prints) prints = MC_PRINTS_INIT;
	MC_AUTO(mc_prints) others = MC_PRINTS_INIT;
	uint64_t seed = 1;

	for (size_t i = 0; i < 5000; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		struct mc_prints *to = i % 3 ? &prints : &others;

		to->items = mc_realloc(to->items, (to->count + 1) * sizeof(*to->items));
		to->items[to->count++] = i % 50 ? seed : 7;
	}
	mc_prints_sort(&prints);
	mc_prints_sort(&others);
	assert_int_equal(others.items[0], 7);
	size_t all = prints.count + others.count;

	mc_prints_merge(&prints, others.items, others.count);
	assert_int_equal(prints.count, all);
	for (size_t i = 1; i < prints.count; i++)
		assert_true(prints.items[i - 1] <= prints.items[i]);
	mc_prints_sort(&prints);
	for (size_t i = 1; i < prints.count; i++)
		assert_true(prints.items[i - 1] < prints.items[i]);
	assert_int_equal(mc_prints_find(&prints, mc_print_key(prints.items[100])), 100);
}

static void test_what_is_shared_has_a_shared_print(void **state)
{
	(void)state;
	/* 15 codes in common: 12 for a fingerprint and 3 more for the window. */
	MC_AUTOTEXT shared = make_program(5, 6);
	MC_AUTOTEXT before = make_program(6, 30);
	MC_AUTOTEXT behind = make_program(7, 30);
	MC_AUTOTEXT other = make_program(8, 30);
	MC_AUTOTEXT one = mc_format("%s%s%s", before, shared, behind);
	MC_AUTOTEXT two = mc_format("%s%s", other, shared);
	const char *const texts[] = { one, two };
	struct shelf shelf = { texts };
	const struct mc_study_input input = {
		.count = 2, .names = texts, .context = &shelf, .read = read_text
	};
	MC_AUTO(mc_study) study = MC_STUDY_INIT;

	study.min_tokens = 1;
	compare(&study, &input);
	assert_int_equal(study.pair_count, 1);
}

static void test_scores(void **state)
{
	(void)state;
	MC_AUTOTEXT a = make_program(1, 80);
	MC_AUTOTEXT b = make_program(2, 80);
	MC_AUTOTEXT c = make_program(3, 80);
	MC_AUTOTEXT half = mc_format("%s%s", a, b);
	const char *const texts[] = { a, b, half, a, c, "int x;", NULL };
	struct shelf shelf = { texts };
	const struct mc_study_input input = {
		.count = MC_COUNT(texts), .names = texts, .context = &shelf, .read = read_text
	};
	MC_AUTO(mc_study) study = MC_STUDY_INIT;

	compare(&study, &input);
	assert_int_equal(study.compared_count, 5);
	assert_int_equal(study.programs[5].state, MC_PROGRAM_EMPTY);
	assert_int_equal(study.programs[6].state, MC_PROGRAM_FAILED);
	assert_int_equal(study.pairs[0].match.a, 0);
	assert_int_equal(study.pairs[0].match.b, 3);
	assert_true(study.pairs[0].match.score == 1.0f);
	/* Half of one in half of the other. */
	assert_true(study.pairs[1].match.score > 0.4f && study.pairs[1].match.score < 0.9f);
	for (size_t i = 1; i < study.pair_count; i++)
		assert_true(study.pairs[i].match.score <= study.pairs[i - 1].match.score);
	assert_int_equal(study.clusters[0], study.clusters[3]);
	assert_true(study.clusters[0] > 0 && study.clusters[4] == 0);
	mc_study_keep_for(&study, 4);
	for (size_t i = 0; i < study.pair_count; i++)
		assert_true(study.pairs[i].match.a == 4 || study.pairs[i].match.b == 4);
}

static void test_what_was_given_counts_for_nothing(void **state)
{
	(void)state;
	MC_AUTOTEXT given = make_program(1, 90);
	MC_AUTOTEXT a = make_program(2, 80);
	MC_AUTOTEXT b = make_program(3, 80);
	MC_AUTOTEXT one = mc_format("%s%s", given, a);
	MC_AUTOTEXT two = mc_format("%s%s", given, b);
	const char *const texts[] = { one, two, one };
	struct shelf shelf = { texts };
	const struct mc_study_input input = {
		.count = 3, .names = texts, .context = &shelf, .read = read_text
	};
	MC_AUTO(mc_study) study = MC_STUDY_INIT;
	MC_AUTO(mc_tree) starter = MC_TREE_INIT;

	mc_tree_add(&starter, "s.c", given, strlen(given), false);
	study.min_tokens = 1;
	mc_study_give(&study, &starter);
	compare(&study, &input);
	assert_true(study.pairs[0].match.score == 1.0f);
	for (size_t i = 1; i < study.pair_count; i++)
		assert_true(study.pairs[i].match.score < 0.5f);
	mc_study_refine(&study, 1);
	assert_true(study.pairs[0].is_exact && study.pairs[0].span_count > 0);
	assert_true(study.pairs[0].spans[0].tokens < 400);
}

static void test_the_threshold_lies_in_the_widest_gap(void **state)
{
	static const float exact[] = { 1, 1, 0.88F, 0.85F, 0.83F };
	(void)state;
	const float gap[] = { 0.95f, 0.9f, 0.6f, 0.55f, 0.3f };
	const float none[] = { 0.62f, 0.6f, 0.58f, 0.56f, 0.54f, 0.52f, 0.5f, 0.48f };
	const float low[] = { 0.4f, 0.1f };
	const float one[] = { 0.9f };

	assert_true(mc_match_threshold(gap, 5) > 0.7 && mc_match_threshold(gap, 5) < 0.8);
	assert_true(mc_match_threshold(none, 8) > 0.59 && mc_match_threshold(none, 8) < 0.61);
	assert_true(mc_match_threshold(low, 2) > 0.59);
	assert_true(mc_match_threshold(one, 1) >= 0.5 && mc_match_threshold(one, 1) < 0.9);
	assert_true(mc_match_threshold(NULL, 0) > 0.59);
	/* Exact copies must not make changed ones look harmless. */
	assert_true(mc_match_threshold(exact, 5) < 0.83 && mc_match_threshold(exact, 5) >= 0.5);
}

static void test_rare_ones_weigh_more(void **state)
{
	(void)state;
	assert_true(mc_match_weight(100, 2) > mc_match_weight(100, 10));
	assert_true(mc_match_weight(100, 100) > 0);
	assert_true(mc_match_weight(100, 1) <= mc_match_weight(100, 2));
}

static void test_thousands_of_equal_programs_are_compared_in_time(void **state)
{
	(void)state;
	enum { COUNT = 4000 };
	MC_AUTOTEXT a = make_program(1, 60);
	const char **texts = mc_alloc_zero(COUNT, sizeof(*texts));
	MC_AUTO(mc_study) study = MC_STUDY_INIT;

	for (size_t i = 0; i < COUNT; i++)
		texts[i] = a;
	struct shelf shelf = { texts };
	const struct mc_study_input input = {
		.count = COUNT, .names = texts, .context = &shelf, .read = read_text
	};

	compare(&study, &input);
	assert_true(study.pair_count <= 10 * COUNT);
	free(texts);
}

static void test_tiles_do_not_overlap(void **state)
{
	(void)state;
	MC_AUTO(mc_canon) a = MC_CANON_INIT;
	MC_AUTO(mc_canon) b = MC_CANON_INIT;
	MC_AUTO(mc_prints) prints = MC_PRINTS_INIT;
	MC_AUTO(mc_tiles) tiles = MC_TILES_INIT;
	static const char one[] = "f(1);\nwhile (b) {\n  c += d[b] * 3;\n  b--;\n}\ng(c, d);\n";
	static const char two[] = "x = y / z;\n\nwhile (k) {\n  m += n[k] * 3;\n  --k;\n}\nh(m, n);\n";
	bool none[64] = { false };

	mc_canon_add(&a, MC_LANGUAGE_C, one, strlen(one));
	mc_canon_add(&b, MC_LANGUAGE_C, two, strlen(two));
	assert_true(a.count < 64 && b.count < 64);
	mc_tile(&tiles, &a, none, &b, none, &prints, 2);
	assert_int_equal(tiles.count, 1);
	assert_int_equal(tiles.items[0].a.from, 2);
	assert_int_equal(tiles.items[0].a.to, 6);
	assert_int_equal(tiles.items[0].b.from, 3);
	assert_int_equal(tiles.items[0].b.to, 7);
	assert_int_equal(tiles.lines, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sorting_and_merging),
		cmocka_unit_test(test_what_is_shared_has_a_shared_print),
		cmocka_unit_test(test_scores),
		cmocka_unit_test(test_what_was_given_counts_for_nothing),
		cmocka_unit_test(test_the_threshold_lies_in_the_widest_gap),
		cmocka_unit_test(test_rare_ones_weigh_more),
		cmocka_unit_test(test_thousands_of_equal_programs_are_compared_in_time),
		cmocka_unit_test(test_tiles_do_not_overlap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
