/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "cohort/words.h"

static const struct {
	enum mc_words_list list;
	const char *text;
	const char *word; /* NULL: none */
} samples[] = {
	{ MC_WORDS_GENDER, "F", "f" },
	{ MC_WORDS_GENDER, "Non-binary", "n" },
	{ MC_WORDS_GENDER, "perhaps", NULL },
	{ MC_WORDS_YES_NO, "YES", "y" },
	{ MC_WORDS_YES_NO, "0", "n" },
	{ MC_WORDS_ENTRY_STATUS, "Unemployed", "unemployed" },
	{ MC_WORDS_ENTRY_STATUS, "unemployed for a long time", "long-term-unemployed" },
	{ MC_WORDS_ENTRY_STATUS, "long_term_unemployed", "long-term-unemployed" },
	{ MC_WORDS_ENTRY_STATUS, "self employed", "employed" },
	{ MC_WORDS_INTENT, "new in-field job (180 days)", "job" },
	{ MC_WORDS_INTENT, "keep the job with my employer", "stay" },
	{ MC_WORDS_INTENT, "Further Study", "study" },
	{ MC_WORDS_OUTCOME, "1a", "1A" },
	{ MC_WORDS_OUTCOME, "excluded", "Excluded" },
	{ MC_WORDS_OUTCOME, "5", NULL },
	{ MC_WORDS_EXCLUSION, "moved by the authorities", "moved-by-authority" },
	{ MC_WORDS_EXCLUSION, "on holiday", NULL },
	{ MC_WORDS_REASON, "moved_by_authority", "moved-by-authority" },
	{ MC_WORDS_REASON, "illness", "personal" },
	{ MC_WORDS_REASON, "Own Reason", "own-reason" },
	{ MC_WORDS_REASON, "her name: ???", NULL },
	{ MC_WORDS_STATUS, "Not employed", "unemployed" },
	{ MC_WORDS_STATUS, "in_training", "education" },
	{ MC_WORDS_ATTENDANCE, "P", "present" },
	{ MC_WORDS_ATTENDANCE, "", NULL },
};

static void understands_the_words_that_people_write(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		const char *word = mc_words_find(samples[i].list, &arena, samples[i].text);

		if (!samples[i].word) {
			assert_null(word);
			continue;
		}
		assert_non_null(word);
		assert_string_equal(word, samples[i].word);
	}
}

static void knows_every_word_that_it_names(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;

	(void)state;
	for (int list = MC_WORDS_GENDER; list <= MC_WORDS_ATTENDANCE; list++) {
		char *all = mc_arena_strdup(&arena, mc_words_all((enum mc_words_list)list));

		for (char *end = NULL, *word = all; word; word = end) {
			end = strchr(word, '|');
			if (end)
				*end++ = '\0';
			assert_string_equal(mc_words_find((enum mc_words_list)list, &arena, word), word);
		}
	}
}

static void reads_levels_of_education(void **state)
{
	(void)state;
	assert_int_equal(mc_words_isced("3"), 3);
	assert_int_equal(mc_words_isced("ISCED 5"), 5);
	assert_int_equal(mc_words_isced("9"), -1);
	assert_int_equal(mc_words_isced("34"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(understands_the_words_that_people_write),
		cmocka_unit_test(knows_every_word_that_it_names),
		cmocka_unit_test(reads_levels_of_education),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
