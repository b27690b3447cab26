/* SPDX-License-Identifier: MIT */
/* What a list of learners says, in the words that records use. */
#include "check.h"

#include <string.h>

#include "cohort/intake.h"

static const struct mc_cohort cohort = { .id = "c1", .start_on = "2026-01-12", .length_days = 120 };

static void take(struct mc_intake *intake, const char *text)
{
	intake->cohort = &cohort;
	assert_ok(mc_intake_read_csv(intake, text, strlen(text), "list.csv"));
}

static const char *fact(const struct mc_intake *intake, size_t row, enum mc_enrolment_fact which)
{
	assert_true(row < intake->count);
	return intake->rows[row].wanted.facts[which];
}

static void facts_are_read_and_the_start_is_that_of_the_cohort(void **state)
{
	MC_AUTO(mc_intake) intake = MC_INTAKE_INIT;

	(void)state;
	take(&intake, "learner_id,gender,birth_date,isced,cohort_finish,work_auth\n"
		      "L1,Woman,2000-01-12,ISCED 3,c2,-\nL2,,2000-01-13,,c1,none\n");
	assert_int_equal(intake.error_count, 0);
	assert_int_equal(intake.count, 2);
	assert_string_equal(fact(&intake, 0, MC_FACT_GENDER), "f");
	assert_string_equal(fact(&intake, 0, MC_FACT_STARTED_ON), "2026-01-12");
	assert_string_equal(fact(&intake, 0, MC_FACT_ISCED), "3");
	assert_string_equal(fact(&intake, 0, MC_FACT_COHORT_FINISH), "c2");
	assert_null(fact(&intake, 0, MC_FACT_WORK_AUTH));
	/* Born on the day of the start, and a day later. */
	assert_string_equal(fact(&intake, 0, MC_FACT_AGE), "26");
	assert_string_equal(fact(&intake, 1, MC_FACT_AGE), "25");
	/* Who finishes in the cohort of the start did not move. */
	assert_null(fact(&intake, 1, MC_FACT_COHORT_FINISH));
	assert_null(fact(&intake, 1, MC_FACT_GENDER));
}

static void ages_are_those_at_the_first_day_of_the_learner(void **state)
{
	MC_AUTO(mc_intake) intake = MC_INTAKE_INIT;

	(void)state;
	take(&intake, "learner_id,birth_date,started_on,age\nL1,2000-01-13,2026-01-13,\nL2,,,120\n"
		      "L3,,,121\nL4,2026-01-13,,\nL5,,,x\n");
	assert_string_equal(fact(&intake, 0, MC_FACT_AGE), "26");
	assert_string_equal(fact(&intake, 1, MC_FACT_AGE), "120");
	assert_int_equal(intake.error_count, 3);
	assert_null(fact(&intake, 2, MC_FACT_AGE));
	assert_null(fact(&intake, 3, MC_FACT_AGE));
}

static void who_stands_twice_counts_once_from_the_first_start(void **state)
{
	MC_AUTO(mc_intake) intake = MC_INTAKE_INIT;

	(void)state;
	take(&intake,
	     "learner_id,started_on,gender,withdrawn_on,display_name\n"
	     "L2,2026-02-01,,,\nL1,2026-01-12,m,,\nL2,2026-01-12,f,,Sample\nL2,2026-03-01,,2026-04-01,\n");
	assert_int_equal(intake.error_count, 0);
	assert_int_equal(intake.count, 2);
	/* The order of the list stays, and the rows complete each other. */
	assert_string_equal(intake.rows[0].wanted.learner, "L2");
	assert_int_equal(intake.rows[0].line, 2);
	assert_string_equal(fact(&intake, 0, MC_FACT_STARTED_ON), "2026-01-12");
	assert_string_equal(fact(&intake, 0, MC_FACT_GENDER), "f");
	assert_string_equal(fact(&intake, 0, MC_FACT_WITHDRAWN_ON), "2026-04-01");
	assert_non_null(intake.rows[0].profile);
	assert_int_equal(intake.finding_count, 2);
	assert_int_equal(intake.findings[0].line, 4);
}

static void rows_that_contradict_each_other_are_a_fault(void **state)
{
	MC_AUTO(mc_intake) intake = MC_INTAKE_INIT;

	(void)state;
	take(&intake, "learner_id,gender\nL1,f\nL1,m\n");
	assert_int_equal(intake.error_count, 1);
	assert_int_equal(intake.findings[0].line, 3);
	assert_string_equal(intake.findings[0].column, "gender");
}

static void faults_tell_the_place_and_not_the_text(void **state)
{
	MC_AUTO(mc_intake) intake = MC_INTAKE_INIT;

	(void)state;
	take(&intake, "learner_id,gender,started_on\nL1,secret,\nL2,,secret\nsecret name,,\n");
	assert_int_equal(intake.error_count, 3);
	for (size_t i = 0; i < intake.finding_count; i++) {
		assert_int_equal(intake.findings[i].line, 2 + i);
		assert_null(strstr(intake.findings[i].text, "secret"));
	}
	assert_string_equal(intake.findings[0].column, "gender");
	assert_string_equal(intake.findings[1].column, "started_on");
	assert_string_equal(intake.findings[2].column, "learner_id");
}

static void one_person_needs_the_age_of_admission(void **state)
{
	struct mc_intake_person person = { .id = "L1", .birth_date = "2008-01-13", .min_age = 18 };
	MC_AUTO(mc_intake) young = MC_INTAKE_INIT;
	MC_AUTO(mc_intake) old = MC_INTAKE_INIT;
	MC_AUTO(mc_intake) unknown = MC_INTAKE_INIT;

	(void)state;
	young.cohort = old.cohort = unknown.cohort = &cohort;
	assert_err(MC_E_INPUT, mc_intake_read_person(&young, &person));
	person.birth_date = "2008-01-12";
	assert_ok(mc_intake_read_person(&old, &person));
	assert_string_equal(fact(&old, 0, MC_FACT_AGE), "18");
	person.birth_date = NULL;
	assert_err(MC_E_INPUT, mc_intake_read_person(&unknown, &person));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(facts_are_read_and_the_start_is_that_of_the_cohort),
		cmocka_unit_test(ages_are_those_at_the_first_day_of_the_learner),
		cmocka_unit_test(who_stands_twice_counts_once_from_the_first_start),
		cmocka_unit_test(rows_that_contradict_each_other_are_a_fault),
		cmocka_unit_test(faults_tell_the_place_and_not_the_text),
		cmocka_unit_test(one_person_needs_the_age_of_admission),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
