/* SPDX-License-Identifier: MIT */
#include "course/exercise.h"

#include <stdlib.h>
#include <string.h>

void mc_exercise_free(struct mc_exercise *exercise)
{
	if (!exercise)
		return;
	mc_tree_release(&exercise->starter);
	mc_tree_release(&exercise->tests_files);
	mc_tree_release(&exercise->private_files);
	mc_tree_release(&exercise->case_files);
	mc_tree_release(&exercise->solutions);
	mc_tree_release(&exercise->checker_files);
	mc_tree_release(&exercise->reference);
	mc_arena_release(&exercise->arena);
	free(exercise);
}

size_t mc_exercise_find(const struct mc_exercise *exercise, const char *id)
{
	size_t i = 0;

	while (i < exercise->test_count && strcmp(exercise->tests[i].id, id) != 0)
		i++;
	return i;
}

int64_t mc_exercise_max(const struct mc_exercise *exercise)
{
	int64_t sum = 0;

	for (size_t i = 0; i < exercise->test_count; i++)
		sum += exercise->tests[i].is_extra ? 0 : exercise->tests[i].points;
	return sum;
}

const char *mc_test_kind_name(enum mc_test_kind kind)
{
	static const char *const names[] = {
#define X(constant, name, stem) [constant] = name,
		MC_TEST_KINDS(X)
#undef X
	};

	return names[kind];
}

const char *mc_expected_name(enum mc_expected expected)
{
	static const char *const names[] = {
#define X(constant, name) [constant] = name,
		MC_EXPECTED(X)
#undef X
	};

	return names[expected];
}

bool mc_exercise_is_submitted(const struct mc_exercise *exercise, const char *path)
{
	const struct mc_tree_filter filter = { .globs = exercise->submit.items,
					       .glob_count = exercise->submit.count };

	return mc_tree_is_wanted(&filter, path);
}

bool mc_texts_has(const struct mc_texts *texts, const char *text)
{
	for (size_t i = 0; i < texts->count; i++) {
		if (!strcmp(texts->items[i], text))
			return true;
	}
	return false;
}

static const char *find_lang(const struct mc_words *words, const char *lang, size_t len)
{
	for (size_t i = 0; i < words->count; i++) {
		if (strlen(words->langs[i]) == len && !strncmp(words->langs[i], lang, len))
			return words->texts[i];
	}
	return NULL;
}

const char *mc_words_pick(const struct mc_words *words, const char *lang)
{
	const char *text = NULL;

	if (words->count == 0)
		return NULL;
	if (lang) {
		text = find_lang(words, lang, strlen(lang));
		if (!text)
			text = find_lang(words, lang, strcspn(lang, "-_"));
	}
	if (!text)
		text = find_lang(words, "en", 2);
	return text ? text : words->texts[0];
}
