/* SPDX-License-Identifier: MIT */
#include "course/data_read.h"

#include <string.h>

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

/* Only what is not the default is written. */
static void write_score(struct mc_exercise_writing *writing, const struct mc_test *test,
			const struct mc_data_group *group, enum mc_data_score otherwise)
{
	enum mc_data_score score = is_ours(group->score) ? group->score : MC_DATA_SUM;

	if (score != group->score)
		mc_write_lost(writing, _("the test '%s': '%s' of points becomes '%s'"), test->id,
			      score_names[group->score], score_names[score]);
	if (score != otherwise)
		mc_json_key_text(&writing->json, "score", score_names[score]);
	if (group->breaks != (score == MC_DATA_ALL))
		mc_json_key_text(&writing->json, "on_reject", group->breaks ? "break" : "continue");
	if (group->accepts_any || group->always_accepts)
		mc_write_lost(writing,
			      _("the test '%s': cases are accepted whatever becomes of others, which "
				"exercise.json cannot say"),
			      test->id);
}

static void write_groups(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_data_test *data = test->data;

	if (data->group_count < 2)
		return;
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
		if (data->groups[0].score == MC_DATA_SUM)
			mc_write_points(writing, "points", group->max);
		write_score(writing, test, group, MC_DATA_ALL);
		mc_json_end(&writing->json);
	}
	mc_json_end(&writing->json);
}

static void write_checker(struct mc_exercise_writing *writing, const struct mc_checker *checker)
{
	if (!checker)
		return;
	mc_json_key(&writing->json, "checker");
	mc_json_start(&writing->json, '{');
	mc_write_texts(writing, "run", &checker->run);
	if (checker->build.count > 0)
		mc_write_program(writing, "build", &checker->build);
	mc_write_texts(writing, "flags", &checker->flags);
	mc_json_end(&writing->json);
	if (checker->is_interactive)
		mc_json_key_bool(&writing->json, "interactive", true);
}

void mc_data_write(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_data_test *data = test->data;

	mc_write_run(writing, &test->run);
	mc_write_env(writing, &test->env);
	mc_json_key_text(&writing->json, "folder", data->folder);
	if (!data->checker)
		mc_write_compare(writing, &data->compare);
	write_score(writing, test, &data->groups[0], data->group_count > 1 ? MC_DATA_SUM : MC_DATA_ALL);
	write_groups(writing, test);
	write_checker(writing, data->checker);
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
	write_checker(writing, test->data->checker);
	mc_write_exit(writing, test->exit_status);
}
