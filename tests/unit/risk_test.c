/* SPDX-License-Identifier: MIT */
/* Labels and reasons follow from facts, thresholds and a day alone. */
#include "check.h"

#include <string.h>

#include "cohort/risk.h"

enum { MAX_LEARNERS = 8, MAX_SESSIONS = 40, MAX_EXERCISES = 8 };

/* A class in which everything is counted in days from day 1. */
struct sample {
	struct mc_risk_class class;
	struct mc_risk_settings settings;
	struct mc_risk_learner learners[MAX_LEARNERS];
	struct mc_risk_session sessions[MAX_SESSIONS];
	unsigned char marks[MAX_LEARNERS][MAX_SESSIONS];
	struct mc_risk_result results[MAX_LEARNERS][MAX_EXERCISES];
	const char *exercises[MAX_EXERCISES];
};

static const char *const ids[MAX_LEARNERS] = { "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8" };

static void start(struct sample *s, size_t learners)
{
	*s = (struct sample){ .class = { .cohort = "c1", .learner_count = learners } };
	mc_risk_settings_default(&s->settings);
	for (size_t i = 0; i < MAX_LEARNERS; i++) {
		s->learners[i] = (struct mc_risk_learner){ .id = ids[i],
							   .origin = "c1",
							   .from = 1,
							   .until = MC_DATE_NONE,
							   .marks = s->marks[i],
							   .results = s->results[i] };
		for (size_t e = 0; e < MAX_EXERCISES; e++)
			s->results[i][e].done = MC_DATE_NONE;
	}
	s->class.learners = s->learners;
	s->class.sessions = s->sessions;
	s->class.exercises = s->exercises;
}

/* Adds a session on a day with a mark for each learner: p l e a, '-' for none. */
static void hold(struct sample *s, int32_t day, const char *marks)
{
	static const char letters[] = "-plea";
	size_t n = s->class.session_count++;

	assert_true(n < MAX_SESSIONS);
	s->sessions[n].day = day;
	for (size_t i = 0; marks[i]; i++)
		s->marks[i][n] = (unsigned char)(strchr(letters, marks[i]) - letters);
}

/* Adds an exercise with the day on which each learner did it, 0 for none; below 0: not passed. */
static void set_work(struct sample *s, const char *exercise, const int32_t days[])
{
	size_t n = s->class.exercise_count++;

	assert_true(n < MAX_EXERCISES);
	s->exercises[n] = exercise;
	for (size_t i = 0; i < s->class.learner_count; i++) {
		if (days[i] != 0)
			s->results[i][n] =
				(struct mc_risk_result){ days[i] < 0 ? -days[i] : days[i], days[i] > 0 };
	}
}

static struct mc_risk_verdict judge(const struct sample *s, size_t learner, int32_t today)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_risk_day day = mc_risk_day(&arena, &s->class, &s->settings, today);

	return mc_risk_judge(&day, &s->learners[learner]);
}

/* wanted: "label: code value/threshold, …" */
static void assert_judged(const struct sample *s, size_t learner, int32_t today, const char *wanted)
{
	struct mc_risk_verdict verdict = judge(s, learner, today);
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_buf_addz(&text, mc_risk_labels[verdict.label]);
	for (size_t i = 0; i < verdict.reason_count; i++)
		mc_buf_addf(&text, "%s %s %lld/%lld", i ? "," : ":",
			    mc_risk_signals[verdict.reasons[i].signal], (long long)verdict.reasons[i].a,
			    (long long)verdict.reasons[i].b);
	assert_string_equal(text.ptr, wanted);
}

static void nothing_is_known_when_a_course_begins(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 2);
	assert_judged(&s, 0, 1, "not-enough-information: too-early 0/3");
	assert_int_equal(judge(&s, 0, 1).score, -1);
	hold(&s, 1, "pp");
	hold(&s, 2, "pa");
	assert_judged(&s, 0, 2, "not-enough-information: too-early 2/3");
	/* Planned sessions say nothing yet either. */
	hold(&s, 9, "--");
	assert_judged(&s, 0, 3, "not-enough-information: too-early 2/3");
}

static void attendance_is_judged_after_some_sessions(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 3);
	hold(&s, 1, "pap");
	hold(&s, 2, "ppp");
	hold(&s, 3, "ppl");
	assert_judged(&s, 0, 3, "on-track");
	assert_judged(&s, 1, 3, "at-risk: attendance-low 667/80");
	assert_judged(&s, 2, 3, "on-track");
	/* Exactly the threshold is enough, and a late arrival may count for less. */
	hold(&s, 4, "ppl");
	hold(&s, 5, "ppl");
	assert_judged(&s, 1, 5, "behind: attendance-low 800/90");
	s.settings.late = 50;
	assert_judged(&s, 2, 5, "at-risk: attendance-low 700/80");
	s.settings.attendance_at_risk = 0;
	s.settings.attendance_behind = 0;
	assert_judged(&s, 2, 5, "on-track");
}

static void excused_absences_do_not_count(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 1);
	for (int32_t day = 1; day <= 4; day++)
		hold(&s, day, "p");
	for (int32_t day = 5; day <= 9; day++)
		hold(&s, day, "e");
	assert_judged(&s, 0, 9, "on-track");
	assert_int_equal(judge(&s, 0, 9).counted, 4000);
	s.settings.excused = MC_RISK_EXCUSED_ABSENT;
	assert_judged(&s, 0, 9, "at-risk: attendance-low 444/80");
	s.settings.excused = MC_RISK_EXCUSED_PRESENT;
	assert_int_equal(judge(&s, 0, 9).attended, 9000);
}

static void who_is_only_ever_excused_is_not_divided_by_zero(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 1);
	for (int32_t day = 1; day <= 4; day++)
		hold(&s, day, "e");
	assert_judged(&s, 0, 4, "on-track");
	assert_int_equal(judge(&s, 0, 4).counted, 0);
	assert_int_equal(judge(&s, 0, 4).score, -1);
}

static void cancelled_sessions_do_not_count(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 1);
	hold(&s, 1, "a");
	hold(&s, 2, "a");
	hold(&s, 3, "a");
	for (size_t i = 0; i < 3; i++)
		s.sessions[i].is_cancelled = true;
	assert_judged(&s, 0, 3, "not-enough-information: too-early 0/3");
}

static void absences_in_a_row_are_those_up_to_now(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 2);
	for (int32_t day = 1; day <= 20; day++)
		hold(&s, day, "pp");
	hold(&s, 21, "pa");
	assert_judged(&s, 1, 21, "on-track");
	hold(&s, 22, "pa");
	assert_judged(&s, 1, 22, "behind: absent-in-a-row 2/2");
	/* Who says why does not end the row, and does not lengthen it. */
	hold(&s, 23, "pe");
	assert_judged(&s, 1, 23, "behind: absent-in-a-row 2/2");
	hold(&s, 24, "pa");
	assert_judged(&s, 1, 24, "at-risk: absent-in-a-row 3/3, attendance-low 870/90");
	hold(&s, 25, "pl");
	assert_judged(&s, 1, 25, "behind: attendance-low 875/90");
	assert_judged(&s, 0, 25, "on-track");
}

static void what_can_no_longer_be_reached_is_told_in_time(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 1);
	s.settings.absences_at_risk = s.settings.absences_behind = 0;
	s.settings.attendance_at_risk = 1;
	for (int32_t day = 1; day <= 2; day++)
		hold(&s, day, "p");
	for (int32_t day = 3; day <= 5; day++)
		hold(&s, day, "a");
	/* 10 more are planned: 12 of 15 is 80 %, which is enough; one more absence is one too many. */
	for (int32_t day = 6; day <= 15; day++)
		hold(&s, day, "-");
	assert_judged(&s, 0, 5, "behind: attendance-low 400/90");
	s.marks[0][5] = MC_RISK_ABSENT_MARK;
	assert_judged(&s, 0, 6, "at-risk: attendance-out-of-reach 733/80, attendance-low 333/90");
	/* A cancelled session can no longer be attended. */
	s.marks[0][5] = MC_RISK_NO_MARK;
	s.sessions[14].is_cancelled = true;
	assert_judged(&s, 0, 5, "at-risk: attendance-out-of-reach 786/80, attendance-low 400/90");
}

static void a_mark_that_is_missing_is_no_absence(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 2);
	hold(&s, 1, "p-");
	hold(&s, 2, "p-");
	hold(&s, 3, "p-");
	hold(&s, 4, "--");
	assert_judged(&s, 1, 4, "not-enough-information: marks-missing 3/0, too-early 0/3");
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	assert_int_equal(mc_risk_day(&arena, &s.class, &s.settings, 4).untaken, 1);
}

static void work_is_expected_once_half_of_the_cohort_has_done_it(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 4);
	s.settings.missing_behind = 1;
	set_work(&s, "a-first", (const int32_t[]){ 2, 3, 0, -4 });
	set_work(&s, "b-second", (const int32_t[]){ 5, 0, 0, 0 });
	assert_judged(&s, 2, 9, "not-enough-information: too-early 0/3");
	assert_judged(&s, 2, 10, "behind: work-missing 1/1");
	assert_string_equal(judge(&s, 2, 10).reasons[0].text, "a-first");
	assert_judged(&s, 1, 10, "on-track");
	/* One of four did the second, so it is expected of nobody. */
	assert_judged(&s, 3, 13, "on-track");
	s.settings.failing_behind = 1;
	assert_judged(&s, 3, 13, "behind: work-not-passed 1/1");
	/* Who left is no part of the cohort any more. */
	s.learners[1].until = s.learners[2].until = 12;
	assert_judged(&s, 3, 13, "behind: work-missing 1/1, work-not-passed 1/1");
	s.settings.mandatory = (struct mc_texts){ (const char *[]){ "a-first" }, 1 };
	assert_judged(&s, 3, 13, "behind: work-not-passed 1/1");
}

static void silence_is_silence_only_while_others_are_heard(void **state)
{
	struct sample s;
	static const int32_t contacts[] = { 20 };

	(void)state;
	start(&s, 2);
	s.settings.absences_at_risk = s.settings.absences_behind = 0;
	s.settings.attendance_at_risk = s.settings.attendance_behind = 0;
	for (int32_t day = 1; day <= 3; day++)
		hold(&s, day, "pp");
	hold(&s, 13, "pa");
	assert_judged(&s, 1, 13, "behind: silent 10/10");
	/* Three weeks of holidays. */
	assert_judged(&s, 1, 34, "behind: silent 10/10");
	assert_judged(&s, 0, 34, "on-track");
	hold(&s, 24, "pa");
	assert_judged(&s, 1, 24, "at-risk: silent 21/21");
	s.learners[1].contacts = contacts;
	s.learners[1].contact_count = 1;
	assert_judged(&s, 1, 24, "on-track");
	assert_int_equal(judge(&s, 1, 24).last_contact, 20);
	/* As it was before the call. */
	assert_judged(&s, 1, 13, "behind: silent 10/10");
}

static void who_came_later_is_measured_from_then_on(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 2);
	for (int32_t day = 1; day <= 5; day++)
		hold(&s, day, "pa");
	for (int32_t day = 6; day <= 9; day++)
		hold(&s, day, "pp");
	s.learners[1].from = 6;
	assert_judged(&s, 1, 9, "on-track");
	assert_int_equal(judge(&s, 1, 9).counted, 4000);
}

static void who_left_is_not_judged(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct sample s;

	(void)state;
	start(&s, 3);
	s.learners[0].from = 10;
	s.learners[1].until = 10;
	s.learners[2].from = MC_DATE_NONE;
	struct mc_risk_day day = mc_risk_day(&arena, &s.class, &s.settings, 9);

	assert_false(mc_risk_is_here(&day, &s.learners[0]));
	assert_true(mc_risk_is_here(&day, &s.learners[1]));
	assert_false(mc_risk_is_here(&day, &s.learners[2]));
	day.today = 10;
	assert_true(mc_risk_is_here(&day, &s.learners[0]));
	assert_false(mc_risk_is_here(&day, &s.learners[1]));
}

static void the_score_weighs_as_its_source_does(void **state)
{
	struct sample s;

	(void)state;
	start(&s, 2);
	hold(&s, 1, "pp");
	hold(&s, 2, "pl");
	hold(&s, 3, "pa");
	/* 10/10, 8/10, 0/20 */
	assert_int_equal(judge(&s, 1, 3).score, 4500);
	assert_int_equal(judge(&s, 0, 3).score, 10000);
	s.settings.score_behind = 5000;
	s.settings.score_at_risk = 2500;
	assert_judged(&s, 1, 3, "at-risk: attendance-low 667/80, score-low 4500/5000");
	set_work(&s, "a-first", (const int32_t[]){ 1, -1 });
	/* … and 6/10 */
	assert_int_equal(judge(&s, 1, 8).score, 4800);
}

static void reasons_are_sentences(void **state)
{
	static const struct {
		struct mc_risk_reason reason;
		const char *text;
	} samples[] = {
		{ { MC_RISK_SILENT, MC_RISK_BEHIND, 1, 1, NULL }, "no sign for 1 day" },
		{ { MC_RISK_ABSENT, MC_RISK_BEHIND, 3, 2, NULL }, "absent from the last 3 sessions" },
		{ { MC_RISK_LOST, MC_RISK_AT_RISK, 733, 80, NULL },
		  "at most 73.3% attendance can still be reached, 80% is needed" },
		{ { MC_RISK_ATTENDANCE, MC_RISK_BEHIND, 667, 80, NULL }, "attendance 66.7%, below 80%" },
		{ { MC_RISK_MISSING, MC_RISK_BEHIND, 3, 2, "even-numbers" },
		  "3 exercises not handed in: even-numbers and 2 more" },
		{ { MC_RISK_FAILING, MC_RISK_BEHIND, 1, 1, "even-numbers" },
		  "1 exercise not passed: even-numbers" },
		{ { MC_RISK_SCORE, MC_RISK_BEHIND, 4500, 5000, NULL }, "score 4500, below 5000" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;

		mc_risk_reason_print(&text, &samples[i].reason);
		assert_string_equal(text.ptr, samples[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_known_when_a_course_begins),
		cmocka_unit_test(attendance_is_judged_after_some_sessions),
		cmocka_unit_test(excused_absences_do_not_count),
		cmocka_unit_test(who_is_only_ever_excused_is_not_divided_by_zero),
		cmocka_unit_test(cancelled_sessions_do_not_count),
		cmocka_unit_test(absences_in_a_row_are_those_up_to_now),
		cmocka_unit_test(what_can_no_longer_be_reached_is_told_in_time),
		cmocka_unit_test(a_mark_that_is_missing_is_no_absence),
		cmocka_unit_test(work_is_expected_once_half_of_the_cohort_has_done_it),
		cmocka_unit_test(silence_is_silence_only_while_others_are_heard),
		cmocka_unit_test(who_came_later_is_measured_from_then_on),
		cmocka_unit_test(who_left_is_not_judged),
		cmocka_unit_test(the_score_weighs_as_its_source_does),
		cmocka_unit_test(reasons_are_sentences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
