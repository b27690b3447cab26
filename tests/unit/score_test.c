/* SPDX-License-Identifier: MIT */
#include "gradebook/score.h"

#include <string.h>

#include "base/cleanup.h"
#include "check.h"

enum { ROUNDS = 20000, DAY = 86400 };

static const char rubric_text[] =
	"{\"schema\":\"migracode/rubric/v1\",\"criteria\":["
	"{\"id\":\"a\",\"title\":\"A\",\"levels\":[{\"id\":\"no\",\"points\":0},{\"id\":\"yes\",\"points\":1."
	"333}]},"
	"{\"id\":\"b\",\"title\":\"B\",\"extra\":true,\"levels\":[{\"id\":\"no\",\"points\":0},"
	"{\"id\":\"yes\",\"points\":2}]}]}";

/* The same numbers in every run. */
static uint64_t next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

static int64_t sum_of(const struct mc_score *score)
{
	int64_t sum = 0;

	for (size_t i = 0; i < score->line_count; i++)
		sum += score->lines[i].points;
	return sum;
}

/* Everything by chance: whatever is decided, being late never gives points, and nothing goes missing. */
static void lines_add_up_to_the_score(void **state)
{
	MC_AUTOPTR(mc_rubric) rubric = NULL;
	uint64_t seed = 1;

	(void)state;
	assert_ok(mc_rubric_parse(&rubric, NULL, "x", rubric_text, strlen(rubric_text)));
	for (int i = 0; i < ROUNDS; i++) {
		static const char *const levels[] = { "no", "yes", "gone" };
		const struct mc_score_mark marks[] = {
			{ "L1", "e", "a", levels[next(&seed) % 3], NULL, "me" },
			{ "L1", "e", next(&seed) % 2 ? "b" : "c", levels[next(&seed) % 3], NULL, "me" },
		};
		const struct mc_late_policy policy = { .grace_minutes = (uint32_t)(next(&seed) % 100),
						       .grace_days = (uint32_t)(next(&seed) % 4),
						       .cutoff_minutes = (uint32_t)(next(&seed) % 9000),
						       .steps = { { 0, (uint32_t)(next(&seed) % 50) },
								  { 1440,
								    50 + (uint32_t)(next(&seed) % 51) } },
						       .step_count = next(&seed) % 3 };
		const struct mc_late_due due = { .has_due = next(&seed) % 5 > 0,
						 .due_s = 100 * DAY,
						 .extended_s = 100 * DAY + (int64_t)(next(&seed) % 3) * DAY,
						 .is_excused = next(&seed) % 7 == 0 };
		const struct mc_score_override override = { .has_points = next(&seed) % 2,
							    .points = (int64_t)(next(&seed) % 9000),
							    .verdict = "pass" };
		struct mc_score_line lines[MC_SCORE_MAX_LINES];
		struct mc_score score = { .learner = "L1" };
		const struct mc_score_input input = {
			.has_points = next(&seed) % 9 > 0,
			.points = (int64_t)(next(&seed) % 5001),
			.max = 5000,
			.has_time = next(&seed) % 5 > 0,
			.submitted_s = 98 * DAY + (int64_t)(next(&seed) % (10 * DAY)),
			.policy = &policy,
			.due = &due,
			.grace_left = (uint32_t)(next(&seed) % 4),
			.rubric = next(&seed) % 4 ? rubric : NULL,
			.marks = marks,
			.mark_count = next(&seed) % 3,
			.override = next(&seed) % 3 ? NULL : &override,
		};

		mc_score_compute(&score, lines, &input);
		assert_int_equal(score.points, sum_of(&score));
		assert_true(score.points >= 0);
		assert_int_equal(score.max, 5000 + (input.rubric ? 1333 : 0));
		assert_true(score.grace_used <= input.grace_left);
		if (input.override && override.has_points)
			assert_int_equal(score.points, override.points);
		for (size_t l = 0; l < score.line_count; l++) {
			if (lines[l].kind != MC_SCORE_OVERRIDE)
				assert_true(lines[l].kind >= MC_SCORE_EXTENSION ? lines[l].points <= 0
										: lines[l].points >= 0);
		}
	}
}

static void a_level_that_is_gone_is_said(void **state)
{
	MC_AUTOPTR(mc_rubric) rubric = NULL;
	const struct mc_score_mark marks[] = { { "L1", "e", "a", "great", NULL, "me" },
					       { "L1", "e", "z", "yes", NULL, "me" } };
	const struct mc_late_policy policy = { .grace_days = 0 };
	const struct mc_late_due due = { .has_due = false };
	struct mc_score_line lines[MC_SCORE_MAX_LINES];
	struct mc_score score = { .learner = "L1" };
	struct mc_score_input input = { .policy = &policy, .due = &due, .marks = marks, .mark_count = 2 };

	(void)state;
	assert_ok(mc_rubric_parse(&rubric, NULL, "x", rubric_text, strlen(rubric_text)));
	input.rubric = rubric;
	mc_score_compute(&score, lines, &input);
	assert_int_equal(score.points, 0);
	assert_int_equal(score.line_count, 2);
	assert_int_equal(score.unmarked, 1);
	assert_true(lines[0].is_gone && lines[1].is_gone);
}

static void a_rubric_is_read_strictly(void **state)
{
	static const char *const bad[] = {
		"{}",
		"{\"schema\":\"migracode/rubric/v1\",\"criteria\":[]}",
		"{\"schema\":\"migracode/rubric/v2\",\"criteria\":[]}",
		"{\"schema\":\"migracode/rubric/"
		"v1\",\"criteria\":[{\"id\":\"a\",\"title\":\"A\",\"levels\":[]}]}",
		"{\"schema\":\"migracode/rubric/v1\",\"criteria\":[{\"id\":\"a\",\"title\":\"A\",\"levels\":["
		"{\"id\":\"x\",\"points\":1},{\"id\":\"x\",\"points\":2}]}]}",
		"{\"schema\":\"migracode/rubric/v1\",\"criteria\":[{\"id\":\"a\",\"title\":\"A\",\"levels\":["
		"{\"id\":\"x\",\"points\":-1},{\"id\":\"y\",\"points\":2}]}]}",
		"{\"schema\":\"migracode/rubric/v1\",\"criteria\":[{\"id\":\"a\",\"title\":\"A\",\"levels\":["
		"{\"id\":\"x\",\"points\":0.0001},{\"id\":\"y\",\"points\":2}]}]}",
		"{\"schema\":\"migracode/rubric/"
		"v1\",\"criteria\":[{\"id\":\"a\",\"title\":\"A\",\"lvls\":[]}]}",
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		struct mc_rubric *rubric = NULL;

		assert_err(MC_E_INPUT, mc_rubric_parse(&rubric, NULL, "x", bad[i], strlen(bad[i])));
		assert_null(rubric);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_add_up_to_the_score),
		cmocka_unit_test(a_level_that_is_gone_is_said),
		cmocka_unit_test(a_rubric_is_read_strictly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
