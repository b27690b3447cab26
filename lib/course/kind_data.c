/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "course/data_read.h"

static const char *const keys[] = { "run",	 "args",   "env",     "folder",	     "compare", "score",
				    "on_reject", "groups", "checker", "interactive", "exit" };

/* The last two of MC_DATA_SCORES only come from Kattis. */
static const char *const score_names[] = {
	[MC_DATA_ALL] = "all", [MC_DATA_SUM] = "sum", [MC_DATA_MIN] = "min"
};

/* What is not all right any more cannot become so; elsewhere every case is worth running. */
static void read_score(struct mc_data_group *group, const struct mc_spec *spec,
		       const struct mc_json_node *node, enum mc_data_score otherwise)
{
	static const char *const policies[] = { "continue", "break" };
	size_t score = otherwise;

	(void)mc_spec_choice(&score, spec, mc_json_find(node, "score"), score_names, MC_COUNT(score_names));
	group->score = (enum mc_data_score)score;
	size_t policy = group->score == MC_DATA_ALL;

	(void)mc_spec_choice(&policy, spec, mc_json_find(node, "on_reject"), policies, MC_COUNT(policies));
	group->breaks = policy == 1;
}

static int by_path(const void *a, const void *b)
{
	const struct mc_data_group *left = a;
	const struct mc_data_group *right = b;

	return strcmp(left->path, right->path);
}

static void read_group(struct mc_data_group *group, const struct mc_spec *spec,
		       const struct mc_json_node *node, bool has_points)
{
	static const char *const group_keys[] = { "points", "score", "on_reject" };
	const char *name = mc_json_key_of(node);

	group->path = mc_arena_strdup(spec->arena, name);
	if (!mc_tree_is_safe_path(name) || strchr(name, '/'))
		mc_spec_key_error(spec, node, NULL, _("'%s' cannot be the name of a folder in 'folder'"),
				  name);
	if (!mc_spec_object(spec, node, group_keys, MC_COUNT(group_keys)))
		return;
	read_score(group, spec, node, MC_DATA_ALL);
	if (has_points)
		mc_exercise_read_points(&group->max, spec, mc_spec_need(spec, node, "points"),
					MC_EXERCISE_MAX_POINTS);
	else if (mc_json_find(node, "points"))
		mc_spec_key_error(spec, mc_json_find(node, "points"), _("set 'score' of the test to 'sum'"),
				  "%s", _("only where groups are added up has each of them its points"));
}

static void read_groups(struct mc_data_test *data, const struct mc_spec *spec,
			const struct mc_json_node *node)
{
	size_t count = mc_json_count(node);

	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	if (count < 1 || count > MC_DATA_MAX_GROUPS) {
		mc_spec_error(spec, node, NULL, _("a test has from 1 to %d groups"), MC_DATA_MAX_GROUPS);
		return;
	}
	struct mc_data_group *groups = mc_arena_alloc(spec->arena, (count + 1) * sizeof(*groups));

	groups[0] = data->groups[0];
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n))
		read_group(&groups[data->group_count++], spec, n, groups[0].score == MC_DATA_SUM);
	qsort(groups + 1, count, sizeof(*groups), by_path);
	data->groups = groups;
}

/* The points of groups are those of the test. */
static void add_points(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node)
{
	int64_t sum = 0;

	for (size_t i = 1; i < test->data->group_count; i++)
		sum += test->data->groups[i].max;
	if (mc_json_find(node, "points") && sum != test->points)
		mc_spec_error(spec, mc_json_find(node, "points"),
			      _("leave it away: the points of the groups are added up"),
			      _("the points of the groups are %g together"), (double)sum / 1000);
	test->points = sum;
}

static void read_folder(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node)
{
	const char *path = NULL;

	mc_spec_path(&path, spec, mc_spec_need(spec, node, "folder"));
	test->data->folder = path ? path : "";
	if (!path)
		return;
	node = mc_json_find(node, "folder");
	if (strncmp(path, "tests/", 6) != 0 && strncmp(path, "private/", 8) != 0)
		mc_spec_error(spec, node, NULL, _("'%s' lies neither in 'tests/' nor in 'private/'"), path);
	else if (path[0] == 'p' && !test->is_hidden)
		mc_spec_error(spec, node, _("set 'hidden' to true, or move the folder to 'tests/'"),
			      _("students get this test, but not the folder '%s'"), path);
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	struct mc_data_test *data = mc_arena_alloc(spec->arena, sizeof(*data));

	test->data = data;
	data->groups = mc_arena_alloc(spec->arena, sizeof(*data->groups));
	data->groups[0].path = "";
	data->group_count = 1;
	mc_kind_read_program(test, spec, node);
	mc_kind_read_exit(&test->exit_status, spec, mc_json_find(node, "exit"));
	read_folder(test, spec, node);
	data->compare.mode = MC_COMPARE_TOKENS;
	mc_kind_read_compare(&data->compare, spec, mc_json_find(node, "compare"));
	read_score(&data->groups[0], spec, node, mc_json_find(node, "groups") ? MC_DATA_SUM : MC_DATA_ALL);
	read_groups(data, spec, mc_json_find(node, "groups"));
	if (data->group_count > 1 && data->groups[0].score == MC_DATA_SUM)
		add_points(test, spec, node);
	mc_data_read_checker(test, spec, node);
	if (data->checker && mc_json_find(node, "compare"))
		mc_spec_key_error(spec, mc_json_find(node, "compare"), NULL, "%s",
				  _("outputs are judged by the checker, so there is nothing to compare"));
}

static void hash_groups(struct mc_hash *hash, const struct mc_data_test *data)
{
	mc_hash_add_number(hash, data->group_count);
	for (size_t i = 0; i < data->group_count; i++) {
		const struct mc_data_group *group = &data->groups[i];

		mc_hash_add_text(hash, group->path);
		mc_hash_add_number(hash, group->score);
		mc_hash_add_number(hash, group->breaks);
		mc_hash_add_number(hash, (uint64_t)group->max);
		mc_hash_add_number(hash, group->blames_worst);
		mc_hash_add_number(hash, group->accepts_any);
		mc_hash_add_number(hash, group->always_accepts);
		mc_hash_add_double(hash, group->accept);
		mc_hash_add_double(hash, group->reject);
	}
}

/* The files of the cases are in the exercise's own hash. */
static void hash(struct mc_hash *to, const struct mc_test *test)
{
	const struct mc_data_test *data = test->data;

	mc_hash_add_text(to, data->folder);
	mc_hash_add_compare(to, &data->compare);
	hash_groups(to, data);
	mc_hash_add_number(to, data->is_pass_fail);
	mc_hash_add_number(to, data->gives_points);
	mc_hash_add_number(to, data->needs_score);
	mc_hash_add_number(to, data->forbids_score);
	mc_hash_add_number(to, data->ignores_multiplier);
	/* In our own format all cases are treated alike. */
	for (size_t i = 0; i < data->case_count && data->gives_points; i++) {
		mc_hash_add_compare(to, &data->cases[i].answer.compare);
		mc_hash_add_texts(to, &data->cases[i].checker_args);
	}
	mc_data_hash_checker(to, data->checker);
}

/* Cases by what the program gets. */
static int by_input(const void *a, const void *b)
{
	const struct mc_data_case *left = *(const struct mc_data_case *const *)a;
	const struct mc_data_case *right = *(const struct mc_data_case *const *)b;
	size_t len = left->input.len < right->input.len ? left->input.len : right->input.len;
	int order = len ? memcmp(left->input.ptr, right->input.ptr, len) : 0;

	if (order == 0)
		order = (left->input.len > right->input.len) - (left->input.len < right->input.len);
	if (order == 0)
		order = (left->args.count > right->args.count) - (left->args.count < right->args.count);
	for (size_t i = 0; order == 0 && i < left->args.count; i++)
		order = strcmp(left->args.items[i], right->args.items[i]);
	return order;
}

static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	const struct mc_data_test *data = test->data;
	const struct mc_data_case **cases =
		mc_arena_alloc(spec->arena, (data->case_count + 1) * sizeof(const struct mc_data_case *));

	for (size_t i = 0; i < data->case_count; i++)
		cases[i] = &data->cases[i];
	qsort(cases, data->case_count, sizeof(const struct mc_data_case *), by_input);
	for (size_t i = 1; i < data->case_count; i++) {
		if (by_input(&cases[i - 1], &cases[i]) == 0)
			mc_spec_warning(spec, node, NULL, _("the cases '%s' and '%s' have the same input"),
					cases[i - 1]->name, cases[i]->name);
	}
	mc_data_lint_checker(spec, exercise, test, node);
}

const struct mc_kind mc_kind_data = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.hash = hash,
	.write = mc_data_write,
	.lint = lint,
};
