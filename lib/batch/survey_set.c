/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "batch/survey_part.h"

/* Crafted repositories could fill the memory with paths; then the table begins anew. */
enum { MAX_MASKS = 50000 };

static void forget_paths(struct mc_survey_set *set)
{
	mc_index_release(&set->index);
	mc_arena_release(&set->arena);
	set->mask_count = 0;
}

void mc_survey_set_release(struct mc_survey_set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		mc_submission_search_release(&set->searches[i]);
		mc_tree_release(&set->starters[i]);
	}
	forget_paths(set);
	free(set->exercises);
	free(set->searches);
	free(set->starters);
	free(set->masks);
	*set = (struct mc_survey_set){ .count = 0 };
}

static bool is_same(const struct mc_survey_set *set, const struct mc_survey_question *questions, size_t count)
{
	for (size_t i = 0; i < count && count == set->count; i++) {
		if (set->exercises[i] != questions[i].exercise)
			return false;
	}
	return count == set->count;
}

/* The starter as it is in a repository: names for contents. */
static struct mc_err *name_starter(struct mc_tree *names, const struct mc_exercise *exercise)
{
	const struct mc_tree *starter = &exercise->starter;
	char name[MC_REPO_HASH_HEX];

	for (size_t i = 0; i < starter->count; i++) {
		const struct mc_tree_file *file = &starter->files[i];

		if (!mc_exercise_is_submitted(exercise, file->path) ||
		    mc_submission_is_of_exercise(exercise, file->path))
			continue;
		MC_TRY(mc_repo_blob_name(name, file->data, file->len));
		mc_tree_add(names, file->path, name, strlen(name), file->is_executable);
	}
	mc_tree_sort(names);
	return NULL;
}

struct mc_err *mc_survey_set_use(struct mc_survey_set *set, const struct mc_survey_question *questions,
				 size_t count)
{
	if (is_same(set, questions, count))
		return NULL;
	mc_survey_set_release(set);
	set->exercises = mc_alloc_zero(count, sizeof(*set->exercises));
	set->searches = mc_alloc_zero(count, sizeof(*set->searches));
	set->starters = mc_alloc_zero(count, sizeof(*set->starters));
	set->count = count;
	for (size_t i = 0; i < count; i++) {
		set->exercises[i] = questions[i].exercise;
		mc_submission_search_add(&set->searches[i], questions[i].exercise);
		MC_TRY(name_starter(&set->starters[i], questions[i].exercise));
	}
	return NULL;
}

const uint64_t *mc_survey_set_mask(struct mc_survey_set *set, const char *path, bool is_folder)
{
	size_t words = MC_SURVEY_WORDS(set->count);
	MC_AUTOTEXT key = mc_format("%s%s", path, is_folder ? "/" : "");
	uint32_t known = mc_index_find(&set->index, key);

	if (known != MC_INDEX_NONE)
		return &set->masks[known * words];
	if (set->mask_count >= MAX_MASKS)
		forget_paths(set);
	if (set->mask_count == set->mask_capacity) {
		set->mask_capacity = set->mask_capacity ? 2 * set->mask_capacity : 64;
		set->masks = mc_realloc(set->masks, set->mask_capacity * words * sizeof(*set->masks));
	}
	uint64_t *mask = &set->masks[set->mask_count * words];

	for (size_t i = 0; i < set->count; i++) {
		const struct mc_tree_filter filter = mc_submission_filter(&set->searches[i]);

		mc_survey_put(mask, i,
			      is_folder ? mc_tree_is_reachable(&filter, path)
					: mc_tree_is_wanted(&filter, path));
	}
	mc_index_set(&set->index, mc_arena_strdup(&set->arena, key), (uint32_t)set->mask_count++);
	return mask;
}
