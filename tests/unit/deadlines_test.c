/* SPDX-License-Identifier: MIT */
#include "deadline/deadlines.h"

#include <string.h>

#include "base/time.h"
#include "cohort/cohort.h"
#include "cohort/projections.h"
#include "deadline/moment.h"
#include "gradebook/lateness.h"
#include "school_records.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

static const struct mc_deadline_scope cohort_scope = { 'c', "" }, module_scope = { 'm', "basics" },
				      exercise_scope = { 'e', "loops" };

static struct mc_err *enrol(void *context)
{
	static const char *const learners[] = { "L1", "L2" };
	struct mc_records *records = context;

	for (size_t i = 0; i < MC_COUNT(learners); i++) {
		struct mc_fields fields;

		mc_fields_init(&fields);
		mc_fields_add_text(&fields, "cohort", "c1");
		mc_fields_add_text(&fields, "started_on", "2026-01-12");
		MC_TRY(mc_records_append(records, "learner.enrolled", learners[i], &fields));
	}
	return NULL;
}

/* A school with the cohort c1, and L1 and L2 in it. */
static struct mc_records *open_school(void)
{
	struct mc_records *records = open_records("s", &mc_school_projections);
	const struct mc_cohort cohort = {
		.id = "c1", .kind = "course", .start_on = "2026-01-12", .length_days = 330, .census_day = 14
	};

	assert_ok(mc_cohort_create(records, &cohort));
	assert_ok(mc_records_write(records, enrol, records));
	return records;
}

static int64_t at(const char *utc)
{
	int64_t ms = 0;

	assert_true(mc_time_read_ms(&ms, utc));
	return ms / 1000;
}

static void set(struct mc_records *records, const struct mc_deadline_scope *scope, const char *utc)
{
	assert_ok(mc_deadline_set(records, "c1", scope, at(utc)));
}

static void due_is(struct mc_records *records, const char *learner, const char *module, const char *exercise,
		   const char *wanted)
{
	MC_AUTOPTR(mc_deadlines) deadlines = NULL;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	assert_ok(mc_deadlines_open(&deadlines, records, "c1"));
	struct mc_late_due due = mc_deadlines_due(deadlines, learner, module, exercise);

	if (due.is_excused)
		mc_buf_addz(&text, "excused");
	else if (!due.has_due)
		mc_buf_addz(&text, "none");
	else
		mc_time_add(&text, mc_late_due_s(&due));
	assert_string_equal(text.ptr, wanted);
}

static struct mc_err *extend(struct mc_records *records, const char *learner,
			     const struct mc_deadline_scope *scope, const char *utc)
{
	const struct mc_extension extension = { .learner = learner, .scope = *scope, .due_s = at(utc) };

	return mc_deadline_extend(records, "c1", &extension, "sample reason");
}

static void the_nearest_deadline_counts(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();

	(void)state;
	due_is(records, "L1", "basics", "loops", "none");
	set(records, &cohort_scope, "2026-12-20T22:59:59Z");
	set(records, &module_scope, "2026-12-06T22:59:59Z");
	set(records, &exercise_scope, "2026-12-01T17:00:00Z");
	due_is(records, "L1", "basics", "loops", "2026-12-01T17:00:00Z");
	due_is(records, "L1", "basics", "arrays", "2026-12-06T22:59:59Z");
	due_is(records, "L1", "servers", "routes", "2026-12-20T22:59:59Z");
	due_is(records, NULL, NULL, NULL, "2026-12-20T22:59:59Z");
	assert_ok(mc_deadline_set(records, "c1", &module_scope, INT64_MAX));
	due_is(records, "L1", "basics", "arrays", "2026-12-20T22:59:59Z");
}

static void the_nearest_extension_counts_and_takes_nothing_away(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	const struct mc_extension excused = { .learner = "L1", .scope = exercise_scope, .is_excused = true };

	(void)state;
	set(records, &cohort_scope, "2026-12-06T22:59:59Z");
	assert_ok(extend(records, "L1", &cohort_scope, "2026-12-10T22:59:59Z"));
	due_is(records, "L1", "basics", "loops", "2026-12-10T22:59:59Z");
	due_is(records, "L2", "basics", "loops", "2026-12-06T22:59:59Z");
	assert_ok(extend(records, "L1", &module_scope, "2026-12-08T22:59:59Z"));
	due_is(records, "L1", "basics", "loops", "2026-12-08T22:59:59Z");
	due_is(records, "L1", "servers", "routes", "2026-12-10T22:59:59Z");
	assert_ok(mc_deadline_extend(records, "c1", &excused, "sample reason"));
	due_is(records, "L1", "basics", "loops", "excused");
	due_is(records, "L1", "basics", "arrays", "2026-12-08T22:59:59Z");
	set(records, &exercise_scope, "2026-12-20T22:59:59Z");
	assert_ok(extend(records, "L1", &exercise_scope, "2026-12-19T22:59:59Z"));
	due_is(records, "L1", "basics", "loops", "2026-12-20T22:59:59Z");
	assert_ok(mc_deadline_lift(records, "c1", "L1", &module_scope));
	due_is(records, "L1", "basics", "arrays", "2026-12-10T22:59:59Z");
}

static void days_move_a_deadline_to_the_same_time_of_day(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	struct mc_extension days = {
		.learner = "L1", .scope = cohort_scope, .days = 3, .zone = "Europe/Athens"
	};

	(void)state;
	assert_ok(mc_deadline_extend(records, "c1", &days, "sample reason"));
	due_is(records, "L1", "basics", "loops", "none");
	/* 23:59:59 in Athens; clocks are put back in the night to the 25th. */
	set(records, &module_scope, "2026-10-24T20:59:59Z");
	due_is(records, "L1", "basics", "loops", "2026-10-27T21:59:59Z");
	set(records, &exercise_scope, "2026-12-30T21:59:59Z");
	due_is(records, "L1", "basics", "loops", "2027-01-02T21:59:59Z");
	/* 03:30 is left out on 29 March 2026. */
	set(records, &exercise_scope, "2026-03-26T01:30:00Z");
	due_is(records, "L1", "basics", "loops", "2026-03-29T01:30:00Z");
}

static void what_is_so_already_is_not_recorded_twice(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	const struct mc_late_policy policy = { .grace_days = 2 };

	(void)state;
	assert_err(MC_E_NOTHING, mc_deadline_set(records, "c1", &module_scope, INT64_MAX));
	set(records, &module_scope, "2026-12-06T22:59:59Z");
	assert_err(MC_E_NOTHING, mc_deadline_set(records, "c1", &module_scope, at("2026-12-06T22:59:59Z")));
	assert_ok(extend(records, "L1", &module_scope, "2026-12-08T22:59:59Z"));
	assert_err(MC_E_NOTHING, extend(records, "L1", &module_scope, "2026-12-08T22:59:59Z"));
	assert_err(MC_E_NOTHING, mc_deadline_lift(records, "c1", "L1", &cohort_scope));
	assert_ok(mc_late_policy_set(records, "c1", &policy));
	assert_err(MC_E_NOTHING, mc_late_policy_set(records, "c1", &policy));
}

static void nothing_is_recorded_of_nobody_or_without_a_reason(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	const struct mc_extension days = { .learner = "L1", .scope = cohort_scope, .days = 3, .zone = "UTC" };

	(void)state;
	assert_err(MC_E_INPUT, mc_deadline_set(records, "c9", &module_scope, 0));
	assert_err(MC_E_INPUT, extend(records, "L9", &module_scope, "2026-12-08T22:59:59Z"));
	assert_err(MC_E_USAGE, mc_deadline_extend(records, "c1", &days, ""));
	assert_err(MC_E_USAGE, mc_deadline_extend(records, "c1", &days, NULL));
	due_is(records, "L1", "basics", "loops", "none");
}

static void rules_are_read_as_they_were_recorded(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	MC_AUTOPTR(mc_deadlines) deadlines = NULL;
	struct mc_late_policy policy;
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;
	MC_AUTO(mc_buf) found = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_late_policy_read(&policy, mc_str(mc_late_policy_example), "example"));
	assert_ok(mc_deadlines_open(&deadlines, records, "c1"));
	assert_false(mc_deadlines_has_policy(deadlines));
	assert_int_equal(mc_deadlines_policy(deadlines)->step_count, 0);
	assert_ok(mc_late_policy_set(records, "c1", &policy));
	mc_deadlines_free(deadlines);
	deadlines = NULL;
	assert_ok(mc_deadlines_open(&deadlines, records, "c1"));
	assert_true(mc_deadlines_has_policy(deadlines));
	mc_late_policy_write(&wanted, &policy);
	mc_late_policy_write(&found, mc_deadlines_policy(deadlines));
	assert_string_equal(wanted.ptr, found.ptr);
}

/* ---- what is graded ---- */

static void grade(struct mc_records *records, const char *learner, const char *exercise,
		  const char *submitted_at)
{
	const struct mc_grade one = { .cohort = "c1",
				      .learner = learner,
				      .exercise = exercise,
				      .module = "basics",
				      .tip = "aa",
				      .commit = "aa",
				      .digest = "d",
				      .spec = "s",
				      .tools = "t",
				      .version = "1",
				      .key = "k",
				      .verdict = "pass",
				      .points = 1000,
				      .max = 1000,
				      .submitted_at = submitted_at,
				      .clock = "committer",
				      .done_on = "2026-12-01" };

	assert_ok(mc_grades_record(records, &one, 1));
}

static void change_is(struct mc_lateness *lateness, struct mc_records *records, size_t late, size_t in_time)
{
	MC_AUTOPTR(mc_deadlines) deadlines = NULL;
	struct mc_lateness_change change;

	assert_ok(mc_deadlines_open(&deadlines, records, "c1"));
	mc_lateness_compare(&change, lateness, deadlines);
	assert_int_equal(change.graded, 4);
	assert_int_equal(change.late, late);
	assert_int_equal(change.in_time, in_time);
}

static void a_changed_deadline_counts_at_once(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	MC_AUTOPTR(mc_deadlines) none = NULL;
	MC_AUTO(mc_lateness) lateness = MC_LATENESS_INIT;
	const struct mc_late_policy days = { .grace_days = 1 };

	(void)state;
	grade(records, "L1", "loops", "2026-12-01T10:00:00Z");
	grade(records, "L1", "arrays", "2026-12-02T10:00:00Z");
	grade(records, "L2", "loops", "2026-12-01T12:00:01Z");
	grade(records, "L2", "arrays", "2026-12-03T10:00:00Z");
	assert_ok(mc_deadlines_open(&none, records, "c1"));
	assert_ok(mc_lateness_read(&lateness, records, "c1", none));
	set(records, &module_scope, "2026-12-01T12:00:00Z");
	change_is(&lateness, records, 3, 0);
	assert_ok(extend(records, "L2", &exercise_scope, "2026-12-01T13:00:00Z"));
	change_is(&lateness, records, 0, 1);
	assert_ok(mc_late_policy_set(records, "c1", &days));
	change_is(&lateness, records, 0, 1);
	assert_ok(mc_deadline_set(records, "c1", &exercise_scope, at("2026-12-01T09:00:00Z")));
	/* The only day of L1 goes to the exercise that is due first. */
	change_is(&lateness, records, 1, 0);
	assert_ok(mc_deadline_set(records, "c1", &module_scope, INT64_MAX));
	change_is(&lateness, records, 0, 2);
}

static void grace_days_go_to_what_is_due_first(void **state)
{
	MC_AUTOPTR(mc_records) records = open_school();
	MC_AUTOPTR(mc_deadlines) deadlines = NULL;
	MC_AUTO(mc_lateness) lateness = MC_LATENESS_INIT;
	const struct mc_late_policy days = { .grace_days = 3 };
	const struct mc_deadline_scope arrays = { 'e', "arrays" };

	(void)state;
	grade(records, "L1", "loops", "2026-12-01T10:00:00Z");
	grade(records, "L1", "arrays", "2026-12-02T10:00:00Z");
	set(records, &exercise_scope, "2026-11-30T09:00:00Z"); /* two days */
	set(records, &arrays, "2026-11-29T12:00:00Z");	       /* three days, and due first */
	assert_ok(mc_late_policy_set(records, "c1", &days));
	assert_ok(mc_deadlines_open(&deadlines, records, "c1"));
	assert_ok(mc_lateness_read(&lateness, records, "c1", deadlines));
	assert_int_equal(lateness.count, 2);
	assert_string_equal(lateness.items[0].exercise, "arrays");
	assert_int_equal(lateness.items[0].grace_used, 3);
	assert_false(lateness.items[0].is_late);
	assert_int_equal(lateness.items[1].grace_left, 0);
	assert_true(lateness.items[1].is_late);
	assert_int_equal(mc_lateness_grace_left(&lateness, deadlines, "L1"), 0);
	assert_int_equal(mc_lateness_grace_left(&lateness, deadlines, "L0"), 3);
	assert_int_equal(mc_lateness_grace_left(&lateness, deadlines, "L2"), 3);
}

/* ---- moments ---- */

static void moments_are_those_of_the_school(void **state)
{
	static const struct {
		const char *typed, *zone, *utc, *shown;
	} cases[] = {
		{ "2026-12-06", "Europe/Athens", "2026-12-06T21:59:59Z", "2026-12-06 23:59" },
		{ "2026-12-06 18:00", "Europe/Athens", "2026-12-06T16:00:00Z", "2026-12-06 18:00" },
		{ "2026-06-06T18:00", "Europe/Athens", "2026-06-06T15:00:00Z", "2026-06-06 18:00" },
		{ "2026-12-06T18:00:00Z", "Europe/Athens", "2026-12-06T18:00:00Z", "2026-12-06 20:00" },
		{ "2026-12-06", "UTC", "2026-12-06T23:59:59Z", "2026-12-06 23:59" },
		{ "2026-12-31", "Europe/Madrid", "2026-12-31T22:59:59Z", "2026-12-31 23:59" },
		/* Clocks leave midnight out, or show 23:59 twice. */
		{ "2026-03-28", "Asia/Beirut", "2026-03-28T21:59:59Z", "2026-03-28 23:59" },
		{ "2026-10-24", "Asia/Beirut", "2026-10-24T21:59:59Z", "2026-10-24 23:59" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		char shown[MC_MOMENT_TEXT];
		int64_t unix_s = 0;

		assert_ok(mc_moment_read(&unix_s, cases[i].typed, cases[i].zone, "--at"));
		assert_int_equal(unix_s, at(cases[i].utc));
		mc_moment_text(shown, cases[i].zone, unix_s);
		assert_string_equal(shown, cases[i].shown);
	}
}

static void what_is_no_moment_is_refused(void **state)
{
	static const char *const bad[] = { "",
					   "tomorrow",
					   "2026-13-01",
					   "2026-02-30",
					   "2026-12-06 24:00",
					   "2026-12-06 18",
					   "06/12/2026 18:00",
					   "2026-12-06 18:00 x" };
	char shown[MC_MOMENT_TEXT];
	int64_t unix_s = 7;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++)
		assert_err(MC_E_INPUT, mc_moment_read(&unix_s, bad[i], "Europe/Athens", "--at"));
	assert_err(MC_E_INPUT, mc_moment_read(&unix_s, "2026-03-29 03:30", "Europe/Athens", "--at"));
	assert_err(MC_E_USAGE, mc_moment_read(&unix_s, NULL, "Europe/Athens", "--at"));
	mc_moment_text(shown, "Europe/Athens", INT64_MAX);
	assert_string_equal(shown, "-");
	mc_moment_text(shown, "Nowhere/City", 0);
	assert_string_equal(shown, "1970-01-01 00:00Z");
}

#define FOR_BOTH(X) \
	X(the_nearest_deadline_counts), X(the_nearest_extension_counts_and_takes_nothing_away), \
		X(days_move_a_deadline_to_the_same_time_of_day), \
		X(what_is_so_already_is_not_recorded_twice), \
		X(nothing_is_recorded_of_nobody_or_without_a_reason), \
		X(rules_are_read_as_they_were_recorded), X(a_changed_deadline_counts_at_once), \
		X(grace_days_go_to_what_is_due_first)

int main(void)
{
	const struct CMUnitTest moments[] = {
		cmocka_unit_test(moments_are_those_of_the_school),
		cmocka_unit_test(what_is_no_moment_is_refused),
	};
	const struct CMUnitTest on_sqlite[] = { FOR_BOTH(SQLITE) };
	const struct CMUnitTest on_postgres[] = { FOR_BOTH(POSTGRES) };
	int failed = cmocka_run_group_tests(moments, NULL, NULL) +
		     cmocka_run_group_tests_name("SQLite", on_sqlite, NULL, NULL);

	if (postgres_server())
		return failed + cmocka_run_group_tests_name("PostgreSQL", on_postgres, NULL, NULL);
	return failed + postgres_is_missing();
}
