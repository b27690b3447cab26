/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include <string.h>
#include <time.h>

#include "check.h"

static int32_t day(const char *text)
{
	int32_t value;

	if (!mc_date_read(&value, text))
		fail_msg("'%s' is not read", text);
	return value;
}

static void assert_day(const char *wanted, int32_t got)
{
	char text[MC_DATE_TEXT];

	mc_date_text(text, got);
	assert_string_equal(text, wanted);
}

static void days_count_from_the_epoch(void **state)
{
	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("1969-12-31"), -1);
	assert_int_equal(day("2000-03-01"), 11017);
	assert_int_equal(day("2026-01-12"), 20465);
}

/* Every day of 1200 years, beside the C library. */
static void every_day_is_read_and_written(void **state)
{
	char text[MC_DATE_TEXT];
	int32_t last = day("2999-12-31");
	int32_t again;

	(void)state;
	for (int32_t i = day("1800-01-01"); i <= last; i++) {
		time_t moment = (time_t)i * 86400;
		char wanted[32];
		struct tm at;

		(void)gmtime_r(&moment, &at);
		(void)strftime(wanted, sizeof(wanted), "%Y-%m-%d", &at);
		mc_date_text(text, i);
		assert_string_equal(text, wanted);
		assert_true(mc_date_read(&again, text));
		assert_int_equal(again, i);
		assert_int_equal(mc_date_weekday(i), at.tm_wday ? at.tm_wday : 7);
	}
}

static void anything_else_is_no_day(void **state)
{
	static const char *const bad[] = { "",		 "2026-1-12",	    "2026-01-12 ", " 2026-01-12",
					   "2026/01/12", "12-01-2026",	    "2026-02-29",  "1900-02-29",
					   "2026-04-31", "2026-00-10",	    "2026-13-01",  "2026-01-00",
					   "2026-01-32", "1799-12-31",	    "3000-01-01",  "20260112",
					   "2026-01-1x", "2026-01",	    "-026-01-12",  "+026-01-12",
					   "2026-01-",	 "2026-01-12T00:00" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		int32_t value = 7;

		if (mc_date_read(&value, bad[i]))
			fail_msg("'%s' is read", bad[i]);
		assert_int_equal(value, 7);
	}
	assert_int_equal(day("2000-02-29") + 1, day("2000-03-01"));
}

static void no_day_stays_none(void **state)
{
	(void)state;
	assert_day("", MC_DATE_NONE);
	assert_int_equal(mc_date_add_months(MC_DATE_NONE, 6), MC_DATE_NONE);
	assert_int_equal(mc_date_of_unix(INT64_MAX), MC_DATE_NONE);
	assert_day("", INT32_MAX);
}

static void months_end_with_the_shorter_month(void **state)
{
	(void)state;
	assert_day("2026-07-12", mc_date_add_months(day("2026-01-12"), 6));
	assert_day("2026-02-28", mc_date_add_months(day("2025-08-31"), 6));
	assert_day("2024-02-29", mc_date_add_months(day("2023-08-31"), 6));
	assert_day("2027-01-31", mc_date_add_months(day("2026-12-31"), 1));
	assert_day("2025-12-31", mc_date_add_months(day("2026-01-31"), -1));
	assert_day("2024-12-12", mc_date_add_months(day("2026-01-12"), -13));
	assert_day("2026-01-12", mc_date_add_months(day("2026-01-12"), 0));
}

static void ages_are_whole_years(void **state)
{
	(void)state;
	assert_int_equal(mc_date_years(day("2000-05-17"), day("2026-05-16")), 25);
	assert_int_equal(mc_date_years(day("2000-05-17"), day("2026-05-17")), 26);
	assert_int_equal(mc_date_years(day("2004-02-29"), day("2026-02-28")), 21);
	assert_int_equal(mc_date_years(day("2004-02-29"), day("2026-03-01")), 22);
	assert_int_equal(mc_date_years(day("2004-02-29"), day("2024-02-29")), 20);
	assert_int_equal(mc_date_years(day("1935-12-31"), day("2026-01-01")), 90);
}

static void a_moment_has_its_day_in_utc(void **state)
{
	(void)state;
	assert_int_equal(mc_date_of_unix(0), 0);
	assert_int_equal(mc_date_of_unix(-1), -1);
	assert_int_equal(mc_date_of_unix(86399), 0);
	assert_int_equal(mc_date_of_unix(86400), 1);
	assert_day("2026-01-12", mc_date_of_unix(1768258799));
	assert_day("2026-01-13", mc_date_of_unix(1768262400));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_count_from_the_epoch),
		cmocka_unit_test(every_day_is_read_and_written),
		cmocka_unit_test(anything_else_is_no_day),
		cmocka_unit_test(no_day_stays_none),
		cmocka_unit_test(months_end_with_the_shorter_month),
		cmocka_unit_test(ages_are_whole_years),
		cmocka_unit_test(a_moment_has_its_day_in_utc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
