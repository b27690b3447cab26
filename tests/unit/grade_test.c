/* SPDX-License-Identifier: MIT */
#include "gradebook/grade.h"

#include "cohort/projections.h"
#include "school_records.h"

static const struct mc_grade sample = { .cohort = "c1",
					.learner = "L1",
					.exercise = "loops",
					.module = "basics",
					.tip = "aa",
					.until = "2026-02-01T18:00:00Z",
					.commit = "aa",
					.digest = "d1",
					.spec = "s1",
					.tools = "t1",
					.version = "1",
					.key = "k1",
					.verdict = "partial",
					.points = 1500,
					.max = 2000,
					.submitted_at = "2026-01-31T23:30:00Z",
					.clock = "committer",
					.done_on = "2026-02-01" };

static int64_t events_of(struct mc_records *records)
{
	const char *hash;
	int64_t seq = 0;

	assert_ok(mc_records_head(&seq, &hash, records));
	return seq;
}

static void result_is(struct mc_records *records, const char *wanted)
{
	MC_AUTOTEXT rows = rows_of(mc_records_store(records),
				   "SELECT cohort_id, learner_id, exercise, passed, points, done_on"
				   " FROM exercise_result ORDER BY cohort_id, learner_id, exercise",
				   6);

	assert_string_equal(rows, wanted);
}

static void test_a_grade_is_recorded_once_and_read_again(void **state)
{
	MC_AUTOPTR(mc_records) records = open_records("s", &mc_school_projections);
	MC_AUTO(mc_grades) grades = MC_GRADES_INIT;
	struct mc_grade other = sample;

	(void)state;
	other.learner = "L0";
	other.until = NULL;
	assert_ok(mc_grades_record(records, (struct mc_grade[]){ sample, other }, 2));
	assert_ok(mc_grades_record(records, &sample, 1));
	/* The same files in a later commit. */
	other = sample;
	other.tip = other.commit = "bb";
	assert_ok(mc_grades_record(records, &other, 1));
	assert_int_equal(events_of(records), 2);
	assert_ok(mc_grades_read(&grades, records, "c1", NULL));
	assert_int_equal(grades.count, 2);
	const struct mc_grade *grade = mc_grades_find(&grades, "L1", "loops");

	assert_non_null(grade);
	assert_string_equal(grade->commit, "aa");
	assert_string_equal(grade->until, "2026-02-01T18:00:00Z");
	assert_string_equal(grade->key, "k1");
	assert_int_equal(grade->points, 1500);
	assert_null(mc_grades_find(&grades, "L0", "loops")->until);
	assert_null(mc_grades_find(&grades, "L2", "loops"));
	result_is(records, "c1 L0 loops 0 1500 2026-02-01;c1 L1 loops 0 1500 2026-02-01;");
}

static void test_the_time_of_submission_never_moves(void **state)
{
	MC_AUTOPTR(mc_records) records = open_records("s", &mc_school_projections);
	MC_AUTO(mc_grades) grades = MC_GRADES_INIT;
	struct mc_grade later = sample;

	(void)state;
	assert_ok(mc_grades_record(records, &sample, 1));
	later.key = "k2";
	later.verdict = "pass";
	later.points = 2000;
	later.submitted_at = "2026-03-01T00:00:00Z";
	later.clock = "mirror";
	assert_ok(mc_grades_record(records, &later, 1));
	assert_ok(mc_grades_read(&grades, records, "c1", "L1"));
	assert_int_equal(grades.count, 1);
	assert_string_equal(grades.items[0].verdict, "pass");
	assert_string_equal(grades.items[0].submitted_at, sample.submitted_at);
	assert_string_equal(grades.items[0].clock, "committer");
	/* Other files have a time of their own. */
	mc_grades_release(&grades);
	later.digest = "d2";
	assert_ok(mc_grades_record(records, &later, 1));
	assert_ok(mc_grades_read(&grades, records, "c1", "L1"));
	assert_string_equal(grades.items[0].submitted_at, later.submitted_at);
}

static void test_rules_of_graduation_see_the_best(void **state)
{
	MC_AUTOPTR(mc_records) records = open_records("s", &mc_school_projections);
	struct mc_grade next = sample;

	(void)state;
	next.started_in = "c0";
	next.verdict = "pass";
	next.points = 2000;
	assert_ok(mc_grades_record(records, &next, 1));
	result_is(records, "c0 L1 loops 1 2000 2026-02-01;");
	next.digest = next.key = "d2";
	next.verdict = "fail";
	next.points = 0;
	next.done_on = NULL;
	assert_ok(mc_grades_record(records, &next, 1));
	assert_int_equal(events_of(records), 2);
	result_is(records, "c0 L1 loops 1 2000 2026-02-01;");
}

#define FOR_BOTH(X) \
	X(test_a_grade_is_recorded_once_and_read_again), X(test_the_time_of_submission_never_moves), \
		X(test_rules_of_graduation_see_the_best)

int main(void)
{
	const struct CMUnitTest on_sqlite[] = { FOR_BOTH(SQLITE) };
	const struct CMUnitTest on_postgres[] = { FOR_BOTH(POSTGRES) };
	int failed = cmocka_run_group_tests_name("SQLite", on_sqlite, NULL, NULL);

	if (postgres_server())
		return failed + cmocka_run_group_tests_name("PostgreSQL", on_postgres, NULL, NULL);
	return failed + postgres_is_missing();
}
