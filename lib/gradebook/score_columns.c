/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "course/curriculum.h"
#include "gradebook/score_part.h"
#include "os/file.h"

/* The exercises of a course, as columns of a matrix. */

static struct mc_score_column *add_column(struct mc_score_columns *columns, const char *exercise)
{
	struct mc_score_column *column = MC_VEC_ADD(columns->items, columns->count, columns->capacity);
	const char *id = mc_arena_strdup(columns->arena, exercise);

	*column = (struct mc_score_column){ .exercise = id, .title = id, .max = -1 };
	mc_index_set(&columns->by_exercise, id, (uint32_t)(columns->count - 1));
	return column;
}

void mc_score_columns_add(struct mc_score_columns *columns, const char *exercise, const char *module)
{
	if (mc_index_find(&columns->by_exercise, exercise) != MC_INDEX_NONE)
		return;
	struct mc_score_column *column = add_column(columns, exercise);

	column->module = module ? mc_arena_strdup(columns->arena, module) : NULL;
}

static const char *pick(struct mc_score_columns *columns, const struct mc_words *words, const char *otherwise)
{
	MC_AUTO(mc_buf) lang = MC_BUF_INIT;

	mc_i18n_lang(&lang);
	const char *text = mc_words_pick(words, lang.ptr);

	return mc_arena_strdup(columns->arena, text ? text : otherwise);
}

/* What is wrong with an exercise is the business of lint; results that are there can be shown. */
static struct mc_err *read_exercise(struct mc_score_columns *columns, const struct mc_module *module,
				    const char *folder)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	MC_AUTOTEXT dir = mc_path_join(module->dir, folder);
	struct mc_rubric *rubric = NULL;
	struct mc_err *err = mc_exercise_open(&exercise, NULL, dir);

	if (err && err->code != MC_E_INPUT)
		return err;
	mc_err_drop(err);
	const char *id = exercise ? exercise->id : folder;

	if (mc_index_find(&columns->by_exercise, id) != MC_INDEX_NONE)
		return NULL;
	MC_TRY(mc_rubric_open(&rubric, NULL, dir));
	if (rubric)
		*MC_VEC_ADD(columns->rubrics, columns->rubric_count, columns->rubric_room) = rubric;
	struct mc_score_column *column = add_column(columns, id);

	column->module = mc_arena_strdup(columns->arena, module->id);
	column->module_name = pick(columns, &module->title, module->id);
	column->dir = mc_arena_strdup(columns->arena, dir);
	column->rubric = rubric;
	if (exercise) {
		column->title = pick(columns, &exercise->title, id);
		column->max = mc_exercise_max(exercise);
	}
	return NULL;
}

struct mc_err *mc_score_columns_read(struct mc_score_columns *columns, const char *course)
{
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;

	MC_TRY(mc_curriculum_open(&curriculum, NULL, course));
	for (size_t m = 0; m < curriculum->module_count; m++) {
		const struct mc_module *module = curriculum->modules[m];

		for (size_t i = 0; i < module->exercises.count; i++)
			MC_TRY(read_exercise(columns, module, module->exercises.items[i]));
	}
	return NULL;
}

void mc_score_columns_release(struct mc_score_columns *columns)
{
	for (size_t i = 0; i < columns->rubric_count; i++)
		mc_rubric_free(columns->rubrics[i]);
	free(columns->rubrics);
	free(columns->items);
	mc_index_release(&columns->by_exercise);
}
