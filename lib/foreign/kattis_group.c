/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/exercise_new.h"
#include "foreign/kattis_parts.h"

/* test_group.yaml. Source: https://www.kattis.com/problem-package-format/spec/2025-09. */

enum { USUAL_MAX = 100 };

/* What becomes of the points in a group: all of them, or none; their sum; the least of them. */
static const char *const aggregations[] = { "pass-fail", "sum", "min" };

struct rule {
	size_t owner; /* the group whose file says it: folders without one are a part of what they lie in */
	enum mc_data_score score;
	double max; /* points; below 0: not given */
	struct mc_texts flags;
};

/* ---- one file ---- */

static void check_keys(struct mc_kattis *kattis, const char *path, const struct mc_yaml_node *root)
{
	static const struct {
		const char *name;
		bool is_refused;
	} known[] = { { "max_score", false },
		      { "score_aggregation", false },
		      { "output_validator_args", false },
		      { "scoring", false },
		      { "input_validator_args", false },
		      { "input_visualizer_args", false },
		      { "output_visualizer_args", false },
		      { "full_feedback", false },
		      { "require_pass", false },
		      { "args", true },
		      { "static_validation_score", true },
		      { "static_validator_args", true } };

	for (const struct mc_yaml_node *n = mc_yaml_first(root); n; n = mc_yaml_next(n)) {
		const char *key = mc_yaml_key_of(n) ? mc_yaml_key_of(n) : "";
		size_t i = 0;

		while (i < MC_COUNT(known) && strcmp(known[i].name, key) != 0)
			i++;
		if (i == MC_COUNT(known))
			mc_kattis_say(kattis, false, path, n, NULL, _("unknown key '%s'"), key);
		else if (known[i].is_refused)
			mc_kattis_say(kattis, true, path, n, NULL, _("the key '%s' has no equal here"), key);
		else if (!strcmp(key, "require_pass"))
			mc_kattis_say(kattis, false, path, n, NULL, _("not carried over: '%s'"), key);
	}
}

static struct mc_texts read_list(struct mc_kattis *kattis, const char *path, const struct mc_yaml_node *node)
{
	struct mc_arena *arena = &kattis->exercise->arena;
	struct mc_texts texts = { mc_arena_alloc(arena, (mc_yaml_count(node) + 1) * sizeof(*texts.items)),
				  0 };

	if (node && mc_yaml_type(node) != MC_YAML_LIST && mc_yaml_type(node) != MC_YAML_NULL)
		mc_kattis_say(kattis, true, path, node, NULL, _("'%s' must be a list of texts"),
			      mc_yaml_key_of(node));
	for (const struct mc_yaml_node *n = mc_yaml_first(node); n; n = mc_yaml_next(n)) {
		if (mc_yaml_as_text(n))
			texts.items[texts.count++] = mc_arena_strdup(arena, mc_yaml_as_text(n));
	}
	return texts;
}

static void read_score(struct mc_kattis *kattis, struct rule *rule, const char *path,
		       const struct mc_yaml_node *node)
{
	static const enum mc_data_score scores[] = { MC_DATA_ALL, MC_DATA_SUM, MC_DATA_MIN };
	const char *text = mc_yaml_as_text(node);

	if (!node)
		return;
	for (size_t i = 0; text && i < MC_COUNT(aggregations); i++) {
		if (!strcmp(aggregations[i], text)) {
			rule->score = scores[i];
			return;
		}
	}
	mc_kattis_say(kattis, true, path, node, NULL, _("'%s' is 'pass-fail', 'sum' or 'min'"),
		      mc_yaml_key_of(node));
}

static void read_max(struct mc_kattis *kattis, struct rule *rule, const char *path,
		     const struct mc_yaml_node *node)
{
	double value;

	if (!node)
		return;
	if (mc_yaml_as_number(&value, node) && value >= 0 && value <= MC_DATA_MAX_POINTS)
		rule->max = value;
	else
		mc_kattis_say(kattis, true, path, node, NULL, _("'%s' must be a number from 0 to %g"),
			      mc_yaml_key_of(node), MC_DATA_MAX_POINTS);
}

/* The file of a folder; false when there is none. */
static bool read_rule(struct mc_kattis *kattis, struct rule *rule, const char *folder)
{
	MC_AUTOTEXT path = mc_format("%s/test_group.yaml", folder);
	MC_AUTOTEXT old_path = mc_format("%s/testdata.yaml", folder);
	MC_AUTOPTR(mc_yaml) yaml = NULL;
	const char *real = mc_tree_find(&kattis->files, path) ? path : old_path;

	mc_kattis_yaml(&yaml, kattis, real);
	if (!yaml)
		return false;
	const struct mc_yaml_node *root = mc_yaml_root(yaml);
	/* the examples of the format still have it so */
	const struct mc_yaml_node *scoring = mc_yaml_find(root, "scoring");

	check_keys(kattis, real, root);
	read_score(kattis, rule, real, mc_yaml_find(scoring, "aggregation"));
	read_score(kattis, rule, real, mc_yaml_find(root, "score_aggregation"));
	read_max(kattis, rule, real, mc_yaml_find(scoring, "score"));
	read_max(kattis, rule, real, mc_yaml_find(scoring, "max_score"));
	read_max(kattis, rule, real, mc_yaml_find(root, "max_score"));
	rule->flags = read_list(kattis, real, mc_yaml_find(root, "output_validator_args"));
	return true;
}

/* ---- all groups ---- */

static size_t count_cases(const struct mc_data_test *data, const struct rule *rules, size_t owner)
{
	size_t count = 0;

	for (size_t i = 0; i < data->case_count; i++)
		count += rules[data->cases[i].group].owner == owner;
	return count;
}

/* What is left out is 100 for the whole, and cannot be left out in a group. */
static void settle_max(struct mc_kattis *kattis, struct rule *rules, const struct mc_data_test *data,
		       const char *folder)
{
	double sum = 0, least = -1;

	for (size_t i = 1; i < data->group_count; i++) {
		if (rules[i].owner != i)
			continue;
		if (rules[i].max < 0) {
			MC_AUTOTEXT path = mc_format("%s/%s", folder, data->groups[i].path);

			mc_kattis_say(kattis, true, path, NULL, _("say it in test_group.yaml"), "%s",
				      _("this group needs a 'max_score'"));
		}
		sum += rules[i].max;
		least = least < 0 || rules[i].max < least ? rules[i].max : least;
	}
	if (least >= 0 && rules[0].score != MC_DATA_ALL)
		rules[0].max = rules[0].score == MC_DATA_SUM ? sum : least;
	else if (rules[0].max < 0)
		rules[0].max = USUAL_MAX;
}

/* Points stay with what passes, so that a submission is accepted as soon as anything in it is. */
static void set_group(struct mc_data_group *group, const struct rule *rule, const struct rule *whole,
		      size_t count)
{
	bool is_sum = rule->score == MC_DATA_SUM && whole->score != MC_DATA_ALL;
	/* where the whole is everything or nothing, each of its groups has everything */
	double max = whole->score == MC_DATA_ALL ? whole->max : rule->max;

	group->score = is_sum ? MC_DATA_SUM : MC_DATA_MIN;
	group->breaks = !is_sum;
	group->accepts_any = is_sum;
	group->accept = is_sum && count > 0 ? max * 1000 / (double)count : max * 1000;
}

static void set_pass_fail(struct mc_data_group *group)
{
	group->score = MC_DATA_SUM;
	group->breaks = true;
	group->accept = 1000;
}

void mc_kattis_read_groups(struct mc_kattis *kattis, struct mc_data_test *data, const char *folder)
{
	struct rule *rules = mc_alloc_zero(data->group_count, sizeof(*rules));
	bool is_scored = kattis->is_scoring && strcmp(folder, "data/secret") == 0;

	for (size_t i = 0; i < data->group_count; i++) {
		MC_AUTOTEXT path = mc_format("%s%s%s", folder, i ? "/" : "", data->groups[i].path);
		struct rule own = { .owner = i, .score = i ? MC_DATA_ALL : MC_DATA_SUM, .max = -1 };

		data->groups[i].blames_worst = true;
		rules[i] = read_rule(kattis, &own, path) || i == 0 ? own : rules[data->groups[i].parent];
	}
	if (is_scored)
		settle_max(kattis, rules, data, folder);
	for (size_t i = 0; i < data->group_count; i++) {
		if (is_scored)
			set_group(&data->groups[i], &rules[i], &rules[0],
				  count_cases(data, rules, rules[i].owner));
		else
			set_pass_fail(&data->groups[i]);
		if (is_scored && rules[i].owner == i)
			data->groups[i].max = (int64_t)(rules[i].max * 1000 + 0.5);
	}
	for (size_t i = 0; i < data->case_count; i++)
		mc_kattis_set_flags(kattis, data, &data->cases[i], &rules[data->cases[i].group].flags);
	free(rules);
}
