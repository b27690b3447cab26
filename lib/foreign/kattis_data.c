/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/exercise_new.h"
#include "foreign/kattis_parts.h"

#define CONFIG_FILE "testdata.yaml"

/* What testdata.yaml says of a group, and what it inherits. Source: problemtools/config/testdata.yaml. */
struct config {
	bool breaks;
	double accept;
	double reject;
	double most; /* upper end of "range"; INFINITY: none */
	struct mc_texts grader_flags;
	struct mc_texts validator_flags;
};

static const struct config usual = { .breaks = true, .accept = 1, .reject = 0, .most = INFINITY };

/* ---- testdata.yaml ---- */

static double number_of(struct mc_kattis *kattis, const char *path, const struct mc_yaml_node *node,
			double otherwise)
{
	double value = otherwise;

	if (node && mc_yaml_type(node) != MC_YAML_NULL && !mc_yaml_as_number(&value, node))
		mc_kattis_say(kattis, true, path, node, NULL, _("'%s' must be a number"),
			      mc_yaml_key_of(node));
	return value;
}

/* "-inf +inf", "0 100" */
static double range_end(struct mc_kattis *kattis, const char *path, const struct mc_yaml_node *node,
			double otherwise)
{
	const struct mc_texts words = mc_kattis_words(kattis, mc_yaml_as_text(node));
	char *end = NULL;

	if (!node || mc_yaml_type(node) == MC_YAML_NULL)
		return otherwise;
	double most = words.count == 2 ? strtod(words.items[1], &end) : NAN;

	if (words.count != 2 || *end || isnan(most)) {
		mc_kattis_say(kattis, true, path, node, NULL, "%s", _("'range' must be two numbers"));
		return otherwise;
	}
	return most;
}

static void read_policies(struct mc_kattis *kattis, struct config *config, const char *path,
			  const struct mc_yaml_node *root)
{
	const struct mc_yaml_node *node = mc_yaml_find(root, "on_reject");
	const char *text = mc_yaml_as_text(node);

	if (text)
		config->breaks = !strcmp(text, "break");
	if (node && (!text || (!config->breaks && strcmp(text, "continue") != 0)))
		mc_kattis_say(kattis, true, path, node, NULL, "%s",
			      _("'on_reject' is 'break' or 'continue'"));
	node = mc_yaml_find(root, "grading");
	text = mc_yaml_as_text(node);
	if (text && strcmp(text, "default") != 0)
		mc_kattis_say(kattis, true, path, node, NULL, "%s",
			      _("graders of your own cannot be run: use the flags of the default grader"));
}

static void read_config(struct mc_kattis *kattis, struct config *config, const char *folder)
{
	static const char *const known[] = {
		"on_reject",	"grading", "grader_flags",	     "accept_score",
		"reject_score", "range",   "output_validator_flags", "input_validator_flags"
	};
	MC_AUTOTEXT path = mc_format("%s/" CONFIG_FILE, folder);
	MC_AUTOPTR(mc_yaml) yaml = NULL;

	mc_kattis_yaml(&yaml, kattis, path);
	if (!yaml)
		return;
	const struct mc_yaml_node *root = mc_yaml_root(yaml);

	for (const struct mc_yaml_node *n = mc_yaml_first(root); n; n = mc_yaml_next(n)) {
		size_t i = 0;

		while (i < MC_COUNT(known) && mc_yaml_key_of(n) && strcmp(known[i], mc_yaml_key_of(n)) != 0)
			i++;
		if (i == MC_COUNT(known))
			mc_kattis_say(kattis, false, path, n, NULL, _("unknown key '%s'"), mc_yaml_key_of(n));
	}
	read_policies(kattis, config, path, root);
	config->accept = number_of(kattis, path, mc_yaml_find(root, "accept_score"), config->accept);
	config->reject = number_of(kattis, path, mc_yaml_find(root, "reject_score"), config->reject);
	config->most = range_end(kattis, path, mc_yaml_find(root, "range"), config->most);
	if (mc_yaml_find(root, "grader_flags"))
		config->grader_flags =
			mc_kattis_words(kattis, mc_yaml_as_text(mc_yaml_find(root, "grader_flags")));
	if (mc_yaml_find(root, "output_validator_flags"))
		config->validator_flags =
			mc_kattis_words(kattis,
					mc_yaml_as_text(mc_yaml_find(root, "output_validator_flags")));
}

/* ---- groups ---- */

/* One flag of the default grader. Source: problemtools, support/default_grader. */
static bool take_flag(struct mc_data_group *group, const char *flag)
{
	static const struct {
		const char *name;
		enum mc_data_score score;
	} scores[] = { { "sum", MC_DATA_SUM },
		       { "avg", MC_DATA_AVERAGE },
		       { "min", MC_DATA_MIN },
		       { "max", MC_DATA_MAX } };

	for (size_t i = 0; i < MC_COUNT(scores); i++) {
		if (!strcmp(flag, scores[i].name)) {
			group->score = scores[i].score;
			return true;
		}
	}
	if (!strcmp(flag, "worst_error") || !strcmp(flag, "no_errors"))
		group->blames_worst = true;
	else if (!strcmp(flag, "first_error"))
		group->blames_worst = false;
	else if (!strcmp(flag, "always_accept"))
		group->always_accepts = true;
	else if (!strcmp(flag, "accept_if_any_accepted"))
		group->accepts_any = true;
	else
		return !strcmp(flag, "ignore_sample"); /* see mc_kattis_read_data() */
	return true;
}

static void set_group(struct mc_kattis *kattis, struct mc_data_group *group, const struct config *config,
		      const char *folder)
{
	MC_AUTOTEXT path = mc_format("%s/" CONFIG_FILE, folder);

	group->score = MC_DATA_SUM;
	group->blames_worst = true;
	group->breaks = config->breaks;
	group->accept = config->accept * 1000;
	group->reject = config->reject * 1000;
	group->max = isfinite(config->most) && config->most > 0 && config->most <= MC_DATA_MAX_POINTS
			     ? (int64_t)(config->most * 1000 + 0.5)
			     : 0;
	for (size_t i = 0; i < config->grader_flags.count; i++) {
		if (!take_flag(group, config->grader_flags.items[i]))
			mc_kattis_say(kattis, true, path, NULL, NULL, _("the grader has no flag '%s'"),
				      config->grader_flags.items[i]);
	}
}

/* ---- flags of the default validator ---- */

static double tolerance_of(struct mc_kattis *kattis, const struct mc_texts *flags, size_t at)
{
	char *end = NULL;
	double value = at < flags->count ? strtod(flags->items[at], &end) : -1;

	if (end && !*end && value >= 0 && isfinite(value))
		return value;
	mc_kattis_say(kattis, true, "problem.yaml", NULL, NULL, _("'%s' needs a number behind it"),
		      flags->items[at - 1]);
	return -1;
}

static void take_validator_flags(struct mc_kattis *kattis, struct mc_compare *compare,
				 const struct mc_texts *flags)
{
	for (size_t i = 0; i < flags->count; i++) {
		const char *flag = flags->items[i];

		if (!strcmp(flag, "case_sensitive"))
			compare->is_case_sensitive = true;
		else if (!strcmp(flag, "space_change_sensitive"))
			compare->keeps_space = true;
		else if (!strcmp(flag, "float_tolerance"))
			compare->float_absolute = compare->float_relative = tolerance_of(kattis, flags, ++i);
		else if (!strcmp(flag, "float_absolute_tolerance"))
			compare->float_absolute = tolerance_of(kattis, flags, ++i);
		else if (!strcmp(flag, "float_relative_tolerance"))
			compare->float_relative = tolerance_of(kattis, flags, ++i);
		else
			mc_kattis_say(kattis, true, "problem.yaml", NULL, NULL,
				      _("the default validator has no flag '%s'"), flag);
	}
}

static struct mc_compare compare_of(struct mc_kattis *kattis, const struct mc_texts *flags)
{
	struct mc_compare compare = {
		.mode = MC_COMPARE_TOKENS, .is_kattis = true, .float_absolute = -1, .float_relative = -1
	};

	take_validator_flags(kattis, &compare, &kattis->flags);
	take_validator_flags(kattis, &compare, flags);
	return compare;
}

void mc_kattis_set_flags(struct mc_kattis *kattis, const struct mc_data_test *data, struct mc_data_case *item,
			 const struct mc_texts *flags)
{
	if (data->checker)
		item->checker_args = *flags;
	else
		item->answer.compare = compare_of(kattis, flags);
}

/* ---- tests ---- */

struct place {
	struct mc_kattis *kattis;
	const char *ours;   /* "private/secret" */
	const char *theirs; /* "data/secret" */
};

static void say(void *context, bool is_error, const char *path, const char *hint, const char *message)
{
	const struct place *place = context;
	MC_AUTOTEXT real = mc_format("%s%s", place->theirs, path + strlen(place->ours));

	mc_kattis_say(place->kattis, is_error, real, NULL, hint, "%s", message);
}

/* Gives each group what it inherits: groups stand behind those that they lie in. */
static void set_groups(struct mc_kattis *kattis, struct mc_data_test *data, const char *folder,
		       const struct config *base)
{
	struct config *configs = mc_alloc_zero(data->group_count, sizeof(*configs));

	for (size_t i = 0; i < data->group_count; i++) {
		struct mc_data_group *group = &data->groups[i];
		MC_AUTOTEXT path = mc_format("%s%s%s", folder, i ? "/" : "", group->path);

		configs[i] = i ? configs[group->parent] : *base;
		read_config(kattis, &configs[i], path);
		set_group(kattis, group, &configs[i], path);
	}
	for (size_t i = 0; i < data->case_count; i++)
		mc_kattis_set_flags(kattis, data, &data->cases[i],
				    &configs[data->cases[i].group].validator_flags);
	free(configs);
}

/* The most that a group can get when the package does not say it. */
static double most_of(const struct mc_data_test *data, size_t index)
{
	const struct mc_data_group *group = &data->groups[index];
	double sum = 0;
	size_t count = 0;

	if (group->max > 0)
		return (double)group->max;
	for (size_t i = 0; i < data->case_count; i++) {
		if (data->cases[i].group == index && ++count)
			sum += group->accept;
	}
	for (size_t i = index + 1; i < data->group_count; i++) {
		if (data->groups[i].parent == index && ++count)
			sum += most_of(data, i);
	}
	return group->score == MC_DATA_SUM || count == 0 ? sum : sum / (double)count;
}

static int64_t clip(double thousandths)
{
	double most = MC_DATA_MAX_POINTS * 1000;

	return thousandths > 0 ? (int64_t)(thousandths < most ? thousandths + 0.5 : most) : 0;
}

static void set_points(struct mc_kattis *kattis, struct mc_test *test, bool counts)
{
	struct mc_data_test *data = test->data;

	data->is_pass_fail = !kattis->is_scoring;
	data->gives_points = true;
	data->needs_score = kattis->has_custom_score && !kattis->is_draft;
	data->forbids_score =
		data->checker && (kattis->is_draft ? !kattis->is_scoring : !kattis->has_custom_score);
	data->ignores_multiplier = !kattis->is_new;
	test->points = counts ? 1000 : 0;
	if (!kattis->is_scoring)
		return;
	/* a group lies behind the one that it lies in, whose sum needs it */
	for (size_t i = data->group_count; i-- > 0;)
		data->groups[i].max = clip(most_of(data, i));
	test->points = counts ? data->groups[0].max : 0;
}

static bool has_cases(const struct mc_exercise *exercise, const char *folder)
{
	size_t len = strlen(folder);

	for (size_t i = 0; i < exercise->case_files.count; i++) {
		const char *path = exercise->case_files.files[i].path;
		size_t path_len = strlen(path);

		if (!strncmp(path, folder, len) && path[len] == '/' && path_len > 3 &&
		    (!strcmp(path + path_len - 3, ".in") || !strcmp(path + path_len - 4, ".ans")))
			return true;
	}
	return false;
}

static void add_test(struct mc_kattis *kattis, const char *id, const struct place *place,
		     struct mc_checker *checker, const struct config *base)
{
	const struct mc_data_complaints complaints = { say, (void *)(uintptr_t)place };
	struct mc_exercise *exercise = kattis->exercise;
	struct mc_test *test = &exercise->tests[exercise->test_count];
	const char *argv[] = { "./program" };

	if (!strcmp(id, "sample") && !has_cases(exercise, place->ours))
		return;
	exercise->test_count++;
	*test = (struct mc_test){ .id = id, .kind = MC_TEST_DATA, .limits = kattis->limits };
	test->is_hidden = !strcmp(id, "secret");
	test->title = mc_words_of(&exercise->arena, id);
	test->run = mc_texts_copy(&exercise->arena, argv, 1);
	test->data = mc_arena_alloc(&exercise->arena, sizeof(*test->data));
	test->data->folder = place->ours;
	test->data->checker = checker;
	mc_data_find_cases(test->data, &exercise->arena, &exercise->case_files, place->ours, &complaints);
	if (kattis->is_new)
		mc_kattis_read_groups(kattis, test->data, place->theirs);
	else
		set_groups(kattis, test->data, place->theirs, base);
	if (test->data->case_count > 0)
		test->data->compare = test->data->cases[0].answer.compare;
	for (size_t i = 0; i < test->data->case_count; i++) {
		struct mc_data_case *item = &test->data->cases[i];

		if (item->input_path)
			item->input_path = mc_arena_format(&exercise->arena, "%s%s", place->theirs,
							   item->input_path + strlen(place->ours));
	}
}

/* True when flags say how samples and secret data are put together in another way than by adding up. */
static bool is_other_sum(const struct mc_data_group *group, const struct mc_texts *flags)
{
	return group->always_accepts || group->accepts_any ||
	       (group->score != MC_DATA_SUM && !mc_texts_has(flags, "ignore_sample"));
}

void mc_kattis_read_data(struct mc_kattis *kattis, struct mc_checker *checker)
{
	const struct place sample = { kattis, "tests/sample", "data/sample" };
	const struct place secret = { kattis, "private/secret", "data/secret" };
	struct mc_exercise *exercise = kattis->exercise;
	struct mc_data_group whole = { .path = "" };
	struct config base = usual;
	static size_t first[] = { 0 };

	if (!kattis->is_new)
		read_config(kattis, &base, "data");
	set_group(kattis, &whole, &base, "data");
	bool ignores_sample =
		kattis->is_new ? kattis->is_scoring : mc_texts_has(&base.grader_flags, "ignore_sample");

	if (kattis->is_scoring && is_other_sum(&whole, &base.grader_flags))
		mc_kattis_say(kattis, false, "data/" CONFIG_FILE, NULL, NULL, "%s",
			      _("samples and secret data are two tests here, whose points are added up"));
	exercise->tests = mc_arena_alloc(&exercise->arena, 2 * sizeof(*exercise->tests));
	add_test(kattis, "sample", &sample, checker, &base);
	add_test(kattis, "secret", &secret, checker, &base);
	for (size_t i = 0; i < exercise->test_count; i++) {
		struct mc_test *test = &exercise->tests[i];

		set_points(kattis, test, test->is_hidden || (kattis->is_scoring && !ignores_sample));
	}
	/* Nothing of the secret data is run, or counts, after a sample that was rejected. */
	if (exercise->test_count == 2 &&
	    ((whole.breaks && !kattis->is_new) || !(kattis->is_scoring || ignores_sample))) {
		exercise->tests[1].needs = first;
		exercise->tests[1].need_count = 1;
	}
}
