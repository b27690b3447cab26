/* SPDX-License-Identifier: MIT */
/* Where an enrolment stands, and what became of a graduate, on the days at which it changes. */
#include "check.h"

#include <string.h>

#include "base/date.h"
#include "rates/rates.h"

enum { CENSUS = 14 };

/* A course that began on 2026-01-12, with its days as the log makes them. */
struct course {
	struct mc_cohort cohort;
	char days[4][MC_DATE_TEXT];
	int32_t start;
};

static void begin(struct course *course, int32_t length)
{
	assert_true(mc_date_read(&course->start, "2026-01-12"));
	mc_date_text(course->days[0], course->start + CENSUS);
	mc_date_text(course->days[1], course->start + length);
	mc_date_text(course->days[2], course->start + 3 * length / 2);
	mc_date_text(course->days[3], course->start + (3 * length + 1) / 2);
	course->cohort = (struct mc_cohort){ .id = "c1",
					     .start_on = "2026-01-12",
					     .length_days = (uint32_t)length,
					     .census_day = CENSUS,
					     .census_on = course->days[0],
					     .on_time_by = course->days[1],
					     .late_by = course->days[2],
					     .final_on = course->days[3] };
}

/* The day so many days after the start; eight may be in use at a time. */
static const char *day(const struct course *course, int32_t after)
{
	static char days[8][MC_DATE_TEXT];
	static size_t next;
	char *text = days[next++ % MC_COUNT(days)];

	mc_date_text(text, course->start + after);
	return text;
}

static enum mc_standing standing_of(const struct course *course, const struct mc_case *c, int32_t as_of)
{
	return mc_standing_on(c, &course->cohort, day(course, as_of), MC_EXCLUSIONS_CIRR);
}

static enum mc_standing left_after(const struct course *course, int32_t days)
{
	const struct mc_case c = { .started_on = day(course, 0), .withdrawn_on = day(course, days) };

	return standing_of(course, &c, 400);
}

static enum mc_standing graduated_after(const struct course *course, int32_t days)
{
	const struct mc_case c = { .started_on = day(course, 0),
				   .graduated_on = day(course, days),
				   .certificate_on = day(course, days) };

	return standing_of(course, &c, 400);
}

static void a_course_is_begun_on_its_first_day(void **state)
{
	struct course course;
	struct mc_case c = { NULL };

	(void)state;
	begin(&course, 120);
	assert_int_equal(standing_of(&course, &c, 0), MC_NOT_STARTED);
	c.started_on = day(&course, 0);
	assert_int_equal(standing_of(&course, &c, -1), MC_NOT_STARTED);
	assert_int_equal(standing_of(&course, &c, 0), MC_STILL);
}

static void who_leaves_by_the_census_day_was_never_enrolled(void **state)
{
	struct course course;

	(void)state;
	begin(&course, 120);
	assert_int_equal(left_after(&course, 0), MC_LEFT_BY_CENSUS);
	assert_int_equal(left_after(&course, CENSUS), MC_LEFT_BY_CENSUS);
	assert_int_equal(left_after(&course, CENSUS + 1), MC_WITHDRAWN);
	assert_int_equal(left_after(&course, 400), MC_WITHDRAWN);
	assert_int_equal(left_after(&course, 401), MC_STILL);
}

static void graduates_are_on_time_late_or_later(void **state)
{
	struct course course;

	(void)state;
	begin(&course, 120);
	assert_int_equal(graduated_after(&course, 120), MC_ON_TIME);
	assert_int_equal(graduated_after(&course, 121), MC_LATE_150);
	assert_int_equal(graduated_after(&course, 180), MC_LATE_150);
	assert_int_equal(graduated_after(&course, 181), MC_AFTER_150);
	assert_int_equal(graduated_after(&course, 401), MC_STILL);
	/* One and a half times 121 days are 181.5: day 181 is within, day 182 is not. */
	begin(&course, 121);
	assert_int_equal(graduated_after(&course, 121), MC_ON_TIME);
	assert_int_equal(graduated_after(&course, 122), MC_LATE_150);
	assert_int_equal(graduated_after(&course, 181), MC_LATE_150);
	assert_int_equal(graduated_after(&course, 182), MC_AFTER_150);
}

static void graduation_needs_its_certificate(void **state)
{
	struct course course;
	struct mc_case c = { .started_on = "2026-01-12", .graduated_on = "2026-05-01" };

	(void)state;
	begin(&course, 120);
	assert_int_equal(standing_of(&course, &c, 200), MC_STILL);
	c.certificate_on = day(&course, 190);
	assert_int_equal(standing_of(&course, &c, 189), MC_STILL);
	/* The day of graduation counts, not that of the paper. */
	assert_int_equal(standing_of(&course, &c, 190), MC_ON_TIME);
}

static void figures_are_final_when_nothing_can_change(void **state)
{
	struct course course;

	(void)state;
	begin(&course, 120);
	assert_false(mc_rates_is_final(&course.cohort, day(&course, 179)));
	assert_true(mc_rates_is_final(&course.cohort, day(&course, 180)));
	begin(&course, 121);
	assert_false(mc_rates_is_final(&course.cohort, day(&course, 181)));
	assert_true(mc_rates_is_final(&course.cohort, day(&course, 182)));
}

static void few_exits_leave_the_base_and_moves_never_do(void **state)
{
	static const struct {
		const char *exclusion;
		enum mc_standing cirr, ipeds;
	} exits[] = {
		{ "died", MC_EXCLUDED, MC_EXCLUDED },
		{ "incarcerated", MC_EXCLUDED, MC_EXCLUDED },
		{ "military", MC_EXCLUDED, MC_EXCLUDED },
		{ "disability", MC_WITHDRAWN, MC_EXCLUDED },
		{ "service", MC_WITHDRAWN, MC_EXCLUDED },
		{ "moved-by-authority", MC_WITHDRAWN, MC_WITHDRAWN },
		{ "deported", MC_WITHDRAWN, MC_WITHDRAWN },
		{ "resettled", MC_WITHDRAWN, MC_WITHDRAWN },
		{ NULL, MC_WITHDRAWN, MC_WITHDRAWN },
	};
	struct course course;

	(void)state;
	begin(&course, 120);
	for (size_t i = 0; i < MC_COUNT(exits); i++) {
		const struct mc_case c = { .started_on = "2026-01-12",
					   .withdrawn_on = "2026-03-01",
					   .exclusion = exits[i].exclusion };

		assert_int_equal(mc_standing_on(&c, &course.cohort, "2026-03-01", MC_EXCLUSIONS_CIRR),
				 exits[i].cirr);
		assert_int_equal(mc_standing_on(&c, &course.cohort, "2026-03-01", MC_EXCLUSIONS_IPEDS),
				 exits[i].ipeds);
		assert_int_equal(mc_standing_on(&c, &course.cohort, "2026-02-28", MC_EXCLUSIONS_IPEDS),
				 MC_STILL);
	}
}

static void who_graduated_before_stays_a_graduate(void **state)
{
	struct mc_case c = { .started_on = "2026-01-12",
			     .withdrawn_on = "2026-05-02",
			     .exclusion = "died",
			     .graduated_on = "2026-05-02",
			     .certificate_on = "2026-05-02" };
	struct course course;

	(void)state;
	begin(&course, 120);
	assert_int_equal(standing_of(&course, &c, 200), MC_ON_TIME);
	c.withdrawn_on = "2026-05-01";
	assert_int_equal(standing_of(&course, &c, 200), MC_EXCLUDED);
	/* An exit of which nobody knows the day. */
	c.withdrawn_on = NULL;
	assert_int_equal(standing_of(&course, &c, 200), MC_ON_TIME);
	c.graduated_on = NULL;
	assert_int_equal(standing_of(&course, &c, 200), MC_EXCLUDED);
}

/* ---- outcomes ---- */

static enum mc_outcome outcome_of(bool *is_early, const struct mc_placement *p)
{
	struct course course;

	begin(&course, 120);
	return mc_outcome_on(is_early, p, &course.cohort, "2027-12-31");
}

/* What work that was accepted so many days after graduation is. */
static enum mc_outcome worked_after(bool *is_early, int32_t days)
{
	char accepted[MC_DATE_TEXT];
	int32_t graduated;

	assert_true(mc_date_read(&graduated, "2026-05-12"));
	mc_date_text(accepted, graduated + days);
	return outcome_of(is_early, &(struct mc_placement){ .graduated_on = "2026-05-12",
							    .outcome = "1B",
							    .accepted_on = accepted });
}

static void work_counts_for_half_a_year(void **state)
{
	bool is_early = false;

	(void)state;
	assert_int_equal(worked_after(&is_early, 0), MC_OUTCOME_1B);
	assert_true(is_early);
	assert_int_equal(worked_after(&is_early, 90), MC_OUTCOME_1B);
	assert_true(is_early);
	assert_int_equal(worked_after(&is_early, 91), MC_OUTCOME_1B);
	assert_false(is_early);
	assert_int_equal(worked_after(NULL, 180), MC_OUTCOME_1B);
	is_early = true;
	assert_int_equal(worked_after(&is_early, 181), MC_OUTCOME_3A);
	assert_false(is_early);
	assert_int_equal(worked_after(NULL, -1), MC_OUTCOME_3A);
}

static void work_must_have_a_day_that_has_come(void **state)
{
	struct mc_placement p = { .graduated_on = "2026-05-12", .outcome = "2A" };
	struct course course;

	(void)state;
	begin(&course, 120);
	assert_int_equal(outcome_of(NULL, &p), MC_OUTCOME_3A);
	p.accepted_on = "2026-06-01";
	assert_int_equal(mc_outcome_on(NULL, &p, &course.cohort, "2026-05-31"), MC_OUTCOME_3A);
	assert_int_equal(mc_outcome_on(NULL, &p, &course.cohort, "2026-06-01"), MC_OUTCOME_2A);
}

static void codes_without_work_need_no_day(void **state)
{
	struct mc_placement p = { .graduated_on = "2026-05-12" };

	(void)state;
	assert_int_equal(outcome_of(NULL, &p), MC_OUTCOME_3A);
	p.outcome = "3B";
	assert_int_equal(outcome_of(NULL, &p), MC_OUTCOME_3B);
	p.outcome = "4";
	assert_int_equal(outcome_of(NULL, &p), MC_OUTCOME_4);
	/* Only the survey excludes, not a word that somebody wrote. */
	p.outcome = "Excluded";
	assert_int_equal(outcome_of(NULL, &p), MC_OUTCOME_3A);
}

static void only_a_timely_answer_excludes(void **state)
{
	static const struct {
		const char *intent, *intent_on, *work_auth;
		enum mc_outcome wanted;
	} answers[] = {
		/* The census is on 2026-01-26, and three days later the survey ends. */
		{ "self-enrichment", "2026-01-29", NULL, MC_OUTCOME_EXCLUDED },
		{ "self-enrichment", "2026-01-30", NULL, MC_OUTCOME_4 },
		{ "self-enrichment", NULL, NULL, MC_OUTCOME_4 },
		{ "stay", "2026-01-12", "y", MC_OUTCOME_EXCLUDED },
		{ "study", "2026-01-12", "y", MC_OUTCOME_EXCLUDED },
		{ "job", "2026-01-12", "y", MC_OUTCOME_4 },
		{ "job", "2026-01-12", "unknown", MC_OUTCOME_4 },
		{ "job", "2026-01-12", "n", MC_OUTCOME_EXCLUDED },
		{ NULL, "2026-01-12", "n", MC_OUTCOME_4 },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(answers); i++) {
		const struct mc_placement p = { .graduated_on = "2026-05-12",
						.outcome = "4",
						.intent = answers[i].intent,
						.intent_on = answers[i].intent_on,
						.work_auth = answers[i].work_auth };

		assert_int_equal(outcome_of(NULL, &p), answers[i].wanted);
	}
}

/* ---- derived counts ---- */

static void who_did_not_tell_a_gender_is_counted(void **state)
{
	struct mc_standings by_gender[MC_GENDER_COUNT] = { { { 0 } } };
	struct mc_standings sum;

	(void)state;
	assert_int_equal(mc_rates_gender_of("f"), MC_GENDER_F);
	assert_int_equal(mc_rates_gender_of("m"), MC_GENDER_M);
	assert_int_equal(mc_rates_gender_of("n"), MC_GENDER_N);
	assert_int_equal(mc_rates_gender_of(NULL), MC_GENDER_UNKNOWN);
	assert_int_equal(mc_rates_gender_of(""), MC_GENDER_UNKNOWN);
	by_gender[MC_GENDER_F].counts[MC_STILL] = 3;
	by_gender[MC_GENDER_UNKNOWN].counts[MC_STILL] = 4;
	sum = mc_standings_sum(by_gender);
	assert_int_equal(mc_standings_enrolled(&sum), 7);
}

/* Each number is a digit of its own, so that a sum says what is in it. */
static void derived_counts_hold_what_the_definition_says(void **state)
{
	const struct mc_standings s = { .counts = { [MC_NOT_STARTED] = 1,
						    [MC_LEFT_BY_CENSUS] = 10,
						    [MC_EXCLUDED] = 100,
						    [MC_ON_TIME] = 1000,
						    [MC_LATE_150] = 10000,
						    [MC_AFTER_150] = 100000,
						    [MC_STILL] = 1000000,
						    [MC_WITHDRAWN] = 10000000 } };
	const struct mc_outcomes o = { .codes = { [MC_OUTCOME_1A] = 1,
						  [MC_OUTCOME_1C] = 10,
						  [MC_OUTCOME_1D] = 100,
						  [MC_OUTCOME_1E] = 1000,
						  [MC_OUTCOME_2A] = 10000,
						  [MC_OUTCOME_3B] = 100000,
						  [MC_OUTCOME_4] = 1000000,
						  [MC_OUTCOME_EXCLUDED] = 10000000 } };

	(void)state;
	assert_int_equal(mc_standings_started(&s), 11111110);
	assert_int_equal(mc_standings_enrolled(&s), 11111000);
	assert_int_equal(mc_standings_graduated(&s), 111000);
	assert_int_equal(mc_outcomes_full_time(&o), 11);
	assert_int_equal(mc_outcomes_in_field(&o), 1111);
	assert_int_equal(mc_outcomes_counted(&o), 1111111);
	assert_int_equal(mc_outcomes_known(&o), 111111);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_course_is_begun_on_its_first_day),
		cmocka_unit_test(who_leaves_by_the_census_day_was_never_enrolled),
		cmocka_unit_test(graduates_are_on_time_late_or_later),
		cmocka_unit_test(graduation_needs_its_certificate),
		cmocka_unit_test(figures_are_final_when_nothing_can_change),
		cmocka_unit_test(few_exits_leave_the_base_and_moves_never_do),
		cmocka_unit_test(who_graduated_before_stays_a_graduate),
		cmocka_unit_test(work_counts_for_half_a_year),
		cmocka_unit_test(work_must_have_a_day_that_has_come),
		cmocka_unit_test(codes_without_work_need_no_day),
		cmocka_unit_test(only_a_timely_answer_excludes),
		cmocka_unit_test(who_did_not_tell_a_gender_is_counted),
		cmocka_unit_test(derived_counts_hold_what_the_definition_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
