/* SPDX-License-Identifier: MIT */
#include "prove/replay.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/spec.h"
#include "ext/repo_write.h"
#include "os/scratch.h"

enum { MAX_STEPS = 200 };

/* A repository on its way from the file to libgit2. */
struct replay {
	struct mc_spec spec;
	const struct mc_tree *folder; /* the solution's files */
	struct mc_repo_step *steps;
	struct mc_tree *trees; /* one for each step */
	size_t count;
};

static bool has_git_test(const struct mc_exercise *exercise)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		if (exercise->tests[i].kind == MC_TEST_GIT)
			return true;
	}
	return false;
}

static void remove_file(struct mc_tree *tree, const char *path)
{
	size_t kept = 0;

	for (size_t i = 0; i < tree->count; i++) {
		if (strcmp(tree->files[i].path, path) != 0)
			tree->files[kept++] = tree->files[i];
	}
	tree->count = kept;
}

/* One member of "files": a text, true for the file as it lies in the folder, null for none. */
static void read_file(struct replay *replay, struct mc_tree *tree, const struct mc_json_node *node)
{
	const char *path = mc_json_key_of(node);
	const char *text = mc_json_as_text(node);
	const struct mc_tree_file *file = mc_tree_find(replay->folder, path);
	bool is_taken = false;

	(void)mc_json_as_bool(&is_taken, node);
	if (!mc_tree_is_safe_path(path))
		mc_spec_key_error(&replay->spec, node, NULL, _("the path '%s' cannot be used"), path);
	else if (text)
		mc_tree_add(tree, path, text, strlen(text), false);
	else if (mc_json_type(node) == MC_JSON_NULL)
		remove_file(tree, path);
	else if (!is_taken)
		mc_spec_error(&replay->spec, node, NULL, "%s", _("expected a text, true or null"));
	else if (!file)
		mc_spec_key_error(&replay->spec, node, NULL, _("the solution has no file '%s'"), path);
	else
		mc_tree_add(tree, path, file->data, file->len, file->is_executable);
}

/* The last step on a branch, or NULL. */
static const struct mc_repo_step *find_branch(const struct replay *replay, const char *branch)
{
	for (size_t i = replay->count; i-- > 0;) {
		if (!strcmp(replay->steps[i].branch, branch))
			return &replay->steps[i];
	}
	return NULL;
}

static void read_step(struct replay *replay, const struct mc_json_node *node)
{
	static const char *const keys[] = { "branch", "merge", "author", "message", "files" };
	static const char *const authors[] = { "student", "teacher" };
	const struct mc_spec *spec = &replay->spec;
	const struct mc_repo_step *before = &replay->steps[replay->count - 1];
	struct mc_repo_step step = { .branch = before->branch, .message = "" };
	struct mc_tree *tree = &replay->trees[replay->count];
	size_t author = 0;

	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	mc_spec_text(&step.branch, spec, mc_json_find(node, "branch"));
	mc_spec_text(&step.merge, spec, mc_json_find(node, "merge"));
	mc_spec_text(&step.message, spec, mc_spec_need(spec, node, "message"));
	(void)mc_spec_choice(&author, spec, mc_json_find(node, "author"), authors, MC_COUNT(authors));
	step.author = authors[author];
	const struct mc_repo_step *base = find_branch(replay, step.branch);
	const struct mc_repo_step *merged = step.merge ? find_branch(replay, step.merge) : NULL;

	mc_tree_overlay(tree, base ? base->tree : before->tree, "");
	if (merged)
		mc_tree_overlay(tree, merged->tree, "");
	const struct mc_json_node *files = mc_json_find(node, "files");

	for (const struct mc_json_node *n = mc_json_first(files); n; n = mc_json_next(n))
		read_file(replay, tree, n);
	mc_tree_sort(tree);
	step.tree = tree;
	replay->steps[replay->count++] = step;
}

/* What the teacher began with. */
static void add_start(struct replay *replay, const struct mc_exercise *exercise)
{
	mc_tree_overlay(&replay->trees[0], &exercise->starter, "");
	replay->steps[replay->count++] = (struct mc_repo_step){
		.branch = "main", .author = "teacher", .message = "Start", .tree = &replay->trees[0]
	};
}

static void read_root(struct replay *replay, const struct mc_json_node *root)
{
	static const char *const keys[] = { "commits" };
	const struct mc_json_node *commits = mc_spec_need(&replay->spec, root, "commits");

	(void)mc_spec_object(&replay->spec, root, keys, MC_COUNT(keys));
	if (!mc_spec_is(&replay->spec, commits, MC_JSON_ARRAY))
		return;
	if (mc_json_count(commits) >= MAX_STEPS) {
		mc_spec_error(&replay->spec, commits, NULL, _("at most %d commits can be made"),
			      MAX_STEPS - 1);
		return;
	}
	for (const struct mc_json_node *n = mc_json_first(commits); n; n = mc_json_next(n))
		read_step(replay, n);
}

/* The repository is read where a student's would be: nothing is told to it but its place. */
static struct mc_err *read_back(struct mc_submission *submission, const struct replay *replay,
				const struct mc_exercise *exercise)
{
	MC_AUTO(mc_scratch) scratch = MC_SCRATCH_INIT;

	MC_TRY(mc_scratch_make(&scratch, NULL));
	MC_AUTOTEXT dir = mc_format("%s/work.git", scratch.path);

	MC_TRY(mc_repo_write(dir, replay->steps, replay->count));
	MC_TRY(mc_submission_read(submission, dir, NULL, exercise));
	submission->name = NULL;
	return NULL;
}

static struct mc_err *read_commits(struct mc_submission *submission, const struct mc_tree *tree,
				   const struct mc_tree_file *file, const struct mc_exercise *exercise)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	struct replay replay = { .spec = { .arena = &arena, .findings = &found, .path = MC_REPLAY_FILE },
				 .folder = tree };

	replay.steps = mc_alloc_zero(MAX_STEPS, sizeof(*replay.steps));
	replay.trees = mc_alloc_zero(MAX_STEPS, sizeof(*replay.trees));
	const struct mc_json_node *root = mc_spec_parse(&replay.spec, file->data, file->len);

	add_start(&replay, exercise);
	if (root)
		read_root(&replay, root);
	mc_spec_release(&replay.spec);
	struct mc_err *err = mc_spec_conclude(NULL, &found);

	if (!err)
		err = read_back(submission, &replay, exercise);
	for (size_t i = 0; i < MAX_STEPS; i++)
		mc_tree_release(&replay.trees[i]);
	free(replay.trees);
	free(replay.steps);
	return err;
}

struct mc_err *mc_replay_read(struct mc_submission *submission, const struct mc_tree *tree,
			      const struct mc_exercise *exercise)
{
	const struct mc_tree_file *file = mc_tree_find(tree, MC_REPLAY_FILE);

	if (file && has_git_test(exercise))
		return read_commits(submission, tree, file, exercise);
	mc_tree_overlay(&submission->tree, tree, "");
	return NULL;
}
