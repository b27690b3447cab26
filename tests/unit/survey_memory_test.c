/* SPDX-License-Identifier: MIT */
#include "batch/survey_memory.h"

#include "base/alloc.h"
#include "check.h"
#include "temp.h"

#define HEX "0123456789abcdef0123456789abcdef01234567"

static const struct mc_survey_fact sample = { .learner = "L1",
					      .exercise = "loops",
					      .spec = HEX,
					      .tip = HEX,
					      .until_s = MC_SURVEY_ALWAYS,
					      .uses_arrival = true,
					      .answer = { .state = MC_SURVEY_HANDED_IN,
							  .commit = HEX,
							  .since = HEX,
							  .since_s = 1770000000,
							  .clock = MC_SURVEY_BY_ARRIVAL,
							  .digest = HEX } };

static void test_reads_what_was_written(void **state)
{
	MC_AUTO(mc_survey_memory) memory = MC_SURVEY_MEMORY_INIT;
	MC_AUTO(mc_survey_memory) again = MC_SURVEY_MEMORY_INIT;
	struct mc_survey_fact other = { .learner = "L1",
					.exercise = "none",
					.spec = HEX,
					.tip = HEX,
					.until_s = 5,
					.answer = { .state = MC_SURVEY_NOTHING } };

	(void)state;
	assert_ok(mc_survey_memory_read(&memory, "results/survey"));
	mc_survey_memory_put(&memory, &sample);
	mc_survey_memory_put(&memory, &other);
	other.until_s = 7;
	mc_survey_memory_put(&memory, &other);
	assert_int_equal(memory.count, 2);
	assert_ok(mc_survey_memory_write(&memory, "results/survey"));
	assert_ok(mc_survey_memory_read(&again, "results/survey"));
	assert_false(again.is_changed);
	const struct mc_survey_fact *fact = mc_survey_memory_find(&again, "L1", "loops");

	assert_non_null(fact);
	assert_string_equal(fact->tip, HEX);
	assert_true(fact->uses_arrival && fact->until_s == MC_SURVEY_ALWAYS);
	assert_string_equal(fact->answer.digest, HEX);
	assert_int_equal(fact->answer.since_s, 1770000000);
	assert_int_equal(fact->answer.clock, MC_SURVEY_BY_ARRIVAL);
	fact = mc_survey_memory_find(&again, "L1", "none");
	assert_true(fact && fact->until_s == 7 && fact->answer.state == MC_SURVEY_NOTHING);
	assert_string_equal(fact->answer.commit, "");
	assert_null(mc_survey_memory_find(&again, "L2", "loops"));
}

/* A line that nobody could have written is nothing remembered; the others still are. */
static void test_damaged_lines_are_forgotten(void **state)
{
	static const char good[] = "L1 loops " HEX " " HEX " 5 0 0 " HEX " " HEX " 1 0 " HEX "\n";
	static const char *const bad[] = {
		"",
		"L1\n",
		"L1 loops " HEX " " HEX " 5 0 0 " HEX " " HEX " 1 0\n",
		"L1 loops " HEX " " HEX " 5 0 0 " HEX " " HEX " 1 0 " HEX " more\n",
		"L1 loops " HEX " " HEX " x 0 0 " HEX " " HEX " 1 0 " HEX "\n",
		"L1 loops " HEX " " HEX " 5 2 0 " HEX " " HEX " 1 0 " HEX "\n",
		"L1 loops " HEX " " HEX " 5 0 4 " HEX " " HEX " 1 0 " HEX "\n",
		"L1 loops " HEX " " HEX " 5 0 0 " HEX HEX " " HEX " 1 0 " HEX "\n",
		"L1 loops " HEX " " HEX " 5 0 0 " HEX " " HEX " 1 9 " HEX "\n",
		"L1 loops ../x " HEX " 5 0 0 " HEX " " HEX " 1 0 " HEX "\n",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		MC_AUTO(mc_survey_memory) memory = MC_SURVEY_MEMORY_INIT;
		MC_AUTOTEXT text = mc_format("migracode survey 1\n%sL2%s", bad[i], good + 2);

		mc_survey_memory_parse(&memory, text, strlen(text));
		assert_null(mc_survey_memory_find(&memory, "L1", "loops"));
		assert_non_null(mc_survey_memory_find(&memory, "L2", "loops"));
	}
	MC_AUTO(mc_survey_memory) newer = MC_SURVEY_MEMORY_INIT;
	MC_AUTOTEXT text = mc_format("migracode survey 2\n%s", good);

	mc_survey_memory_parse(&newer, text, strlen(text));
	assert_int_equal(newer.count, 0);
}

static void test_what_would_not_be_read_is_not_remembered(void **state)
{
	MC_AUTO(mc_survey_memory) memory = MC_SURVEY_MEMORY_INIT;
	struct mc_survey_fact fact = sample;

	(void)state;
	fact.exercise = "two words";
	mc_survey_memory_put(&memory, &fact);
	assert_int_equal(memory.count, 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, temp_enter, temp_leave)

int main(void)
{
	static const struct CMUnitTest tests[] = { T(test_reads_what_was_written),
						   T(test_damaged_lines_are_forgotten),
						   T(test_what_would_not_be_read_is_not_remembered) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
