/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/git_test.h"
#include "grade/submission_part.h"
#include "os/file.h"

const struct mc_history *mc_submission_history(const struct mc_submission *submission, size_t test)
{
	return submission->history_count ? &submission->histories[submission->history_of[test]] : NULL;
}

/* ---- what is asked ---- */

static bool is_same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static struct mc_history_query query_of(const struct mc_git_test *git, const char *below)
{
	return (struct mc_history_query){
		.branch = git->branch,
		.since = git->since,
		.below = git->sees_whole ? "" : below,
		.wants_changes = git->changed.count > 0 || git->unchanged.count > 0 || git->max_files > 0,
		.wants_paths = git->absent.count > 0,
	};
}

/* Adds a question, or widens one that looks at the same commits; returns its index. */
static size_t add_query(struct mc_history_query *queries, size_t *count, const struct mc_history_query *query)
{
	size_t i = 0;

	while (i < *count && !(is_same_text(queries[i].branch, query->branch) &&
			       is_same_text(queries[i].since, query->since) &&
			       is_same_text(queries[i].below, query->below)))
		i++;
	if (i == *count)
		queries[(*count)++] = *query;
	queries[i].wants_changes |= query->wants_changes;
	queries[i].wants_paths |= query->wants_paths;
	return i;
}

/* A path without '/' at its end, as libgit2 wants it. Owned by the caller. */
static char *without_slash(const char *folder)
{
	size_t len = strlen(folder);

	return mc_strndup(folder, len > 0 && folder[len - 1] == '/' ? len - 1 : len);
}

void mc_submission_add_histories(struct mc_submission *submission, struct mc_repo *repo, const char *revision,
				 const char *folder, const struct mc_exercise *exercise)
{
	MC_AUTOTEXT below = without_slash(folder);
	struct mc_history_query *queries = mc_alloc(exercise->test_count * sizeof(*queries));
	size_t count = 0;

	submission->history_of = mc_alloc_zero(exercise->test_count, sizeof(*submission->history_of));
	for (size_t i = 0; i < exercise->test_count; i++) {
		if (exercise->tests[i].kind != MC_TEST_GIT)
			continue;
		const struct mc_history_query query = query_of(exercise->tests[i].git, below);

		submission->history_of[i] = add_query(queries, &count, &query);
	}
	submission->histories = mc_alloc_zero(count, sizeof(*submission->histories));
	submission->history_count = count;
	for (size_t i = 0; i < count && !submission->history_err; i++)
		submission->history_err =
			mc_repo_read_history(&submission->histories[i], repo, revision, &queries[i]);
	free(queries);
}

/* ---- a check in a work tree ---- */

/* The folder with '.git' that path, which is absolute, lies in; NULL when there is none. Owned by the caller.
 */
static char *enclosing_of(const char *path)
{
	MC_AUTOTEXT at = mc_strdup(path);

	for (;;) {
		MC_AUTOTEXT git = mc_path_join(at, ".git");
		char *slash = strrchr(at, '/');

		if (mc_file_exists(git))
			return MC_TAKE(at);
		if (!slash || !at[1])
			return NULL;
		slash[slash == at] = '\0'; /* "/home" lies in "/" */
	}
}

static bool has_same_bytes(const struct mc_tree_file *a, const struct mc_tree_file *b)
{
	return b && a->len == b->len && !memcmp(a->data, b->data, a->len);
}

/* Files that only a wildcard takes may be ones that git ignores, so new ones of them do not count. */
static bool is_named(const struct mc_exercise *exercise, const char *path)
{
	return mc_texts_has(&exercise->submit, path);
}

static const char *find_uncommitted(const struct mc_tree *now, const struct mc_tree *committed,
				    const struct mc_exercise *exercise)
{
	for (size_t i = 0; i < committed->count; i++) {
		if (!mc_submission_is_of_exercise(exercise, committed->files[i].path) &&
		    !has_same_bytes(&committed->files[i], mc_tree_find(now, committed->files[i].path)))
			return committed->files[i].path;
	}
	for (size_t i = 0; i < now->count; i++) {
		if (!mc_tree_find(committed, now->files[i].path) && is_named(exercise, now->files[i].path))
			return now->files[i].path;
	}
	return NULL;
}

static bool asks_for_clean(const struct mc_exercise *exercise)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		if (exercise->tests[i].kind == MC_TEST_GIT && exercise->tests[i].git->is_clean)
			return true;
	}
	return false;
}

/* Compares the files as they are with those of HEAD; a folder that HEAD has not is as good as an empty one.
 */
static void compare(struct mc_submission *submission, struct mc_repo *repo, const char *below,
		    const struct mc_exercise *exercise)
{
	MC_AUTO(mc_tree) committed = MC_TREE_INIT;
	const struct mc_tree_filter filter = { .globs = exercise->submit.items,
					       .glob_count = exercise->submit.count,
					       .max_files = MC_TREE_MAX_FILES,
					       .max_bytes = MC_TREE_MAX_BYTES,
					       .max_skips = MC_TREE_MAX_SKIPS };

	mc_err_drop(mc_repo_read_tree(&committed, NULL, repo, NULL, below, &filter));
	const char *path = find_uncommitted(&submission->tree, &committed, exercise);

	submission->uncommitted = path ? mc_strdup(path) : NULL;
}

void mc_submission_add_enclosing(struct mc_submission *submission, const char *dir, const char *folder,
				 const struct mc_exercise *exercise)
{
	MC_AUTOTEXT real = realpath(dir, NULL);
	MC_AUTOTEXT top = real ? enclosing_of(real) : NULL;
	MC_AUTOPTR(mc_repo) repo = NULL;

	if (!top)
		return;
	const char *rest = real + strlen(top);
	MC_AUTOTEXT below = mc_format("%s/%s", *rest == '/' ? rest + 1 : rest, folder);
	const char *inside = *below == '/' ? below + 1 : below;
	MC_AUTOTEXT plain = without_slash(inside);

	submission->history_err = mc_repo_open(&repo, top, NULL);
	if (submission->history_err)
		return;
	mc_submission_add_histories(submission, repo, NULL, inside, exercise);
	if (!submission->history_err && asks_for_clean(exercise))
		compare(submission, repo, plain, exercise);
}
