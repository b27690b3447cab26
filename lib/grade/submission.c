/* SPDX-License-Identifier: MIT */
#include "grade/submission.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/vec.h"
#include "ext/repo.h"
#include "grade/submission_part.h"
#include "os/tree_read.h"

/* Where a workspace may keep an exercise; %s is its id. The root comes last: it takes what is left. */
static const char *const places[] = { "modules/*/%s/", "%s/", "*/%s/", "" };

void mc_submission_release(struct mc_submission *submission)
{
	mc_tree_release(&submission->tree);
	for (size_t i = 0; i < submission->history_count; i++)
		mc_history_release(&submission->histories[i]);
	free(submission->histories);
	free(submission->history_of);
	free(submission->uncommitted);
	mc_err_free(submission->history_err);
	*submission = (struct mc_submission)MC_SUBMISSION_INIT;
}

/* The globs of all files that may belong to the exercise, wherever it is. */
struct search {
	struct mc_arena arena;
	const char **globs;
	size_t count;
	size_t capacity;
};

static void search_release(struct search *search)
{
	free(search->globs);
	mc_arena_release(&search->arena);
}

static const char *prefix_glob(struct search *search, size_t place, const char *id)
{
	const char *percent = strstr(places[place], "%s");

	if (!percent)
		return places[place];
	return mc_arena_format(&search->arena, "%.*s%s%s", (int)(percent - places[place]), places[place], id,
			       percent + 2);
}

/* A foreign spec takes the whole repository and knows no workspace.  Tests of a repository look at the
 * exercise's folder even when nothing of the student's is in it yet. */
static void search_add(struct search *search, const struct mc_exercise *exercise)
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
static char *exercise_folder(struct search *search, const struct mc_tree *tree,
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

static struct mc_err *read_place(struct mc_submission *made, struct mc_repo **repo, const char *place,
				 const char *revision, const struct mc_tree_filter *filter)
{
	if (mc_repo_is_url(place) || mc_repo_is_repo(place)) {
		MC_TRY(mc_repo_open(repo, place, NULL));
		return mc_repo_read_tree(&made->tree, &made->commit, *repo, revision, NULL, filter);
	}
	if (revision)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is a plain folder and has no commits"),
					      place),
				   _("leave out --commit, or name a git repository"));
	return mc_tree_read_dir(&made->tree, place, filter);
}

static struct mc_tree_filter filter_of(const struct search *search)
{
	return (struct mc_tree_filter){
		.globs = search->globs,
		.glob_count = search->count,
		.max_files = MC_TREE_MAX_FILES,
		.max_bytes = MC_TREE_MAX_BYTES,
		.max_skips = MC_TREE_MAX_SKIPS,
	};
}

struct mc_err *mc_submission_read(struct mc_submission *submission, const char *place, const char *revision,
				  const struct mc_exercise *exercise)
{
	MC_AUTO(mc_submission) made = MC_SUBMISSION_INIT;
	MC_AUTOPTR(mc_repo) repo = NULL;
	__attribute__((cleanup(search_release))) struct search search = { .arena = MC_ARENA_INIT };

	search_add(&search, exercise);
	const struct mc_tree_filter filter = filter_of(&search);

	MC_TRY(read_place(&made, &repo, place, revision, &filter));
	const char *folder = exercise_folder(&search, &made.tree, exercise);

	rebase(&made.tree, folder, exercise);
	if (repo && mc_submission_wants_history(exercise))
		mc_submission_add_histories(&made, repo, revision, folder, exercise);
	made.name = place;
	*submission = made;
	made = (struct mc_submission)MC_SUBMISSION_INIT;
	return NULL;
}

struct mc_err *mc_submission_read_dir(struct mc_submission *submission, const char *dir,
				      const struct mc_exercise *exercise)
{
	MC_AUTO(mc_submission) made = MC_SUBMISSION_INIT;
	__attribute__((cleanup(search_release))) struct search search = { .arena = MC_ARENA_INIT };

	search_add(&search, exercise);
	const struct mc_tree_filter filter = filter_of(&search);

	MC_TRY(mc_tree_read_dir(&made.tree, dir, &filter));
	const char *folder = exercise_folder(&search, &made.tree, exercise);

	rebase(&made.tree, folder, exercise);
	if (mc_submission_wants_history(exercise))
		mc_submission_add_enclosing(&made, dir, folder, exercise);
	*submission = made;
	made = (struct mc_submission)MC_SUBMISSION_INIT;
	return NULL;
}
