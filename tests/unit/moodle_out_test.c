/* SPDX-License-Identifier: MIT */
#include "roster/moodle_out.h"

#include <string.h>

#include "check.h"
#include "shell.h"
#include "temp.h"

static void grades_never_erase_others(void **state)
{
	static const char *const items[] = { "Sums", "Loops, part 1" };
	static const struct mc_moodle_grade whole[] = { { "7.5", "Well \"done\",\nl-1" }, { "10", NULL } };
	static const struct mc_moodle_grade half[] = { { "3", "try again" }, { NULL, "not yet" } };
	static const struct mc_moodle_grade zero[] = { { "0", "" }, { "-1", "=1+1" } };
	static const struct mc_moodle_learner learners[] = { { "l-1", whole },
							     { "l-2", half },
							     { "l-3", zero } };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	size_t left_out = 0;

	(void)state;
	assert_ok(mc_moodle_write_grades(&out, &left_out, items, 2, learners, MC_COUNT(learners)));
	assert_int_equal(left_out, 1);
	temp_put("grades.csv", out.ptr);
	shell(".",
	      "python3 -c '\n"
	      "import csv\n"
	      "r = list(csv.reader(open(\"grades.csv\", newline=\"\", encoding=\"utf-8\"), strict=True))\n"
	      "assert r[0] == [\"idnumber\", \"Sums\", \"Sums feedback\", \"Loops, part 1\", \"Loops, part 1 "
	      "feedback\"]\n"
	      "assert r[1] == [\"l-1\", \"7.5\", \"Well \\\"done\\\",\\nl-1\", \"10\", \"\"]\n"
	      "assert r[2] == [\"l-3\", \"0\", \"\", \"-1\", \"=1+1\"] and len(r) == 3\n'");
}

static void grades_need_identifiers(void **state)
{
	static const char *const items[] = { "Sums" };
	static const struct mc_moodle_grade grade = { "7", NULL };
	static const struct mc_moodle_learner learners[] = { { "l-1", &grade }, { "", &grade } };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	size_t left_out;

	(void)state;
	assert_err(MC_E_INPUT, mc_moodle_write_grades(&out, &left_out, items, 1, learners, 2));
	assert_int_equal(out.len, 0);
}

static void sessions_have_the_columns_of_the_activity(void **state)
{
	static const struct mc_moodle_session sessions[] = {
		{ .id = "s-1",
		  .starts = "2026-01-12T18:00",
		  .minutes = 150,
		  .about = "Lists & <b>loops</b>\nBring a laptop" },
		{ .id = "s-2", .starts = "2026-01-14 09:05", .minutes = 55, .groups = "blue;green" },
	};
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_buf) with_course = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_moodle_write_sessions(&out, NULL, sessions, MC_COUNT(sessions)));
	assert_ok(mc_moodle_write_sessions(&with_course, "js-1", sessions, MC_COUNT(sessions)));
	temp_put("sessions.csv", out.ptr);
	temp_put("course.csv", with_course.ptr);
	shell(".",
	      "python3 -c '\n"
	      "import csv\n"
	      "r = list(csv.reader(open(\"sessions.csv\", newline=\"\", encoding=\"utf-8\"), strict=True))\n"
	      "assert [len(x) for x in r] == [22, 22, 22]\n"
	      "assert r[1][:5] == [\"\", \"2026-01-12\", \"18:00\", \"20:30\","
	      " \"Lists &amp; &lt;b&gt;loops&lt;/b&gt;<br>Bring a laptop\"]\n"
	      "assert r[2][:5] == [\"blue;green\", \"2026-01-14\", \"09:05\", \"10:00\", \"\"]\n"
	      "h = dict(zip(r[0], r[1]))\n"
	      "assert h[\"Student password\"] == h[\"Subnet\"] == h[\"Repeat on\"] == \"\"\n"
	      "assert h[\"Include QR code\"] == h[\"Random password\"] == h[\"Automatic marking\"] == "
	      "\"-1\"\n"
	      "c = list(csv.reader(open(\"course.csv\", newline=\"\", encoding=\"utf-8\"), strict=True))\n"
	      "assert [x[1:] for x in c] == r and [x[0] for x in c] == [\"Course shortname\", \"js-1\", "
	      "\"js-1\"]\n'");
}

static void sessions_end_on_their_day(void **state)
{
	static const struct mc_moodle_session bad[] = {
		{ .id = "s", .starts = "2026-01-12", .minutes = 60 },
		{ .id = "s", .starts = "2026-01-12T24:00", .minutes = 60 },
		{ .id = "s", .starts = "2026-01-12T9:00", .minutes = 60 },
		{ .id = "s", .starts = "2026-01-12T23:30", .minutes = 60 },
		{ .id = "s", .starts = "2026-01-12T18:30", .minutes = 0 },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		MC_AUTO(mc_buf) out = MC_BUF_INIT;

		assert_err(MC_E_INPUT, mc_moodle_write_sessions(&out, NULL, &bad[i], 1));
		assert_int_equal(out.len, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(grades_never_erase_others, temp_enter, temp_leave),
		cmocka_unit_test(grades_need_identifiers),
		cmocka_unit_test_setup_teardown(sessions_have_the_columns_of_the_activity, temp_enter,
						temp_leave),
		cmocka_unit_test(sessions_end_on_their_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
