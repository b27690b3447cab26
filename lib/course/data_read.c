/* SPDX-License-Identifier: MIT */
#include "course/data_read.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/kind.h"
#include "ext/regex.h"
#include "os/file.h"

/* ---- the checker ---- */

/* A program of the teacher's is not in a hurry. */
static const struct mc_limits checker_limits = MC_LIMITS_BUILD;

static void check_hidden(const struct mc_spec *spec, const struct mc_json_node *node,
			 const struct mc_texts *argv)
{
	for (size_t i = 0; i < argv->count; i++) {
		if (!strncmp(argv->items[i], "private/", 8) || !strncmp(argv->items[i], "./private/", 10))
			mc_spec_error(spec, node, _("set 'hidden' to true, or move the file to 'tests/'"),
				      _("students get this test, but not the file '%s'"), argv->items[i]);
	}
}

void mc_data_read_checker(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node)
{
	static const char *const keys[] = { "run", "build", "flags" };
	const struct mc_json_node *interactive = mc_json_find(node, "interactive");
	struct mc_checker *checker;

	node = mc_json_find(node, "checker");
	if (!node && interactive)
		mc_spec_key_error(spec, interactive, NULL, "%s",
				  _("only a checker can talk with the program: add 'checker'"));
	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	checker = mc_arena_alloc(spec->arena, sizeof(*checker));
	checker->limits = checker_limits;
	checker->build_limits = checker_limits;
	mc_exercise_read_run(&checker->build, spec, mc_json_find(node, "build"), NULL);
	mc_spec_texts(&checker->flags, spec, mc_json_find(node, "flags"), MC_SPEC_ANY, 0);
	mc_spec_texts(&checker->run, spec, mc_spec_need(spec, node, "run"), MC_SPEC_ANY, 1);
	mc_spec_bool(&checker->is_interactive, spec, interactive);
	if (checker->run.count > 0 && !checker->run.items[0][0])
		mc_spec_error(spec, mc_json_find(node, "run"), NULL, "%s",
			      _("the name of the program is empty"));
	if (!test->is_hidden) {
		check_hidden(spec, mc_json_find(node, "run"), &checker->run);
		check_hidden(spec, mc_json_find(node, "build"), &checker->build);
	}
	test->data->checker = checker;
}

void mc_data_hash_checker(struct mc_hash *hash, const struct mc_checker *checker)
{
	mc_hash_add_number(hash, checker != NULL);
	if (!checker)
		return;
	mc_hash_add_texts(hash, &checker->run);
	mc_hash_add_texts(hash, &checker->flags);
	mc_hash_add_texts(hash, &checker->build);
	mc_hash_add_number(hash, checker->is_interactive);
	mc_hash_add_tree(hash, &checker->files);
}

static void lint_file(const struct mc_spec *spec, const struct mc_exercise *exercise, const char *path,
		      const struct mc_json_node *node)
{
	const struct mc_tree *tree = NULL;
	const char *below = path;

	while (!strncmp(below, "./", 2))
		below += 2;
	if (!strncmp(below, "tests/", 6))
		tree = &exercise->tests_files;
	else if (!strncmp(below, "private/", 8))
		tree = &exercise->private_files;
	if (tree && !mc_tree_find(tree, strchr(below, '/') + 1))
		mc_spec_warning(spec, node, NULL, _("there is no file '%s'"), path);
}

void mc_data_lint_checker(const struct mc_spec *spec, const struct mc_exercise *exercise,
			  const struct mc_test *test, const struct mc_json_node *node)
{
	const struct mc_checker *checker = test->data->checker;
	const struct mc_json_node *place = mc_json_find(node, "checker");
	const struct mc_texts *first;

	if (!checker)
		return;
	/* What is built need not be there before. */
	first = checker->build.count > 0 ? &checker->build : &checker->run;
	for (size_t i = 0; i < first->count; i++)
		lint_file(spec, exercise, first->items[i], place ? place : node);
}

/* ---- the cases ---- */

static void say(void *context, bool is_error, const char *path, const char *hint, const char *message)
{
	const struct mc_spec *spec = context;
	MC_AUTOTEXT full = mc_path_join(spec->dir, path);

	mc_spec_path_finding(spec, is_error, full, hint, "%s", message);
}

static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return !strncmp(path, folder, len) && path[len] == '/';
}

static bool is_case_file(const struct mc_exercise *exercise, const char *path)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		const struct mc_data_test *data = exercise->tests[i].data;

		if (data && data->folder && is_below(path, data->folder))
			return true;
	}
	return false;
}

/* Moves the files of cases from a tree that is laid at prefix. */
static void move_files(struct mc_exercise *exercise, struct mc_tree *tree, const char *prefix)
{
	size_t kept = 0;

	for (size_t i = 0; i < tree->count; i++) {
		struct mc_tree_file file = tree->files[i];

		file.path = mc_arena_format(&exercise->arena, "%s%s", prefix, file.path);
		if (!is_case_file(exercise, file.path)) {
			tree->files[kept++] = tree->files[i];
			continue;
		}
		mc_tree_share(&exercise->case_files, &file);
		tree->total_bytes -= file.len;
	}
	tree->count = kept;
}

/* Compared by JSON or by a pattern, an answer must be one. */
static void check_answer(const struct mc_spec *spec, const struct mc_data_test *data,
			 const struct mc_data_case *item)
{
	MC_AUTOTEXT path = mc_format("%s/%s", data->folder, item->name);
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTOPTR(mc_regex) regex = NULL;
	MC_AUTOPTR(mc_err) err = NULL;

	if (data->compare.mode == MC_COMPARE_JSON)
		err = mc_json_open(&json, NULL, item->answer.text, item->answer.len);
	else if (data->compare.mode == MC_COMPARE_REGEX)
		err = mc_regex_open(&regex, NULL, item->answer.text, MC_REGEX_MULTILINE);
	if (err)
		say((void *)spec, true, path, err->hint, err->msg);
}

/* The declared group that a case lies in, by the first folder of its name; 0 when there is none. */
static size_t declared_group(const struct mc_data_test *data, const char *name)
{
	size_t len = strcspn(name, "/");

	for (size_t i = 1; i < data->group_count && name[len]; i++) {
		if (strlen(data->groups[i].path) == len && !strncmp(data->groups[i].path, name, len))
			return i;
	}
	return 0;
}

/* Puts the cases that were found into the groups that the spec declares. */
static void sort_cases(struct mc_exercise_reading *reading, struct mc_data_test *data, size_t *counts)
{
	const struct mc_spec *spec = &reading->spec;

	for (size_t i = 0; i < data->case_count; i++) {
		struct mc_data_case *item = &data->cases[i];

		item->group = declared_group(data, item->name);
		counts[item->group]++;
		check_answer(spec, data, item);
		if (item->group > 0 || data->group_count == 1)
			continue;
		MC_AUTOTEXT path = mc_format("%s/%s", data->folder, item->name);

		say((void *)spec, true, path, _("add its folder to 'groups', or move it into one of them"),
		    _("this case lies in no group"));
	}
	for (size_t i = 1; i < data->group_count; i++) {
		MC_AUTOTEXT path = mc_format("%s/%s", data->folder, data->groups[i].path);

		if (counts[i] == 0)
			say((void *)spec, true, path, _("put files NAME.in and NAME.ans into it"),
			    _("there is no case in the folder of this group"));
	}
}

/* What a case is worth, in thousandths of points: a share where cases are added up, else all of it. */
static void set_worth(const struct mc_test *test, const size_t *counts)
{
	struct mc_data_test *data = test->data;

	for (size_t i = 0; i < data->group_count; i++) {
		struct mc_data_group *group = &data->groups[i];
		bool is_added = i > 0 && data->groups[0].score == MC_DATA_SUM;
		double worth = (double)(is_added ? group->max : test->points);

		group->accept =
			group->score == MC_DATA_SUM && counts[i] > 0 ? worth / (double)counts[i] : worth;
	}
}

static void take_cases(struct mc_exercise_reading *reading, struct mc_test *test)
{
	const struct mc_data_complaints complaints = { say, (void *)&reading->spec };
	struct mc_exercise *exercise = reading->exercise;
	struct mc_data_test *data = test->data;
	struct mc_data_group *groups = data->groups;
	size_t group_count = data->group_count;
	size_t *counts = mc_arena_alloc(&exercise->arena, (group_count + 1) * sizeof(*counts));

	mc_data_find_cases(data, &exercise->arena, &exercise->case_files, data->folder, &complaints);
	data->groups = groups;
	data->group_count = group_count;
	sort_cases(reading, data, counts);
	set_worth(test, counts);
}

void mc_data_take_files(struct mc_exercise_reading *reading)
{
	struct mc_exercise *exercise = reading->exercise;
	bool has_data = false;

	for (size_t i = 0; i < exercise->test_count; i++)
		has_data |= exercise->tests[i].data && exercise->tests[i].data->folder;
	if (!has_data)
		return;
	move_files(exercise, &exercise->tests_files, "tests/");
	move_files(exercise, &exercise->private_files, "private/");
	mc_tree_sort(&exercise->case_files);
	for (size_t i = 0; i < exercise->test_count; i++) {
		if (exercise->tests[i].data && exercise->tests[i].data->folder)
			take_cases(reading, &exercise->tests[i]);
	}
}
