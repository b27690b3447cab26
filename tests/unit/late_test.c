/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "check.h"
#include "deadline/late.h"

enum { MIN = 60, HOUR = 60 * MIN, DAY = 24 * HOUR };

#define DUE INT64_C(1796598000) /* 2026-12-06T23:00:00Z */

/* ---- policies of the table ---- */

static const struct mc_late_policy none = { .step_count = 0 };
static const struct mc_late_policy minutes = { .grace_minutes = 15 };
static const struct mc_late_policy days = { .grace_days = 3, .grace_most = 2 };
static const struct mc_late_policy curve = {
	.steps = { { 0, 10 }, { 24 * 60, 25 }, { 72 * 60, 50 } },
	.step_count = 3,
	.cutoff_minutes = 7 * 24 * 60,
};
static const struct mc_late_policy endless = { .steps = { { 60, 20 }, { 24 * 60, 100 } }, .step_count = 2 };
static const struct mc_late_policy all = {
	.grace_minutes = 15,
	.grace_days = 4,
	.grace_most = 2,
	.steps = { { 0, 10 }, { 24 * 60, 25 }, { 72 * 60, 50 } },
	.step_count = 3,
	.cutoff_minutes = 7 * 24 * 60,
};

static const struct mc_late_policy steep = {
	.grace_days = 2,
	.steps = { { 0, 10 }, { 24 * 60, 100 } },
	.step_count = 2,
	.cutoff_minutes = 72 * 60,
};

enum due { NO_DUE, PLAIN, EXTENDED, EXCUSED, EXTENDED_EARLIER };

static struct mc_late_due due_of(enum due kind)
{
	struct mc_late_due due = {
		.has_due = kind != NO_DUE, .due_s = DUE, .extended_s = DUE, .is_excused = kind == EXCUSED
	};

	if (kind == EXTENDED)
		due.extended_s = DUE + 2 * DAY;
	if (kind == EXTENDED_EARLIER)
		due.extended_s = DUE - DAY;
	return due;
}

/* One line per case: lines is what comes out, "kind:points:minutes:days:percent". */
static const struct {
	const char *name;
	const struct mc_late_policy *policy;
	enum due due;
	int64_t late_s; /* after DUE */
	uint32_t grace_left;
	int64_t points, left;
	uint32_t used;
	const char *lines;
} cases[] = {
	{ "no deadline", &all, NO_DUE, 9 * DAY, 4, 8000, 8000, 0, "" },
	{ "long before", &all, PLAIN, -30 * DAY, 4, 8000, 8000, 0, "" },
	{ "at the second of the deadline", &none, PLAIN, 0, 0, 8000, 8000, 0, "" },
	{ "a second late, no rules", &none, PLAIN, 1, 0, 8000, 0, 0, "cut-off:-8000:1:0:100" },
	{ "in the minutes of grace", &minutes, PLAIN, 15 * MIN, 0, 8000, 8000, 0, "" },
	{ "a second after them", &minutes, PLAIN, 15 * MIN + 1, 0, 8000, 0, 0, "cut-off:-8000:16:0:100" },
	{ "minutes of grace do not move the curve", &all, PLAIN, DAY, 0, 8000, 7200, 0,
	  "late:-800:1440:0:10" },
	{ "in time for an extension", &none, EXTENDED, 2 * DAY, 0, 8000, 8000, 0, "extension:0:2880:0:0" },
	{ "late after an extension", &curve, EXTENDED, 2 * DAY + HOUR, 0, 8000, 7200, 0,
	  "extension:0:2880:0:0 late:-800:60:0:10" },
	{ "an extension takes nothing away", &none, EXTENDED_EARLIER, -HOUR, 0, 8000, 8000, 0, "" },
	{ "a grace day", &days, PLAIN, 1, 3, 8000, 8000, 1, "grace:0:1:1:0" },
	{ "exactly a grace day", &days, PLAIN, DAY, 3, 8000, 8000, 1, "grace:0:1440:1:0" },
	{ "two grace days", &days, PLAIN, DAY + 1, 3, 8000, 8000, 2, "grace:0:1441:2:0" },
	{ "the most for one exercise", &days, PLAIN, 2 * DAY + 1, 3, 8000, 0, 0, "cut-off:-8000:2881:0:100" },
	{ "the budget is too small", &days, PLAIN, DAY + 1, 1, 8000, 0, 0, "cut-off:-8000:1441:0:100" },
	{ "the budget is used up", &days, PLAIN, 1, 0, 8000, 0, 0, "cut-off:-8000:1:0:100" },
	{ "grace days after an extension", &days, EXTENDED, 3 * DAY, 3, 8000, 8000, 1,
	  "extension:0:2880:0:0 grace:0:1440:1:0" },
	{ "minutes of grace after a grace day", &all, PLAIN, DAY + 15 * MIN, 4, 8000, 8000, 1,
	  "grace:0:1455:1:0" },
	{ "grace days, then the curve", &all, PLAIN, 2 * DAY + HOUR, 4, 8000, 7200, 2,
	  "grace:0:2940:2:0 late:-800:60:0:10" },
	{ "no grace day that changes nothing", &all, PLAIN, 5 * DAY, 1, 8000, 4000, 0,
	  "late:-4000:7200:0:50" },
	{ "as few grace days as help", &all, PLAIN, 4 * DAY + HOUR, 2, 8000, 6000, 2,
	  "grace:0:5820:2:0 late:-2000:2940:0:25" },
	{ "one of two days does it", &all, PLAIN, 3 * DAY + 2 * HOUR, 2, 8000, 6000, 1,
	  "grace:0:4440:1:0 late:-2000:3000:0:25" },
	{ "no grace day for nothing", &all, PLAIN, 9 * DAY + 1, 4, 8000, 0, 0, "cut-off:-8000:12961:0:100" },
	{ "no grace day to lose all in another way", &steep, PLAIN, 4 * DAY, 2, 8000, 0, 0,
	  "cut-off:-8000:5760:0:100" },
	{ "first step", &curve, PLAIN, 1, 0, 8000, 7200, 0, "late:-800:1:0:10" },
	{ "end of the first step", &curve, PLAIN, DAY, 0, 8000, 7200, 0, "late:-800:1440:0:10" },
	{ "second step", &curve, PLAIN, DAY + 1, 0, 8000, 6000, 0, "late:-2000:1441:0:25" },
	{ "third step", &curve, PLAIN, 3 * DAY + 1, 0, 8000, 4000, 0, "late:-4000:4321:0:50" },
	{ "at the cut-off", &curve, PLAIN, 7 * DAY, 0, 8000, 4000, 0, "late:-4000:10080:0:50" },
	{ "after the cut-off", &curve, PLAIN, 7 * DAY + 1, 0, 8000, 0, 0, "cut-off:-8000:10081:0:100" },
	{ "late, before the first step", &endless, PLAIN, HOUR, 0, 8000, 8000, 0, "late:0:60:0:0" },
	{ "a curve down to nothing", &endless, PLAIN, DAY + 1, 0, 8000, 0, 0, "late:-8000:1441:0:100" },
	{ "excused, however late", &all, EXCUSED, 99 * DAY, 4, 8000, 8000, 0, "excused:0:0:0:0" },
	{ "excused and in time", &none, EXCUSED, -DAY, 0, 0, 0, 0, "excused:0:0:0:0" },
	{ "half a thousandth is taken off", &curve, PLAIN, 1, 0, 5, 4, 0, "late:-1:1:0:10" },
	{ "less than half is not", &curve, PLAIN, 1, 0, 4, 4, 0, "late:0:1:0:10" },
	{ "333 thousandths, a half of them", &curve, PLAIN, 4 * DAY, 0, 333, 166, 0, "late:-167:5760:0:50" },
	{ "0 points", &curve, PLAIN, 4 * DAY, 0, 0, 0, 0, "late:0:5760:0:50" },
	{ "0 points after the cut-off", &curve, PLAIN, 8 * DAY, 0, 0, 0, 0, "cut-off:0:11520:0:100" },
	{ "the largest number of points", &curve, PLAIN, 4 * DAY, 0, INT64_MAX - 7, (INT64_MAX - 7) / 2, 0,
	  "late:-4611686018427387900:5760:0:50" },
	{ "a clock before all time", &all, PLAIN, INT64_MIN / 2, 4, 8000, 8000, 0, "" },
	{ "a clock beyond all time", &none, PLAIN, INT64_MAX - DUE, 4, 8000, 0, 0,
	  "cut-off:-8000:153722867250969631:0:100" },
};

static void gives_what_the_table_says(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_buf) lines = MC_BUF_INIT;
		struct mc_late_due due = due_of(cases[i].due);
		struct mc_late_score score;
		int64_t sum = cases[i].points;

		mc_late_apply(&score, cases[i].policy, &due, DUE + cases[i].late_s, cases[i].grace_left,
			      cases[i].points);
		for (size_t j = 0; j < score.count; j++) {
			const struct mc_late_line *line = &score.lines[j];

			mc_buf_addf(&lines, "%s%s:%lld:%lld:%u:%u", j ? " " : "",
				    mc_late_kind_name(line->kind), (long long)line->points,
				    (long long)line->minutes, line->days, line->percent);
			sum += line->points;
		}
		if (strcmp(lines.ptr, cases[i].lines) != 0 || score.points != cases[i].left ||
		    sum != score.points || score.grace_used != cases[i].used) {
			print_error("%s: %lld left, %u days, %s\n", cases[i].name, (long long)score.points,
				    score.grace_used, lines.ptr);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

/* ---- what holds of every policy ---- */

static uint32_t draw(uint64_t *seed, uint32_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return below ? (uint32_t)(*seed >> 33) % below : 0;
}

static struct mc_late_policy any_policy(uint64_t *seed)
{
	struct mc_late_policy policy = { .grace_minutes = draw(seed, 2) * draw(seed, 300),
					 .grace_days = draw(seed, 6),
					 .grace_most = draw(seed, 4) };
	uint32_t after = draw(seed, 2) * draw(seed, 500), percent = 0;

	for (size_t i = draw(seed, 6); i > 0 && percent < 100; i--) {
		percent += 1 + draw(seed, 100 - percent);
		policy.steps[policy.step_count++] = (struct mc_late_step){ after, percent };
		after += 1 + draw(seed, 2000);
	}
	if (draw(seed, 2))
		policy.cutoff_minutes = after + policy.grace_minutes + 1 + draw(seed, 9000);
	return policy;
}

/* Lines add up, nothing falls below 0, nobody gains by waiting, and what is worth something is not after
 * mc_late_until(). */
static void check_moment(const struct mc_late_policy *policy, const struct mc_late_due *due, int64_t at_s,
			 uint32_t grace, int64_t points, int64_t *before)
{
	struct mc_late_score score;
	int64_t sum = points;

	mc_late_apply(&score, policy, due, at_s, grace, points);
	assert_true(score.count <= MC_LATE_LINE_COUNT);
	for (size_t i = 0; i < score.count; i++) {
		assert_true(score.lines[i].points <= 0 && score.lines[i].minutes >= 0);
		sum += score.lines[i].points;
	}
	assert_true(sum == score.points && score.points >= 0 && score.points <= *before);
	assert_true(score.grace_used <= grace);
	assert_true(!policy->grace_most || score.grace_used <= policy->grace_most);
	assert_int_equal(score.grace_used, mc_late_grace(policy, due, at_s, grace));
	if (points > 1)
		assert_true((score.points > 0) == (at_s <= mc_late_until(policy, due, grace)) ||
			    (score.points == 0 && points < 100));
	assert_true(mc_late_is_late(policy, due, at_s) || score.points == points);
	*before = score.points;
}

static void lines_add_up_and_nobody_gains_by_waiting(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct mc_late_policy policy = any_policy(&seed);
		struct mc_late_due due = due_of((enum due)(1 + draw(&seed, 4)));
		uint32_t grace = draw(&seed, policy.grace_days + 1);
		int64_t points = draw(&seed, 4) ? draw(&seed, 20000) : 0, before = points;

		for (int64_t late_s = -DAY; late_s < 20 * DAY; late_s += 1 + draw(&seed, 9 * HOUR))
			check_moment(&policy, &due, DUE + late_s, grace, points, &before);
		before = points;
		for (int64_t late_s = 0; late_s < 20 * DAY; late_s += HOUR)
			for (int64_t edge = -1; edge <= 1; edge++)
				check_moment(&policy, &due, DUE + late_s + edge, grace, points, &before);
	}
}

/* The days of one learner go to the exercises in the order of their deadlines. */
static void shares_the_budget_over_exercises(void **state)
{
	static const struct {
		int64_t due, late_s;
		uint32_t used;
	} exercises[] = {
		{ DUE, DAY, 1 },
		{ DUE + 7 * DAY, 2 * DAY + 1, 0 }, /* three would be needed, two are the most */
		{ DUE + 14 * DAY, 2 * DAY, 2 },
		{ DUE + 21 * DAY, 1, 0 }, /* nothing is left */
	};
	uint32_t left = days.grace_days;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(exercises); i++) {
		struct mc_late_due due = { true, exercises[i].due, exercises[i].due, false };
		struct mc_late_score score;

		mc_late_apply(&score, &days, &due, exercises[i].due + exercises[i].late_s, left, 1000);
		assert_int_equal(score.grace_used, exercises[i].used);
		assert_int_equal(score.points, exercises[i].used ? 1000 : 0);
		left -= score.grace_used;
	}
	assert_int_equal(left, 0);
}

static void tells_until_when_a_commit_counts(void **state)
{
	struct mc_late_due plain = due_of(PLAIN), extended = due_of(EXTENDED), excused = due_of(EXCUSED),
			   without = due_of(NO_DUE);

	(void)state;
	assert_true(mc_late_until(&none, &plain, 9) == DUE + 9 * DAY);
	assert_true(mc_late_until(&none, &plain, 0) == DUE);
	assert_true(mc_late_until(&none, &extended, 0) == DUE + 2 * DAY);
	assert_true(mc_late_until(&minutes, &plain, 0) == DUE + 15 * MIN);
	assert_true(mc_late_until(&days, &plain, 3) == DUE + 2 * DAY);
	assert_true(mc_late_until(&days, &plain, 1) == DUE + DAY);
	assert_true(mc_late_until(&curve, &plain, 0) == DUE + 7 * DAY);
	assert_true(mc_late_until(&all, &plain, 4) == DUE + 9 * DAY);
	assert_true(mc_late_until(&endless, &plain, 0) == DUE + DAY);
	assert_true(mc_late_until(&all, &excused, 0) == INT64_MAX);
	assert_true(mc_late_until(&all, &without, 0) == INT64_MAX);
	plain.due_s = plain.extended_s = INT64_MAX - 5;
	assert_true(mc_late_until(&all, &plain, 0) == INT64_MAX);
}

/* ---- the file ---- */

static struct mc_err *read_rules(struct mc_late_policy *policy, const char *text)
{
	return mc_late_policy_read(policy, mc_str(text), "rules.json");
}

static void reads_its_own_example_and_what_it_writes(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) again = MC_BUF_INIT;
	MC_AUTO(mc_buf) words = MC_BUF_INIT;
	struct mc_late_policy policy, same;

	(void)state;
	assert_ok(read_rules(&policy, mc_late_policy_example));
	assert_false(policy.uses_arrival);
	assert_memory_equal(policy.steps, all.steps, sizeof(all.steps[0]) * all.step_count);
	assert_int_equal(policy.cutoff_minutes, all.cutoff_minutes);
	mc_late_policy_write(&text, &policy);
	assert_ok(read_rules(&same, text.ptr));
	mc_late_policy_write(&again, &same);
	assert_string_equal(text.ptr, again.ptr);
	mc_late_policy_words(&words, &policy);
	assert_string_equal(words.ptr,
			    "work counts as handed in when its commit was made\n"
			    "up to 15 minutes after a deadline is not late\n"
			    "each learner has 4 grace days for all exercises together, at most 2 of them for "
			    "one exercise\n"
			    "who is late loses 10% of the points\n"
			    "who is late by more than 1 day loses 25% of the points\n"
			    "who is late by more than 3 days loses 50% of the points\n"
			    "what comes more than 7 days after a deadline does not count\n");
}

static void says_the_rules_of_every_clock_and_end(void **state)
{
	MC_AUTO(mc_buf) words = MC_BUF_INIT;
	struct mc_late_policy policy;

	(void)state;
	assert_ok(read_rules(&policy, "{\"schema\": \"migracode/late-policy/v1\", \"clock\": \"mirror\"}"));
	assert_true(policy.uses_arrival);
	mc_late_policy_words(&words, &policy);
	assert_string_equal(words.ptr, "work counts as handed in when its commit reached the school's copy\n"
				       "what comes later does not count\n");
	mc_buf_reset(&words);
	mc_late_policy_words(&words, &endless);
	assert_non_null(strstr(words.ptr, "by more than 1 hour loses 20%"));
	assert_non_null(strstr(words.ptr, "there is no last day"));
}

static void names_the_place_of_a_fault(void **state)
{
	struct mc_late_policy policy = { .grace_days = 7 };
	MC_AUTOPTR(mc_err) err = read_rules(&policy, "{\"schema\": \"migracode/late-policy/v1\",\n"
						     " \"grace_minuts\": 15}");

	(void)state;
	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_non_null(strstr(err->msg, "rules.json:2:2: "));
	assert_non_null(strstr(err->msg, "/grace_minuts"));
	assert_non_null(strstr(err->hint, "'grace_minutes'"));
	assert_int_equal(policy.grace_days, 7);
}

/* The sums of migracode-grading(5), DEADLINES. */
static void computes_the_example_of_the_manual(void **state)
{
	static const struct {
		int64_t late_s;
		uint32_t left;
		int64_t points;
	} sums[] = { { 2 * DAY + HOUR, 4, 7200 }, { 2 * DAY + HOUR, 1, 6000 }, { 7 * DAY + 1, 0, 0 } };
	MC_AUTO(mc_buf) page = MC_BUF_INIT;
	struct mc_late_due due = due_of(PLAIN);
	struct mc_late_policy policy;

	(void)state;
	assert_ok(mc_buf_read_file(&page, "man/migracode-grading.5", 1 << 20));
	assert_non_null(strstr(page.ptr, mc_late_policy_example));
	assert_ok(read_rules(&policy, mc_late_policy_example));
	for (size_t i = 0; i < MC_COUNT(sums); i++) {
		struct mc_late_score score;

		mc_late_apply(&score, &policy, &due, DUE + sums[i].late_s, sums[i].left, 8000);
		assert_int_equal(score.points, sums[i].points);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_what_the_table_says),
		cmocka_unit_test(lines_add_up_and_nobody_gains_by_waiting),
		cmocka_unit_test(shares_the_budget_over_exercises),
		cmocka_unit_test(tells_until_when_a_commit_counts),
		cmocka_unit_test(reads_its_own_example_and_what_it_writes),
		cmocka_unit_test(says_the_rules_of_every_clock_and_end),
		cmocka_unit_test(names_the_place_of_a_fault),
		cmocka_unit_test(computes_the_example_of_the_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
