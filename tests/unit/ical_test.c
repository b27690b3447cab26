/* SPDX-License-Identifier: MIT */
#include "roster/ical.h"

#include <string.h>

#include "check.h"
#include "os/zone.h"
#include "shell.h"
#include "temp.h"

static int64_t moment(const char *zone, const char *local)
{
	int64_t unix_s = 0;

	assert_ok(mc_zone_to_unix(&unix_s, zone, local));
	return unix_s;
}

static void local_times_become_moments(void **state)
{
	int64_t unix_s;

	(void)state;
	assert_int_equal(moment("UTC", "2026-01-12T18:00"), 1768240800);
	assert_int_equal(moment("Europe/Madrid", "2026-01-12T18:00"), 1768240800 - 3600);
	assert_int_equal(moment("Europe/Madrid", "2026-07-12 18:00"), 1783879200 - 7200);
	assert_int_equal(moment("Asia/Kathmandu", "2026-01-12T18:00"), 1768240800 - 20700);
	/* Clocks are put back: 2:30 comes twice, and means the first time. */
	assert_int_equal(moment("Europe/Madrid", "2026-10-25T02:30"), 1792888200);
	/* Clocks are put forward: 2:30 does not come. */
	assert_err(MC_E_INPUT, mc_zone_to_unix(&unix_s, "Europe/Madrid", "2026-03-29T02:30"));
	assert_err(MC_E_INPUT, mc_zone_to_unix(&unix_s, "Europe/Nowhere", "2026-03-02T10:00"));
	assert_err(MC_E_INPUT, mc_zone_to_unix(&unix_s, "../../../etc/passwd", "2026-03-02T10:00"));
	assert_err(MC_E_INPUT, mc_zone_to_unix(&unix_s, "UTC", "2026-02-30T10:00"));
	assert_err(MC_E_INPUT, mc_zone_to_unix(&unix_s, "UTC", "2026-02-03T24:00"));
	assert_err(MC_E_INPUT, mc_zone_to_unix(&unix_s, "UTC", "2026-02-03T10:00x"));
	assert_err(MC_E_INPUT, mc_zone_to_unix(&unix_s, "UTC", "2026-02-03T10"));
}

static void the_zone_of_the_program_stays(void **state)
{
	(void)state;
	(void)setenv("TZ", "Asia/Tokyo", 1);
	(void)moment("Europe/Madrid", "2026-01-12T18:00");
	assert_string_equal(getenv("TZ"), "Asia/Tokyo");
	(void)unsetenv("TZ");
	(void)moment("Europe/Madrid", "2026-01-12T18:00");
	assert_null(getenv("TZ"));
}

static const struct mc_ical calendar = { .name = "Sample, school; ath-2026a",
					 .domain = "sample.example.org",
					 .zone = "Europe/Madrid",
					 .stamp_s = 1767225600 };

static const struct mc_ical_session session = {
	.id = "s-001",
	.title = "JavaScript, part 1; \\ ñandú \xf0\x9f\x99\x82 and a title that is much longer than one "
		 "line may "
		 "be, ñññññññññññññññññññññññññññññññññññññññññ",
	.starts = "2026-01-12T18:00",
	.minutes = 150,
	.place = "Room 1, second floor",
	.about = "Bring your laptop.\nDoors open at 17:45",
	.url = "https://example.org/a;b,c\r\nX-EVIL:1",
	.changes = 2,
};

static void make(struct mc_buf *out)
{
	const struct mc_ical_session day = { .id = "s-002", .title = "Career day", .starts = "2026-02-02" };
	const struct mc_ical_session off = { .id = "s-003",
					     .title = "Off",
					     .starts = "2026-07-01T09:30",
					     .minutes = 60,
					     .is_cancelled = true };

	mc_ical_begin(out, &calendar);
	assert_ok(mc_ical_add(out, &calendar, &session));
	assert_ok(mc_ical_add(out, &calendar, &day));
	assert_ok(mc_ical_add(out, &calendar, &off));
	mc_ical_end(out);
}

static void lines_are_short_and_end_as_they_must(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	const char *rest;

	(void)state;
	make(&out);
	rest = out.ptr;
	while (*rest) {
		const char *end = strstr(rest, "\r\n");

		assert_non_null(end);
		assert_true(end - rest <= 75);
		assert_null(memchr(rest, '\n', (size_t)(end - rest)));
		/* A line never starts inside a character. */
		assert_true(((unsigned char)rest[*rest == ' '] & 0xc0) != 0x80);
		rest = end + 2;
	}
	assert_null(strstr(out.ptr, "\r\nX-EVIL"));
}

/* Read by a library that is not ours. */
static void other_programs_read_the_same(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	make(&out);
	temp_put("x.ics", out.ptr);
	temp_put("title", session.title);
	shell(".", "/usr/bin/python3 -c '\n"
		   "from icalendar import Calendar\n"
		   "from datetime import datetime, timezone, date\n"
		   "c = Calendar.from_ical(open(\"x.ics\", \"rb\").read())\n"
		   "assert c[\"VERSION\"] == \"2.0\" and c[\"NAME\"] == \"Sample, school; ath-2026a\"\n"
		   "a, b, d = c.walk(\"VEVENT\")\n"
		   "u = timezone.utc\n"
		   "assert a[\"UID\"] == \"s-001@sample.example.org\" and a[\"SEQUENCE\"] == 2\n"
		   "assert a[\"DTSTART\"].dt.astimezone(u) == datetime(2026, 1, 12, 17, 0, tzinfo=u)\n"
		   "assert a[\"DTEND\"].dt.astimezone(u) == datetime(2026, 1, 12, 19, 30, tzinfo=u)\n"
		   "assert a[\"DTSTAMP\"].dt.astimezone(u) == datetime(2026, 1, 1, tzinfo=u)\n"
		   "assert a[\"SUMMARY\"] == open(\"title\", encoding=\"utf-8\").read()\n"
		   "assert a[\"LOCATION\"] == \"Room 1, second floor\"\n"
		   "assert a[\"DESCRIPTION\"] == \"Bring your laptop.\\nDoors open at 17:45\"\n"
		   "assert a[\"URL\"] == \"https://example.org/a;b,cX-EVIL:1\"\n"
		   "assert b[\"DTSTART\"].dt == date(2026, 2, 2) and b[\"DTEND\"].dt == date(2026, 2, 3)\n"
		   "assert d[\"STATUS\"] == \"CANCELLED\" and a[\"STATUS\"] == \"CONFIRMED\"\n"
		   "assert d[\"DTSTART\"].dt.astimezone(u) == datetime(2026, 7, 1, 7, 30, tzinfo=u)\n"
		   "assert not a.errors and not b.errors and not d.errors\n'");
}

static void a_bad_time_adds_nothing(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	const struct mc_ical_session bad = { .id = "s", .starts = "tomorrow" };

	(void)state;
	assert_err(MC_E_INPUT, mc_ical_add(&out, &calendar, &bad));
	assert_int_equal(out.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(local_times_become_moments),
		cmocka_unit_test(the_zone_of_the_program_stays),
		cmocka_unit_test(lines_are_short_and_end_as_they_must),
		cmocka_unit_test_setup_teardown(other_programs_read_the_same, temp_enter, temp_leave),
		cmocka_unit_test(a_bad_time_adds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
