/* SPDX-License-Identifier: MIT */
#include "check.h"

#include "grade/data_score.h"

/* Accepted with all points, accepted with some, and three ways of being rejected. */
static const struct mc_data_outcome full = {
	.is_accepted = true, .is_full = true, .score = 2000, .blamed = 0
};
static const struct mc_data_outcome part = { .is_accepted = true, .score = 500, .blamed = 1 };
static const struct mc_data_outcome wrong = { .blamed = 2, .severity = 1 };
static const struct mc_data_outcome slow = { .blamed = 3, .severity = 3 };
static const struct mc_data_outcome crash = { .blamed = 4, .severity = 5 };

static struct mc_data_outcome settle(struct mc_data_group group, const struct mc_data_outcome *a,
				     const struct mc_data_outcome *b, const struct mc_data_outcome *c)
{
	const struct mc_data_outcome children[] = { *a, *b, *c };

	return mc_data_group_outcome(&group, children, 3);
}

static void points_are_made_in_five_ways(void **state)
{
	(void)state;
	assert_int_equal(
		(int)settle((struct mc_data_group){ .score = MC_DATA_SUM }, &full, &part, &wrong).score,
		2500);
	assert_int_equal(
		(int)settle((struct mc_data_group){ .score = MC_DATA_MIN }, &full, &part, &full).score, 500);
	assert_int_equal(
		(int)settle((struct mc_data_group){ .score = MC_DATA_MAX }, &full, &part, &wrong).score,
		2000);
	assert_int_equal(
		(int)settle((struct mc_data_group){ .score = MC_DATA_AVERAGE }, &part, &part, &part).score,
		500);
	assert_int_equal(
		(int)settle((struct mc_data_group){ .score = MC_DATA_ALL }, &full, &full, &full).score, 2000);
	assert_int_equal(
		(int)settle((struct mc_data_group){ .score = MC_DATA_ALL }, &full, &part, &full).score, 0);
}

static void one_rejected_case_rejects_the_group(void **state)
{
	(void)state;
	struct mc_data_outcome whole =
		settle((struct mc_data_group){ .score = MC_DATA_SUM }, &full, &wrong, &full);

	assert_false(whole.is_accepted || whole.is_full);
	assert_int_equal(whole.blamed, 2);
	whole = settle((struct mc_data_group){ .accepts_any = true }, &wrong, &full, &slow);
	assert_true(whole.is_accepted && !whole.is_full && whole.severity == 0);
	whole = settle((struct mc_data_group){ .accepts_any = true }, &wrong, &crash, &slow);
	assert_false(whole.is_accepted);
	whole = settle((struct mc_data_group){ .always_accepts = true }, &wrong, &crash, &slow);
	assert_true(whole.is_accepted);
}

static void the_first_or_the_worst_is_blamed(void **state)
{
	(void)state;
	assert_int_equal(
		settle((struct mc_data_group){ .blames_worst = false }, &wrong, &crash, &slow).blamed, 2);
	assert_int_equal(settle((struct mc_data_group){ .blames_worst = true }, &wrong, &slow, &crash).blamed,
			 4);
	assert_int_equal(settle((struct mc_data_group){ .blames_worst = true }, &full, &slow, &wrong).blamed,
			 3);
}

static void reasons_have_the_order_of_the_default_grader(void **state)
{
	(void)state;
	static const enum mc_reason_code order[] = {
		MC_REASON_NONE,	    MC_REASON_DIFFERS, MC_REASON_OUTPUT,
		MC_REASON_CPU_TIME, MC_REASON_MEMORY,  MC_REASON_SIGNAL
	};

	for (size_t i = 1; i < MC_COUNT(order); i++)
		assert_true(mc_data_severity(order[i - 1]) < mc_data_severity(order[i]));
}

static void points_stay_between_nothing_and_all(void **state)
{
	(void)state;
	assert_int_equal(mc_data_points(1333.4999, 2000), 1333);
	assert_int_equal(mc_data_points(666.6667 + 666.6667 + 666.6667, 2000), 2000);
	assert_int_equal(mc_data_points(2500, 2000), 2000);
	assert_int_equal(mc_data_points(-5, 2000), 0);
	assert_int_equal(mc_data_points(0.0 / 1.0, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_are_made_in_five_ways),
		cmocka_unit_test(one_rejected_case_rejects_the_group),
		cmocka_unit_test(the_first_or_the_worst_is_blamed),
		cmocka_unit_test(reasons_have_the_order_of_the_default_grader),
		cmocka_unit_test(points_stay_between_nothing_and_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
