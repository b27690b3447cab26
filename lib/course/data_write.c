/* SPDX-License-Identifier: MIT */
#include "course/data_read.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "course/data_test.h"
#include "course/kind.h"

static const char *const score_names[] = {
#define X(constant, name) [constant] = name,
	MC_DATA_SCORES(X)
#undef X
};

static bool is_ours(enum mc_data_score score)
{
	return score == MC_DATA_ALL || score == MC_DATA_SUM || score == MC_DATA_MIN;
}

/* ---- points ---- */

/* Whether what is rejected keeps points: in Kattis only where the whole is accepted nevertheless. */
static bool keeps_points(const struct mc_data_test *data)
{
	return !data->gives_points || data->groups[0].accepts_any || data->groups[0].always_accepts;
}

/* The rule of a group in our words. */
static enum mc_data_score score_of(const struct mc_data_test *data, const struct mc_data_group *group)
{
	bool is_whole = group == &data->groups[0];

	if (data->is_pass_fail || (is_whole && !keeps_points(data)))
		return MC_DATA_ALL;
	return is_ours(group->score) ? group->score : MC_DATA_SUM;
}

/* What a group gets when all of it is accepted. */
static double most_of(const struct mc_data_test *data, size_t index)
{
	const struct mc_data_group *group = &data->groups[index];
	size_t count = 0;

	for (size_t i = 0; i < data->case_count; i++)
		count += data->cases[i].group == index;
	return group->score == MC_DATA_SUM ? group->accept * (double)count : group->accept;
}

/* Points of Kattis' grader that a share of what the group has does not give. */
static bool has_other_points(const struct mc_data_test *data, size_t index)
{
	const struct mc_data_group *group = &data->groups[index];

	if (data->is_pass_fail || data->checker || score_of(data, &data->groups[0]) != MC_DATA_SUM)
		return false;
	if (index == 0 && data->group_count > 1)
		return false;
	return fabs(group->reject) > 0 || fabs(most_of(data, index) - (double)group->max) > 1;
}

/* What Kattis' grader does and our words for groups cannot say. */
static void tell_loss(struct mc_exercise_writing *writing, const struct mc_test *test, size_t index)
{
	const struct mc_data_test *data = test->data;
	const struct mc_data_group *group = &data->groups[index];
	const char *name = group->path[0] ? group->path : data->folder;

	if (!data->gives_points)
		return;
	if (!data->is_pass_fail && !is_ours(group->score))
		mc_write_lost(writing, _("the test '%s': '%s' of points in '%s' becomes '%s'"), test->id,
			      score_names[group->score], name, score_names[score_of(data, group)]);
	if ((group->accepts_any || group->always_accepts) && (data->is_pass_fail || index > 0))
		mc_write_lost(
			writing,
			_("the test '%s': '%s' is accepted whatever becomes of some of its cases, which "
			  "exercise.json cannot say"),
			test->id, name);
	if (has_other_points(data, index))
		mc_write_lost(writing, _("the test '%s': the points of '%s' are counted in another way"),
			      test->id, name);
}

/* Only what is not the default is written. */
static void write_score(struct mc_exercise_writing *writing, const struct mc_test *test, size_t index,
			enum mc_data_score otherwise)
{
	const struct mc_data_group *group = &test->data->groups[index];
	enum mc_data_score score = score_of(test->data, group);

	tell_loss(writing, test, index);
	if (score != otherwise)
		mc_json_key_text(&writing->json, "score", score_names[score]);
	if (group->breaks != (score == MC_DATA_ALL))
		mc_json_key_text(&writing->json, "on_reject", group->breaks ? "break" : "continue");
}

/* Groups of everything or nothing need not be named; and ours hold all cases or none. */
static bool has_groups(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_data_test *data = test->data;

	if (data->group_count < 2 || data->is_pass_fail)
		return false;
	for (size_t i = 0; i < data->case_count; i++) {
		if (data->cases[i].group != 0)
			continue;
		mc_write_lost(writing,
			      _("the test '%s': there are cases beside its groups, so that all become one "
				"group"),
			      test->id);
		return false;
	}
	return true;
}

static void write_groups(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_data_test *data = test->data;

	mc_json_key(&writing->json, "groups");
	mc_json_start(&writing->json, '{');
	for (size_t i = 1; i < data->group_count; i++) {
		const struct mc_data_group *group = &data->groups[i];

		if (strchr(group->path, '/')) {
			mc_write_lost(writing,
				      _("the test '%s': the group '%s' lies in another one and becomes "
					"part of it"),
				      test->id, group->path);
			continue;
		}
		mc_json_key(&writing->json, group->path);
		mc_json_start(&writing->json, '{');
		if (score_of(data, &data->groups[0]) == MC_DATA_SUM)
			mc_write_points(writing, "points", group->max);
		write_score(writing, test, i, MC_DATA_ALL);
		mc_json_end(&writing->json);
	}
	mc_json_end(&writing->json);
}

/* ---- how outputs are judged ---- */

static bool is_same_number(double a, double b)
{
	return !(a < b) && !(a > b);
}

static bool is_same_compare(const struct mc_compare *a, const struct mc_compare *b)
{
	return a->is_case_sensitive == b->is_case_sensitive && a->keeps_space == b->keeps_space &&
	       is_same_number(a->float_absolute, b->float_absolute) &&
	       is_same_number(a->float_relative, b->float_relative);
}

static bool is_same_args(const struct mc_texts *a, const struct mc_texts *b)
{
	size_t i = 0;

	while (i < a->count && i < b->count && !strcmp(a->items[i], b->items[i]))
		i++;
	return i == a->count && i == b->count;
}

/* In our own format all cases of a test are judged alike. */
static void tell_differences(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_data_test *data = test->data;
	bool is_same = true;

	for (size_t i = 1; i < data->case_count; i++)
		is_same = is_same &&
			  is_same_args(&data->cases[0].checker_args, &data->cases[i].checker_args) &&
			  is_same_compare(&data->compare, &data->cases[i].answer.compare);
	if (!is_same && data->gives_points)
		mc_write_lost(writing,
			      _("the test '%s': its groups have flags of their own, but those of the first "
				"are for all"),
			      test->id);
}

/* Where Kattis wants the same white space, byte by byte is the nearest, unless case or numbers are looser. */
static struct mc_compare our_compare(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	struct mc_compare compare = test->data->compare;

	if (!compare.keeps_space)
		return compare;
	if (compare.is_case_sensitive && !(compare.float_absolute > 0) && !(compare.float_relative > 0))
		compare.mode = MC_COMPARE_EXACT;
	else
		mc_write_lost(writing, _("the test '%s': white space is not compared"), test->id);
	return compare;
}

/* A checker of a foreign spec stands at the top of its sandbox; ours has a folder, in which it is built. */
static void write_foreign_checker(struct mc_exercise_writing *writing, const struct mc_test *test,
				  const struct mc_checker *checker)
{
	const char *folder = test->is_hidden ? "private/checker" : "tests/checker";
	MC_AUTO(mc_buf) line = MC_BUF_INIT;
	const char *program = checker->run.items[0];
	static const struct mc_limits usual = MC_LIMITS_BUILD;
	MC_AUTOTEXT run = mc_format("%s/%s", folder, program + (strncmp(program, "./", 2) ? 0 : 2));

	for (size_t i = 0; i < checker->files.count; i++) {
		const struct mc_tree_file *file = &checker->files.files[i];
		MC_AUTOTEXT path = mc_format("%s/%s", folder, file->path);

		mc_tree_add(writing->tree, path, file->data, file->len, file->is_executable);
	}
	if (checker->limits.cpu_ms != usual.cpu_ms || checker->limits.memory_mb != usual.memory_mb)
		mc_write_lost(writing, _("the test '%s': its checker has the usual limits, %u s and %u MiB"),
			      test->id, usual.cpu_ms / 1000, usual.memory_mb);
	mc_json_key(&writing->json, "run");
	mc_json_start(&writing->json, '[');
	mc_json_text(&writing->json, run);
	mc_json_end(&writing->json);
	if (checker->build.count == 0)
		return;
	mc_buf_addf(&line, "cd %s || exit 1\n%s", folder, checker->build.items[checker->build.count - 1]);
	mc_json_key_text(&writing->json, "build", line.ptr);
	if (!test->is_hidden)
		mc_write_lost(writing, _("the test '%s': students get its checker"), test->id);
}

/* The flags of the checker, then those of the cases. */
static void write_flags(struct mc_exercise_writing *writing, const struct mc_data_test *data)
{
	const struct mc_texts none = { NULL, 0 };
	const struct mc_texts *of_cases = data->case_count > 0 ? &data->cases[0].checker_args : &none;
	const struct mc_texts *flags = &data->checker->flags;

	if (flags->count + of_cases->count == 0)
		return;
	mc_json_key(&writing->json, "flags");
	mc_json_start(&writing->json, '[');
	for (size_t i = 0; i < flags->count; i++)
		mc_json_text(&writing->json, flags->items[i]);
	for (size_t i = 0; i < of_cases->count; i++)
		mc_json_text(&writing->json, of_cases->items[i]);
	mc_json_end(&writing->json);
}

static void write_checker(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_checker *checker = test->data->checker;

	if (!checker)
		return;
	mc_json_key(&writing->json, "checker");
	mc_json_start(&writing->json, '{');
	if (checker->files.count > 0) {
		write_foreign_checker(writing, test, checker);
	} else {
		mc_write_texts(writing, "run", &checker->run);
		if (checker->build.count > 0)
			mc_write_program(writing, "build", &checker->build);
	}
	write_flags(writing, test->data);
	mc_json_end(&writing->json);
	if (checker->is_interactive)
		mc_json_key_bool(&writing->json, "interactive", true);
}

void mc_data_write(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_data_test *data = test->data;
	bool is_grouped = has_groups(writing, test);

	mc_write_run(writing, &test->run);
	mc_write_env(writing, &test->env);
	mc_json_key_text(&writing->json, "folder", data->folder);
	tell_differences(writing, test);
	if (!data->checker) {
		const struct mc_compare compare = our_compare(writing, test);

		mc_write_compare(writing, &compare);
	}
	write_score(writing, test, 0, is_grouped ? MC_DATA_SUM : MC_DATA_ALL);
	if (is_grouped)
		write_groups(writing, test);
	write_checker(writing, test);
	mc_write_exit(writing, test->exit_status);
}

void mc_checker_write(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_data_case *item = &test->data->cases[0];

	mc_write_run(writing, &test->run);
	mc_write_env(writing, &test->env);
	if (test->input_len > 0)
		mc_write_content(writing, "stdin", test, "stdin", test->input, test->input_len);
	if (item->answer.len > 0)
		mc_write_content(writing, "answer", test, "answer", item->answer.text, item->answer.len);
	write_checker(writing, test);
	mc_write_exit(writing, test->exit_status);
}
