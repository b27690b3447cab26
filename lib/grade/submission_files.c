/* SPDX-License-Identifier: MIT */
#include "grade/submission_files.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/vec.h"

/* Where a workspace may keep an exercise; %s is its id. The root comes last: it takes what is left. */
static const char *const places[] = { "modules/*/%s/", "%s/", "*/%s/", "" };

void mc_submission_search_release(struct mc_submission_search *search)
{
	free(search->globs);
	mc_arena_release(&search->arena);
	*search = (struct mc_submission_search)MC_SUBMISSION_SEARCH_INIT;
}

static const char *prefix_glob(struct mc_submission_search *search, size_t place, const char *id)
{
	const char *percent = strstr(places[place], "%s");

	if (!percent)
		return places[place];
	return mc_arena_format(&search->arena, "%.*s%s%s", (int)(percent - places[place]), places[place], id,
			       percent + 2);
}

/* A foreign spec takes the whole repository and knows no workspace.  Tests of a repository look at the
 * exercise's folder even when nothing of the student's is in it yet. */
void mc_submission_search_add(struct mc_submission_search *search, const struct mc_exercise *exercise)
{
	bool finds_spec = mc_submission_wants_history(exercise);

	for (size_t p = exercise->has_foreign_layout ? MC_COUNT(places) - 1 : 0; p < MC_COUNT(places); p++) {
		const char *prefix = prefix_glob(search, p, exercise->id);

		if (finds_spec && *prefix)
			*MC_VEC_ADD(search->globs, search->count, search->capacity) =
				mc_arena_format(&search->arena, "%sexercise.json", prefix);
		for (size_t i = 0; i < exercise->submit.count; i++)
			*MC_VEC_ADD(search->globs, search->count, search->capacity) =
				mc_arena_format(&search->arena, "%s%s", prefix, exercise->submit.items[i]);
	}
}

/* Length of the shortest head of path that matches glob, which ends with '/'; 0 when none does. */
static size_t prefix_length(const char *glob, const char *path)
{
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		MC_AUTOTEXT head = mc_strndup(path, (size_t)(slash + 1 - path));

		if (mc_str_is_match(glob, head))
			return strlen(head);
	}
	return 0;
}

/* The folder of the exercise in a tree: of a workspace when there is one, else the root (empty text). */
static char *exercise_folder(struct mc_submission_search *search, const struct mc_tree *tree,
			     const struct mc_exercise *exercise)
{
	for (size_t p = 0; !exercise->has_foreign_layout && p + 1 < MC_COUNT(places); p++) {
		const char *glob = prefix_glob(search, p, exercise->id);

		for (size_t i = 0; i < tree->count; i++) {
			size_t len = prefix_length(glob, tree->files[i].path);

			if (len > 0)
				return mc_arena_copy(&search->arena, tree->files[i].path, len);
		}
	}
	return mc_arena_strdup(&search->arena, "");
}

bool mc_submission_is_of_exercise(const struct mc_exercise *exercise, const char *path)
{
	static const char *const own[] = { "exercise.json", "README*.md", "starter/**",
					   "solution/**",   "wrong/**",	  "tests/**",
					   "private/**",    "tests",	  "private" };

	for (size_t i = 0; !exercise->has_foreign_layout && i < MC_COUNT(own); i++) {
		if (mc_str_is_match(own[i], path))
			return true;
	}
	return false;
}

static bool is_submitted(const struct mc_exercise *exercise, const char *path)
{
	const struct mc_tree_filter filter = { .globs = exercise->submit.items,
					       .glob_count = exercise->submit.count };

	return mc_tree_is_wanted(&filter, path);
}

/* A file where the exercise has a folder, or the other way round: no file system could hold both, and laying
 * them would be a failure of ours, which is never a zero. */
static bool is_in_the_way(const struct mc_exercise *exercise, const char *path)
{
	const struct mc_tree *starter = &exercise->starter;
	const struct mc_tree *tests = &exercise->tests_files;

	for (size_t i = 0; i < starter->count; i++) {
		if (mc_tree_is_clash(starter->files[i].path, path) &&
		    !is_submitted(exercise, starter->files[i].path))
			return true;
	}
	for (size_t i = 0; exercise->is_laid_at_root && i < tests->count; i++) {
		if (mc_tree_is_clash(tests->files[i].path, path))
			return true;
	}
	return false;
}

/* Makes paths relative to folder and drops files outside of it. */
static void rebase(struct mc_tree *tree, const char *folder, const struct mc_exercise *exercise)
{
	size_t len = strlen(folder);
	size_t kept = 0;

	for (size_t i = 0; i < tree->count; i++) {
		if (strncmp(tree->files[i].path, folder, len) != 0 ||
		    mc_submission_is_of_exercise(exercise, tree->files[i].path + len))
			continue;
		if (is_in_the_way(exercise, tree->files[i].path + len)) {
			mc_tree_skip(tree, tree->files[i].path, MC_SKIP_NAME, MC_TREE_MAX_SKIPS);
			continue;
		}
		tree->files[kept] = tree->files[i];
		tree->files[kept++].path += len;
	}
	tree->count = kept;
}

struct mc_tree_filter mc_submission_filter(const struct mc_submission_search *search)
{
	return (struct mc_tree_filter){
		.globs = search->globs,
		.glob_count = search->count,
		.max_files = MC_TREE_MAX_FILES,
		.max_bytes = MC_TREE_MAX_BYTES,
		.max_skips = MC_TREE_MAX_SKIPS,
	};
}

const char *mc_submission_narrow(struct mc_tree *tree, struct mc_submission_search *search,
				 const struct mc_exercise *exercise)
{
	const char *folder = exercise_folder(search, tree, exercise);

	rebase(tree, folder, exercise);
	return folder;
}

bool mc_submission_wants_history(const struct mc_exercise *exercise)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		if (exercise->tests[i].kind == MC_TEST_GIT)
			return true;
	}
	return false;
}
