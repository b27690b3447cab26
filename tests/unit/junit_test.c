/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "ext/json.h"
#include "suite/junit.h"
#include "suite/suite_read.h"

#define FIXTURES "tests/corpus/junit/"

static void read_text(struct mc_suite_report *report, const char *text)
{
	mc_suite_junit.read(report, text, strlen(text), 0);
}

static void read_file(struct mc_suite_report *report, const char *path)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	assert_ok(mc_buf_read_file(&text, path, 1 << 24));
	mc_suite_junit.read(report, text.ptr, text.len, 0);
}

static void check_case(const struct mc_suite_report *report, size_t index, enum mc_verdict verdict,
		       uint64_t wall_us, const char *name, const char *message)
{
	assert_true(index < report->case_count);
	const struct mc_suite_case *item = &report->cases[index];

	assert_string_equal(item->name, name);
	assert_int_equal(item->verdict, verdict);
	assert_int_equal(item->wall_us, wall_us);
	assert_true(!item->message == !message);
	if (message)
		assert_string_equal(item->message, message);
}

static void what_stands_in_it_counts_and_not_what_it_says(void **state)
{
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;

	(void)state;
	read_file(&report, FIXTURES "pytest.xml");
	assert_false(report.is_broken);
	assert_int_equal(report.case_count, 5);
	check_case(&report, 0, MC_PASS, 1000, "tests.test_sum > test_adds", NULL);
	check_case(&report, 1, MC_PASS, 2503100000, "tests.test_sum > test_negative[-1-\xc3\xb1]", NULL);
	check_case(&report, 2, MC_FAIL, 0, "tests.test_sum.TestMany > test_many",
		   "AssertionError: assert 3 == 4\ndef test_many():\n>       assert add(1, 2) == 4\nE       "
		   "assert 3 == 4");
	check_case(&report, 3, MC_SKIPPED, 0, "tests.test_sum > test_later",
		   "later\ntests/test_sum.py:9: later");
	check_case(&report, 4, MC_ERROR, 0, "tests.test_sum > test_file", "failed on setup\nno file");
}

static void suites_are_parents_where_no_class_is(void **state)
{
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;

	(void)state;
	read_file(&report, FIXTURES "nested.xml");
	assert_false(report.is_broken);
	assert_int_equal(report.case_count, 4);
	check_case(&report, 0, MC_PASS, 500000, "outer > inner > deep", NULL);
	check_case(&report, 1, MC_PASS, 0, "outer > inner > test 2", NULL);
	check_case(&report, 2, MC_PASS, 0, "last", NULL);
	check_case(&report, 3, MC_SKIPPED, 0, "outer > never", NULL);
}

static void dialects_of_dotnet_are_read(void **state)
{
	MC_AUTO(mc_suite_report) nunit = MC_SUITE_REPORT_INIT;
	MC_AUTO(mc_suite_report) xunit = MC_SUITE_REPORT_INIT;

	(void)state;
	read_file(&nunit, FIXTURES "nunit3.xml");
	assert_false(nunit.is_broken);
	assert_int_equal(nunit.case_count, 4);
	check_case(&nunit, 0, MC_PASS, 250000, "Adds", NULL);
	check_case(&nunit, 1, MC_FAIL, 0, "Divides", "Expected: 2");
	check_case(&nunit, 2, MC_SKIPPED, 0, "Later", NULL);
	check_case(&nunit, 3, MC_SKIPPED, 0, "Odd", NULL);
	/* NUnit 2 has no word for the verdict, and not always one for success. */
	mc_suite_report_release(&nunit);
	read_file(&nunit, FIXTURES "nunit2.xml");
	assert_int_equal(nunit.case_count, 4);
	check_case(&nunit, 0, MC_PASS, 250000, "Adds", NULL);
	check_case(&nunit, 1, MC_FAIL, 100000, "Divides", "Expected: 2");
	check_case(&nunit, 2, MC_FAIL, 0, "Halves", "Expected: 3");
	check_case(&nunit, 3, MC_SKIPPED, 0, "Later", NULL);
	read_file(&xunit, FIXTURES "xunit.xml");
	assert_false(xunit.is_broken);
	assert_int_equal(xunit.case_count, 3);
	check_case(&xunit, 0, MC_PASS, 1000, "Sums.Adds", NULL);
	check_case(&xunit, 1, MC_FAIL, 1000, "Sums.Divides", "Expected: 2");
	check_case(&xunit, 2, MC_SKIPPED, 0, "Sums.Later", NULL);
}

static void times_are_seconds_that_can_be(void **state)
{
	(void)state;
	assert_int_equal(mc_suite_time_us("0.0000019"), 1);
	assert_int_equal(mc_suite_time_us("2,503.1"), 2503100000);
	assert_int_equal(mc_suite_time_us("2"), 2000000);
	assert_int_equal(mc_suite_time_us(""), 0);
	assert_int_equal(mc_suite_time_us("-1"), 0);
	assert_int_equal(mc_suite_time_us("1e5"), 0);
	assert_int_equal(mc_suite_time_us("nan"), 0);
	assert_int_equal(mc_suite_time_us("1.5s"), 0);
	assert_int_equal(mc_suite_time_us("99999999999999999999999999999"), 0);
}

static void what_is_no_report_is_broken_with_its_line(void **state)
{
	static const struct {
		const char *text;
		const char *why;
	} wanted[] = {
		{ "", "line 1: it is empty" },
		{ "not ok", "line 1: " },
		{ "<suites/>", "line 1: this is no report of tests" },
		{ "<testsuite>\n<testcase name='a'>", "line 2: " },
		{ "<testsuite>\n<testcase name='a'/></testsuite>\n<testsuite/>", "line 3: " },
		{ "<!DOCTYPE testsuite><testsuite/>", "line 1: a DOCTYPE is not allowed" },
		{ "<testsuite><testcase name='&x;'/></testsuite>", "line 1: " },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(wanted); i++) {
		MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;

		read_text(&report, wanted[i].text);
		if (!report.is_broken || !strstr(report.why, wanted[i].why))
			fail_msg("%zu: %s, not %s", i, report.why ? report.why : "read", wanted[i].why);
	}
}

static void what_came_before_a_fault_is_kept(void **state)
{
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;

	(void)state;
	read_text(&report, "<testsuite><testcase name='a'/><testcase name='b'>");
	assert_true(report.is_broken);
	assert_int_equal(report.case_count, 1);
}

static void limits_hold(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;
	size_t message_bytes = 0;

	(void)state;
	mc_buf_addz(&text, "<testsuite>");
	for (unsigned i = 0; i < MC_SUITE_MAX_CASES + 2; i++)
		mc_buf_addf(&text, "<testcase name='%01000u'><failure>%0100u</failure></testcase>", i, i);
	mc_buf_addz(&text, "</testsuite>");
	read_text(&report, text.ptr);
	assert_true(report.is_broken);
	assert_int_equal(report.case_count, MC_SUITE_MAX_CASES);
	assert_int_equal(strlen(report.cases[0].name), MC_SUITE_MAX_NAME);
	for (size_t i = 0; i < report.case_count; i++)
		message_bytes += report.cases[i].message ? strlen(report.cases[i].message) : 0;
	assert_in_range(message_bytes, MC_SUITE_MAX_MESSAGES / 2, MC_SUITE_MAX_MESSAGES);
}

/* The library runs in a process that can do nothing else; what comes back must be the same. */
static void a_process_of_its_own_says_the_same(void **state)
{
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;
	MC_AUTO(mc_suite_report) broken = MC_SUITE_REPORT_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_buf_read_file(&text, FIXTURES "pytest.xml", 1 << 20));
	assert_ok(mc_suite_read(&report, MC_SUITE_JUNIT, text.ptr, text.len, 1));
	assert_false(report.is_broken);
	assert_int_equal(report.case_count, 5);
	check_case(&report, 1, MC_PASS, 2503100000, "tests.test_sum > test_negative[-1-\xc3\xb1]", NULL);
	check_case(&report, 4, MC_ERROR, 0, "tests.test_sum > test_file", "failed on setup\nno file");
	assert_ok(mc_suite_read(&broken, MC_SUITE_JUNIT, "<testsuite><testcase/><", 22, 0));
	assert_true(broken.is_broken);
	assert_non_null(strstr(broken.why, "line 1: "));
	assert_int_equal(broken.case_count, 1);
}

static void a_status_that_no_failure_explains_is_broken(void **state)
{
	static const char passes[] = "<testsuite><testcase name='a'/></testsuite>";
	static const char fails[] = "<testsuite><testcase name='a'><error/></testcase></testsuite>";
	MC_AUTO(mc_suite_report) passed = MC_SUITE_REPORT_INIT;
	MC_AUTO(mc_suite_report) failed = MC_SUITE_REPORT_INIT;

	(void)state;
	assert_ok(mc_suite_read(&passed, MC_SUITE_JUNIT, passes, strlen(passes), 3));
	assert_true(passed.is_broken);
	assert_non_null(strstr(passed.why, "status 3"));
	assert_ok(mc_suite_read(&failed, MC_SUITE_JUNIT, fails, strlen(fails), 1));
	assert_false(failed.is_broken);
}

/* ---- reports of others, which are not part of this repository ---- */

static size_t number_at(const struct mc_json_node *object, const char *key)
{
	double value = 0;

	(void)mc_json_as_number(&value, mc_json_find(object, key));
	return (size_t)value;
}

/* Some of these name a test twice: it is one test with two runs there, and two cases here. */
static size_t count_at(const struct mc_json_node *stats, const char *what)
{
	bool is_once = number_at(stats, "runs") == number_at(stats, "tests");
	MC_AUTOTEXT key = mc_format("%s_%s", is_once ? "tests" : "runs", what);

	return number_at(stats, key);
}

static void check_counts(const char *dir, const char *name)
{
	MC_AUTOTEXT path = mc_format("%s/%s.xml", dir, name);
	MC_AUTOTEXT counts_path = mc_format("%s/%s.results.json", dir, name);
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;
	MC_AUTOPTR(mc_json) counts = NULL;

	read_file(&report, path);
	assert_ok(mc_json_open_file(&counts, counts_path));
	const struct mc_json_node *stats = mc_json_find(mc_json_root(counts), "stats");
	bool is_broken = mc_json_count(mc_json_find(stats, "errors")) > 0;

	if (report.is_broken != is_broken || report.case_count != number_at(stats, "runs") ||
	    mc_suite_count(&report, MC_PASS) != count_at(stats, "succ") ||
	    mc_suite_count(&report, MC_SKIPPED) != count_at(stats, "skip") ||
	    mc_suite_count(&report, MC_FAIL) != count_at(stats, "fail") ||
	    mc_suite_count(&report, MC_ERROR) != count_at(stats, "error"))
		fail_msg("%s: %zu cases, %zu passed, %zu skipped, %zu failed, %zu errors; %s", name,
			 report.case_count, mc_suite_count(&report, MC_PASS),
			 mc_suite_count(&report, MC_SKIPPED), mc_suite_count(&report, MC_FAIL),
			 mc_suite_count(&report, MC_ERROR), report.why ? report.why : "not broken");
}

static void counts_are_those_of_another_reader(void **state)
{
	const char *shared = getenv("MC_SHARED");
	MC_AUTOTEXT path = mc_format("%s/corpus/junit", shared ? shared : "../shared");
	DIR *dir = opendir(path);
	size_t count = 0;

	(void)state;
	if (!dir) {
		print_message("skipped: '%s' is not here; MC_SHARED names its folder\n", path);
		skip();
	}
	for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
		const char *end = strstr(entry->d_name, ".results.json");

		if (!end)
			continue;
		MC_AUTOTEXT name = mc_strndup(entry->d_name, (size_t)(end - entry->d_name));

		check_counts(path, name);
		count++;
	}
	(void)closedir(dir);
	assert_true(count >= 16);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_in_it_counts_and_not_what_it_says),
		cmocka_unit_test(suites_are_parents_where_no_class_is),
		cmocka_unit_test(dialects_of_dotnet_are_read),
		cmocka_unit_test(times_are_seconds_that_can_be),
		cmocka_unit_test(what_is_no_report_is_broken_with_its_line),
		cmocka_unit_test(what_came_before_a_fault_is_kept),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(a_process_of_its_own_says_the_same),
		cmocka_unit_test(a_status_that_no_failure_explains_is_broken),
		cmocka_unit_test(counts_are_those_of_another_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
