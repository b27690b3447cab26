/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "cert/gather_part.h"
#include "ext/json.h"
#include "os/file.h"

/* ---- alignments ---- */

/* Every code of the course that a table has: flags, one for each row of the frameworks. */
struct finding_rows {
	struct mc_gather *gather;
	bool *is_used;
};

static void find_row(struct finding_rows *finding, const char *align)
{
	const struct mc_frameworks *frameworks = &finding->gather->frameworks;
	uint32_t at = mc_index_find(&frameworks->by_code, align);

	/* A job is nothing that somebody passes. */
	if (at != MC_INDEX_NONE && frameworks->rows[at]->is_occupation)
		return;
	if (at == MC_INDEX_NONE || !frameworks->rows[at]->is_verified)
		finding->gather->aligns.left_out++;
	else
		finding->is_used[at] = true;
}

/* One framework after the other, in each in the order of its table. */
static void sort_rows(struct gather_aligns *aligns, struct mc_arena *arena,
		      const struct mc_frameworks *frameworks, const bool *is_used)
{
	aligns->rows = mc_arena_alloc(arena, (frameworks->row_count + 1) * sizeof(*aligns->rows));
	for (size_t f = 0; f < frameworks->count; f++) {
		for (size_t i = 0; i < frameworks->row_count; i++) {
			if (is_used[i] && frameworks->rows[i]->framework == frameworks->items[f])
				aligns->rows[aligns->count++] = frameworks->rows[i];
		}
	}
}

static size_t place_of(const struct gather_aligns *aligns, const struct mc_framework_row *row)
{
	for (size_t i = 0; i < aligns->count; i++) {
		if (aligns->rows[i] == row)
			return i;
	}
	return SIZE_MAX;
}

static void settle_aligns(size_t **places, size_t *count, struct mc_gather *gather,
			  const struct mc_texts *texts)
{
	*places = mc_arena_alloc(&gather->arena, (texts->count + 1) * sizeof(**places));
	for (size_t i = 0; i < texts->count; i++) {
		const struct mc_framework_row *row = mc_frameworks_find(&gather->frameworks, texts->items[i]);
		size_t place = row ? place_of(&gather->aligns, row) : SIZE_MAX;

		if (place != SIZE_MAX)
			(*places)[(*count)++] = place;
	}
}

/* The codes of an exercise. What is wrong with its file is the business of lint; a spec of another tool has
 * none. */
static void read_aligns(struct mc_texts *texts, struct mc_arena *arena, const char *dir)
{
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTOTEXT path = mc_path_join(dir, "exercise.json");

	*texts = (struct mc_texts){ NULL, 0 };
	if (!mc_file_is_regular(path))
		return;
	mc_err_drop(mc_json_open_file(&json, path));
	const struct mc_json_node *align = json ? mc_json_find(mc_json_root(json), "align") : NULL;

	texts->items = mc_arena_alloc(arena, (mc_json_count(align) + 1) * sizeof(*texts->items));
	for (const struct mc_json_node *n = mc_json_first(align); n; n = mc_json_next(n)) {
		if (mc_json_as_text(n))
			texts->items[texts->count++] = mc_arena_strdup(arena, mc_json_as_text(n));
	}
}

/* ---- modules and exercises ---- */

static bool is_in(const struct mc_score_column *column, const struct mc_module *module)
{
	return column->module && !strcmp(column->module, module->id);
}

static bool is_handed_in(const struct mc_scores *scores, size_t column)
{
	for (size_t row = 0; row < mc_scores_learner_count(scores); row++) {
		if (mc_scores_at(scores, row, column)->state == MC_SCORE_GRADED)
			return true;
	}
	return false;
}

static void fill_module(struct gather_module *module, struct mc_gather *gather,
			const struct mc_module *source, const struct mc_texts *texts)
{
	size_t count = mc_scores_exercise_count(gather->scores);

	module->module = source;
	module->title = mc_words_pick(&source->title, gather->lang);
	settle_aligns(&module->aligns, &module->align_count, gather, &source->align);
	module->exercises = mc_arena_alloc(&gather->arena, (count + 1) * sizeof(*module->exercises));
	for (size_t i = 0; i < count; i++) {
		if (!is_in(mc_scores_column(gather->scores, i), source))
			continue;
		struct gather_exercise *exercise = &module->exercises[module->exercise_count++];

		exercise->column = i;
		settle_aligns(&exercise->aligns, &exercise->align_count, gather, &texts[i]);
		module->is_taught |= is_handed_in(gather->scores, i);
	}
}

static void find_rows(struct mc_gather *gather, const struct mc_texts *texts, size_t count)
{
	const struct mc_curriculum *curriculum = gather->curriculum;
	struct finding_rows finding = { gather,
					mc_arena_alloc(&gather->arena, gather->frameworks.row_count + 1) };

	for (size_t m = 0; m < curriculum->module_count; m++) {
		for (size_t i = 0; i < curriculum->modules[m]->align.count; i++)
			find_row(&finding, curriculum->modules[m]->align.items[i]);
	}
	for (size_t c = 0; c < count; c++) {
		for (size_t i = 0; i < texts[c].count; i++)
			find_row(&finding, texts[c].items[i]);
	}
	sort_rows(&gather->aligns, &gather->arena, &gather->frameworks, finding.is_used);
}

struct mc_err *mc_gather_course(struct mc_gather *gather)
{
	const struct mc_curriculum *curriculum = gather->curriculum;
	size_t count = mc_scores_exercise_count(gather->scores);
	struct mc_texts *texts = mc_arena_alloc(&gather->arena, (count + 1) * sizeof(*texts));

	for (size_t i = 0; i < count; i++) {
		const struct mc_score_column *column = mc_scores_column(gather->scores, i);

		if (column->dir)
			read_aligns(&texts[i], &gather->arena, column->dir);
	}
	find_rows(gather, texts, count);
	gather->modules =
		mc_arena_alloc(&gather->arena, (curriculum->module_count + 1) * sizeof(*gather->modules));
	for (size_t m = 0; m < curriculum->module_count; m++)
		fill_module(&gather->modules[gather->module_count++], gather, curriculum->modules[m], texts);
	return NULL;
}

/* ---- how somebody did ---- */

bool mc_gather_has_passed(const struct mc_gather *gather, const struct gather_exercise *exercise,
			  size_t learner_row)
{
	const struct mc_score *score = mc_scores_at(gather->scores, learner_row, exercise->column);

	return score->state == MC_SCORE_GRADED && score->verdict && !strcmp(score->verdict, "pass");
}

struct gather_standing mc_gather_standing(const struct mc_gather *gather, const struct gather_module *module,
					  size_t learner_row)
{
	struct gather_standing standing = { .is_passed = true };

	for (size_t i = 0; i < module->exercise_count; i++) {
		size_t column = module->exercises[i].column;
		const struct mc_score *score = mc_scores_at(gather->scores, learner_row, column);
		int64_t max = mc_scores_column(gather->scores, column)->max;
		bool has_passed = mc_gather_has_passed(gather, &module->exercises[i], learner_row);

		if (score->state == MC_SCORE_EXEMPT)
			continue;
		standing.passed += has_passed;
		standing.is_passed &= has_passed;
		if (score->state == MC_SCORE_GRADED) {
			standing.points += score->points;
			standing.max += score->max;
		} else if (score->state == MC_SCORE_MISSING && max > 0) {
			standing.max += max;
		}
	}
	standing.is_passed &= standing.passed > 0;
	return standing;
}
