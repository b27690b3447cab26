/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "course/git_test.h"

enum { MAX_COMMITS = 1000, MAX_SUBJECT = 1000, MAX_FILES = 10000 };

static const char *const keys[] = { "branch",	 "since",   "scope",	   "commits", "merge",
				    "subject",	 "message", "subject_max", "changed", "unchanged",
				    "max_files", "absent",  "clean" };

static void read_commits(struct mc_git_test *git, const struct mc_spec *spec, const struct mc_json_node *node)
{
	static const char *const known[] = { "min", "max" };

	if (!mc_spec_object(spec, node, known, MC_COUNT(known)))
		return;
	mc_spec_integer(&git->commits_min, spec, mc_json_find(node, "min"), 0, MAX_COMMITS);
	mc_spec_integer(&git->commits_max, spec, mc_json_find(node, "max"), 0, MAX_COMMITS);
	if (!mc_json_find(node, "min") && !mc_json_find(node, "max"))
		mc_spec_error(spec, node, NULL, "%s", _("give 'min', 'max' or both"));
	else if (git->commits_min > git->commits_max)
		mc_spec_error(spec, mc_json_first(node), NULL, "%s", _("'min' is larger than 'max'"));
}

static void read_regex(struct mc_pattern *pattern, const struct mc_spec *spec,
		       const struct mc_json_node *node)
{
	mc_spec_text(&pattern->regex, spec, node);
	if (pattern->regex && *pattern->regex)
		mc_exercise_check_regex(spec, node, pattern->regex);
}

/* A regex, or an object that says why, too. */
static void read_pattern(struct mc_pattern *pattern, const struct mc_spec *spec,
			 const struct mc_json_node *node)
{
	static const char *const known[] = { "regex", "why" };

	if (node && mc_json_type(node) == MC_JSON_TEXT) {
		read_regex(pattern, spec, node);
	} else if (mc_spec_object(spec, node, known, MC_COUNT(known))) {
		read_regex(pattern, spec, mc_spec_need(spec, node, "regex"));
		mc_spec_words(&pattern->why, spec, mc_json_find(node, "why"));
	}
}

static void read_choices(struct mc_git_test *git, const struct mc_spec *spec, const struct mc_json_node *node)
{
	static const char *const scopes[] = { "exercise", "repository" };
	const struct mc_json_node *merge = mc_json_find(node, "merge");
	bool is_merge = false;
	size_t scope = 0;

	(void)mc_spec_choice(&scope, spec, mc_json_find(node, "scope"), scopes, MC_COUNT(scopes));
	git->sees_whole = scope == 1;
	mc_spec_bool(&is_merge, spec, merge);
	if (merge)
		git->merge = is_merge ? MC_GIT_MERGE_NEEDED : MC_GIT_MERGE_NONE;
	mc_spec_bool(&git->is_clean, spec, mc_json_find(node, "clean"));
}

static void read_paths(struct mc_git_test *git, const struct mc_spec *spec, const struct mc_json_node *node)
{
	mc_spec_texts(&git->changed, spec, mc_json_find(node, "changed"), MC_SPEC_GLOBS, 1);
	mc_spec_texts(&git->unchanged, spec, mc_json_find(node, "unchanged"), MC_SPEC_GLOBS, 1);
	mc_spec_integer(&git->max_files, spec, mc_json_find(node, "max_files"), 1, MAX_FILES);
	mc_spec_texts(&git->absent, spec, mc_json_find(node, "absent"), MC_SPEC_GLOBS, 1);
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	struct mc_git_test *git = mc_arena_alloc(spec->arena, sizeof(*git));
	size_t given = 0;

	git->commits_min = 1;
	git->commits_max = UINT32_MAX;
	mc_spec_text(&git->branch, spec, mc_json_find(node, "branch"));
	mc_spec_text(&git->since, spec, mc_json_find(node, "since"));
	read_choices(git, spec, node);
	read_commits(git, spec, mc_json_find(node, "commits"));
	read_pattern(&git->subject, spec, mc_json_find(node, "subject"));
	read_pattern(&git->message, spec, mc_json_find(node, "message"));
	mc_spec_integer(&git->subject_max, spec, mc_json_find(node, "subject_max"), 1, MAX_SUBJECT);
	read_paths(git, spec, node);
	for (size_t i = 0; i < MC_COUNT(keys); i++)
		given += strcmp(keys[i], "scope") != 0 && mc_json_find(node, keys[i]);
	if (given == 0)
		mc_spec_error(spec, node, NULL, _("a test of kind '%s' needs '%s' or another key of it"),
			      "git", "commits");
	test->git = git;
}

static void hash_pattern(struct mc_hash *hash, const struct mc_pattern *pattern)
{
	mc_hash_add_text(hash, pattern->regex ? pattern->regex : "");
}

static void hash_git(struct mc_hash *hash, const struct mc_test *test)
{
	const struct mc_git_test *git = test->git;

	mc_hash_add_text(hash, git->branch ? git->branch : "");
	mc_hash_add_text(hash, git->since ? git->since : "");
	mc_hash_add_number(hash, git->sees_whole);
	mc_hash_add_number(hash, git->commits_min);
	mc_hash_add_number(hash, git->commits_max);
	mc_hash_add_number(hash, git->merge);
	hash_pattern(hash, &git->subject);
	hash_pattern(hash, &git->message);
	mc_hash_add_number(hash, git->subject_max);
	mc_hash_add_texts(hash, &git->changed);
	mc_hash_add_texts(hash, &git->unchanged);
	mc_hash_add_number(hash, git->max_files);
	mc_hash_add_texts(hash, &git->absent);
	mc_hash_add_number(hash, git->is_clean);
}

static void write_text(struct mc_exercise_writing *writing, const char *key, const char *text)
{
	if (text)
		mc_json_key_text(&writing->json, key, text);
}

static void write_number(struct mc_exercise_writing *writing, const char *key, uint32_t number,
			 uint32_t usual)
{
	if (number != usual)
		mc_json_key_int(&writing->json, key, number);
}

static void write_pattern(struct mc_exercise_writing *writing, const char *key,
			  const struct mc_pattern *pattern)
{
	if (!pattern->regex)
		return;
	mc_json_key(&writing->json, key);
	mc_json_start(&writing->json, '{');
	mc_json_key_text(&writing->json, "regex", pattern->regex);
	mc_write_words(writing, "why", &pattern->why);
	mc_json_end(&writing->json);
}

/* "commits" is always written: a test needs one key of its own at least. */
static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_git_test *git = test->git;

	write_text(writing, "branch", git->branch);
	write_text(writing, "since", git->since);
	if (git->sees_whole)
		mc_json_key_text(&writing->json, "scope", "repository");
	mc_json_key(&writing->json, "commits");
	mc_json_start(&writing->json, '{');
	mc_json_key_int(&writing->json, "min", git->commits_min);
	write_number(writing, "max", git->commits_max, UINT32_MAX);
	mc_json_end(&writing->json);
	if (git->merge != MC_GIT_MERGE_ANY)
		mc_json_key_bool(&writing->json, "merge", git->merge == MC_GIT_MERGE_NEEDED);
	write_pattern(writing, "subject", &git->subject);
	write_pattern(writing, "message", &git->message);
	write_number(writing, "subject_max", git->subject_max, 0);
	mc_write_texts(writing, "changed", &git->changed);
	mc_write_texts(writing, "unchanged", &git->unchanged);
	write_number(writing, "max_files", git->max_files, 0);
	mc_write_texts(writing, "absent", &git->absent);
	if (git->is_clean)
		mc_json_key_bool(&writing->json, "clean", true);
}

/* A commit that nobody can make, or that nobody must make. */
static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	const struct mc_git_test *git = test->git;

	(void)exercise;
	if (git->branch && git->since && mc_str_is_match(git->branch, git->since))
		mc_spec_warning(spec, mc_json_find(node, "branch"),
				_("give a pattern that only the branches of students match"),
				_("the branch '%s' matches '%s', and it has no commits since itself"),
				git->since, git->branch);
	if (git->commits_min == 0 && (git->subject.regex || git->message.regex || git->subject_max))
		mc_spec_warning(spec, mc_json_find(node, "commits"), _("set 'min' to at least 1"),
				_("a repository without a commit of the student passes the test '%s'"),
				test->id);
}

const struct mc_kind mc_kind_git = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.hash = hash_git,
	.write = write_keys,
	.lint = lint,
};
