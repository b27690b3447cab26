/* SPDX-License-Identifier: MIT */
#include "course/exercise_new.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* "." and "x/.." name a folder too, but say nothing about it. */
static const char *id_of_dir(struct mc_arena *arena, const char *dir)
{
	MC_AUTOTEXT whole = realpath(dir, NULL);
	const char *path = whole ? whole : dir;
	const char *slash = strrchr(path, '/');

	return mc_slug(arena, slash ? slash + 1 : path, "exercise");
}

struct mc_exercise *mc_exercise_new(const char *format, const char *dir)
{
	struct mc_exercise *exercise = mc_alloc_zero(1, sizeof(*exercise));

	exercise->dir = mc_arena_strdup(&exercise->arena, dir);
	exercise->id = id_of_dir(&exercise->arena, dir);
	exercise->title = mc_words_of(&exercise->arena, exercise->id);
	exercise->limits = (struct mc_limits)MC_LIMITS_RUN;
	exercise->build_limits = (struct mc_limits)MC_LIMITS_BUILD;
	exercise->source_format = format;
	exercise->has_foreign_layout = true;
	exercise->is_laid_at_root = true;
	return exercise;
}

struct mc_texts mc_texts_copy(struct mc_arena *arena, const char *const items[], size_t count)
{
	struct mc_texts texts = { mc_arena_alloc(arena, (count + 1) * sizeof(*texts.items)), count };

	for (size_t i = 0; i < count; i++)
		texts.items[i] = mc_arena_strdup(arena, items[i]);
	return texts;
}

struct mc_words mc_words_of(struct mc_arena *arena, const char *text)
{
	const char *lang = "und";

	return (struct mc_words){
		.langs = mc_texts_copy(arena, &lang, 1).items,
		.texts = mc_texts_copy(arena, &text, 1).items,
		.count = 1,
	};
}

const char *mc_slug(struct mc_arena *arena, const char *name, const char *fallback)
{
	char *slug = mc_arena_strdup(arena, name);
	size_t len = 0;

	for (const char *in = name; *in && len < MC_SLUG_MAX; in++) {
		char c = *in >= 'A' && *in <= 'Z' ? (char)(*in - 'A' + 'a') : *in;

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			slug[len++] = c;
		else if (len > 0 && slug[len - 1] != '-')
			slug[len++] = '-';
	}
	while (len > 0 && slug[len - 1] == '-')
		len--;
	slug[len] = '\0';
	return len > 0 ? slug : fallback;
}

static bool is_taken(const struct mc_exercise *exercise, const char *id, size_t before)
{
	for (size_t i = 0; i < before; i++) {
		if (!strcmp(exercise->tests[i].id, id))
			return true;
	}
	return false;
}

void mc_exercise_settle(struct mc_exercise *exercise)
{
	exercise->order = mc_arena_alloc(&exercise->arena, (exercise->test_count + 1) * sizeof(size_t));
	for (size_t i = 0; i < exercise->test_count; i++) {
		const char *base = exercise->tests[i].id;

		for (unsigned n = 2; is_taken(exercise, exercise->tests[i].id, i); n++)
			exercise->tests[i].id = mc_arena_format(&exercise->arena, "%s-%u", base, n);
		exercise->order[i] = i;
	}
}
