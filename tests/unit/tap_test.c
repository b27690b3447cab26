/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "ext/json.h"
#include "suite/tap.h"

#define FIXTURES "tests/corpus/tap/"

static void read_text(struct mc_tap *tap, const char *text, size_t len, size_t step, int exit_status)
{
	for (size_t at = 0; at < len; at += step)
		mc_tap_feed(tap, text + at, len - at < step ? len - at : step);
	mc_tap_end(tap, exit_status);
}

static void read_fixture(struct mc_tap *tap, const char *name, size_t step, int exit_status)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_format(FIXTURES "%s.tap", name);

	assert_ok(mc_buf_read_file(&text, path, 1 << 20));
	read_text(tap, text.ptr, text.len, step, exit_status);
}

static void fixtures_are_counted(void **state)
{
	static const struct {
		const char *name;
		struct mc_tap_tally tally;
		bool is_broken;
	} wanted[] = {
		{ "plain", { 4, 1, 1, 1, 1 }, false },
		{ "plan-at-end", { 3, 2, 1, 0, 0 }, false },
		{ "subtests", { 3, 2, 1, 0, 0 }, false },
		{ "braces", { 3, 2, 1, 0, 0 }, false },
		{ "parent-alone-fails", { 2, 1, 1, 0, 0 }, false },
		{ "printed-points", { 1, 0, 1, 0, 0 }, false },
		{ "crlf", { 2, 2, 0, 0, 0 }, false },
		{ "cr", { 2, 2, 0, 0, 0 }, false },
		{ "bail-out", { 1, 1, 0, 0, 0 }, true },
		{ "skip-all", { 0, 0, 0, 0, 0 }, false },
		{ "missing-point", { 2, 2, 0, 0, 0 }, true },
		{ "extra-point", { 2, 2, 0, 0, 0 }, true },
		{ "outside-plan", { 2, 2, 0, 0, 0 }, true },
		{ "two-plans", { 1, 1, 0, 0, 0 }, true },
		{ "plan-in-the-middle", { 2, 2, 0, 0, 0 }, true },
		{ "no-plan", { 2, 2, 0, 0, 0 }, true },
		{ "short-subtest", { 1, 1, 0, 0, 0 }, true },
		{ "empty", { 0, 0, 0, 0, 0 }, true },
		{ "bats", { 3, 1, 1, 1, 0 }, false },
		{ "test-more", { 2, 1, 1, 0, 0 }, false },
		{ "yaml-with-points", { 2, 1, 1, 0, 0 }, false },
		{ "node", { 3, 1, 1, 0, 1 }, false },
		{ "repeated-number", { 3, 3, 0, 0, 0 }, true },
		{ "numbers-in-another-order", { 3, 3, 0, 0, 0 }, false },
		{ "strict", { 1, 1, 0, 0, 0 }, true },
		{ "strict-kept", { 1, 1, 0, 0, 0 }, false },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(wanted); i++) {
		/* The document may arrive cut anywhere. */
		for (size_t step = 1; step < 4096; step = step * 5 + 2) {
			MC_AUTO(mc_tap) tap = MC_TAP_INIT;

			read_fixture(&tap, wanted[i].name, step, 0);
			if (memcmp(&tap.tally, &wanted[i].tally, sizeof(tap.tally)) != 0 ||
			    tap.is_broken != wanted[i].is_broken)
				fail_msg("%s in steps of %zu: %zu cases, %zu passed, %zu failed; %s",
					 wanted[i].name, step, tap.tally.count, tap.tally.passed,
					 tap.tally.failed, tap.why ? tap.why : "not broken");
			assert_true(!tap.is_broken == !tap.why);
		}
	}
}

static void names_join_parents(void **state)
{
	MC_AUTO(mc_tap) tap = MC_TAP_INIT;

	(void)state;
	read_fixture(&tap, "subtests", 100, 1);
	assert_int_equal(tap.case_count, 3);
	assert_string_equal(tap.cases[0].name, "lists > empty > gives 0");
	assert_string_equal(tap.cases[1].name, "lists > negative");
	assert_false(tap.cases[1].is_ok);
	assert_string_equal(tap.cases[1].diagnostic, "error: 'expected -6'\n");
	assert_string_equal(tap.cases[2].name, "numbers");
	assert_int_equal(tap.top.count, 2);
	assert_int_equal(tap.top.failed, 1);
}

static void diagnostics_belong_to_failures(void **state)
{
	MC_AUTO(mc_tap) tap = MC_TAP_INIT;

	(void)state;
	read_fixture(&tap, "plain", 7, 1);
	assert_string_equal(tap.cases[1].name, "negative numbers #2");
	assert_string_equal(tap.cases[1].diagnostic, "expected: -6\nactual: 6\nat: sum.test.js\n");
	assert_null(tap.cases[0].diagnostic);
	mc_tap_release(&tap);
	read_fixture(&tap, "bats", 7, 1);
	assert_non_null(strstr(tap.cases[1].diagnostic, "line 9"));
	mc_tap_release(&tap);
	read_fixture(&tap, "test-more", 7, 1);
	assert_non_null(strstr(tap.cases[1].diagnostic, "expected: '0'"));
	assert_null(strstr(tap.cases[1].diagnostic, "Looks like"));
}

static void status_must_agree(void **state)
{
	MC_AUTO(mc_tap) tap = MC_TAP_INIT;

	(void)state;
	read_fixture(&tap, "crlf", 100, 3);
	assert_true(tap.is_broken);
	assert_non_null(strstr(tap.why, "3"));
	mc_tap_release(&tap);
	read_fixture(&tap, "plain", 100, 1);
	assert_false(tap.is_broken);
}

static void names_are_printable(void **state)
{
	static const char text[] = "1..2\nok 1 - a\x1b[31m\0b\xff\nok 2\n";
	MC_AUTO(mc_tap) tap = MC_TAP_INIT;

	(void)state;
	read_text(&tap, text, sizeof(text) - 1, 100, 0);
	assert_string_equal(tap.cases[0].name, "a?[31m?b\xef\xbf\xbd");
	assert_string_equal(tap.cases[1].name, "test 2");
}

static void limits_hold(void **state)
{
	MC_AUTO(mc_tap) tap = MC_TAP_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	for (unsigned i = 0; i < MC_TAP_MAX_CASES + 5; i++)
		mc_buf_addz(
			&text,
			"not ok\n  ---\n  a long diagnostic, a long diagnostic, a long diagnostic\n  ...\n");
	mc_buf_addf(&text, "1..%u\n", MC_TAP_MAX_CASES + 5);
	read_text(&tap, text.ptr, text.len, 4096, 1);
	assert_true(tap.is_broken);
	assert_true(tap.case_count <= MC_TAP_MAX_CASES);
	assert_true(tap.diagnostic_bytes <= MC_TAP_MAX_DIAGNOSTICS);
	mc_tap_release(&tap);

	mc_buf_reset(&text);
	mc_buf_addz(&text, "1..2\nok 1 - ");
	for (unsigned i = 0; i < 2 * MC_TAP_MAX_LINE; i++)
		mc_buf_addc(&text, 'x');
	mc_buf_addz(&text, "\nok 2\n");
	read_text(&tap, text.ptr, text.len, 1000, 0);
	assert_false(tap.is_broken);
	assert_int_equal(tap.tally.passed, 2);
	mc_tap_release(&tap);

	/* Points that are no cases cost memory too. */
	mc_buf_reset(&text);
	for (unsigned i = 0; i < MC_TAP_MAX_POINTS + 5; i++)
		mc_buf_addz(&text, "    ok\n");
	read_text(&tap, text.ptr, text.len, 4096, 0);
	assert_true(tap.is_broken);
}

/* Where the sanitizers give the memory, the C library has none to count. */
static void takes_no_more_of_an_endless_stream(void **state)
{
	MC_AUTO(mc_tap) tap = MC_TAP_INIT;
	static const char LINES[] = "ok\n1..1\nBail out! of it\n    ok\n    1..9\nok - parent\n";
	size_t used = 0;

	(void)state;
	for (unsigned i = 0; i < 4 * MC_TAP_MAX_POINTS; i++) {
		if (i == MC_TAP_MAX_POINTS)
			used = mallinfo2().uordblks;
		mc_tap_feed(&tap, LINES, strlen(LINES));
	}
	assert_true(mallinfo2().uordblks <= used + 4096);
	mc_tap_end(&tap, 0);
	assert_true(tap.is_broken);
}

static size_t number_at(const struct mc_json_node *object, const char *key)
{
	double value = 0;

	(void)mc_json_as_number(&value, mc_json_find(object, key));
	return (size_t)value;
}

static void check_golden(const char *dir, const struct mc_json_node *wanted)
{
	MC_AUTO(mc_tap) tap = MC_TAP_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_format("%s/%s", dir, mc_json_key_of(wanted));
	bool ok = false;

	assert_true(mc_json_as_bool(&ok, mc_json_find(wanted, "ok")));
	assert_ok(mc_buf_read_file(&text, path, 1 << 24));
	read_text(&tap, text.ptr, text.len, 4096, 0);
	if (tap.top.count != number_at(wanted, "count") || tap.top.failed != number_at(wanted, "failures") ||
	    tap.top.skipped != number_at(wanted, "skip") || tap.top.todo != number_at(wanted, "todo") ||
	    tap.plan != number_at(wanted, "planEnd") || (!tap.is_broken && tap.tally.failed == 0) != ok)
		fail_msg("%s: %zu points, %zu failed, %zu skipped, %zu to do, plan %zu; %s", path,
			 tap.top.count, tap.top.failed, tap.top.skipped, tap.top.todo, tap.plan,
			 tap.why ? tap.why : "not broken");
}

/* Two independent readers agree on these documents of others; they are not part of this repository. */
static void other_readers_agree(void **state)
{
	const char *shared = getenv("MC_SHARED");
	MC_AUTOTEXT dir = mc_format("%s/corpus/tap", shared ? shared : "../shared");
	MC_AUTOTEXT path = mc_format("%s/golden.json", dir);
	MC_AUTOPTR(mc_json) golden = NULL;

	(void)state;
	if (access(path, R_OK) != 0) {
		print_message("skipped: '%s' is not here; MC_SHARED names its folder\n", path);
		skip();
	}
	assert_ok(mc_json_open_file(&golden, path));
	const struct mc_json_node *agree = mc_json_find(mc_json_root(golden), "agree");

	assert_true(mc_json_count(agree) > 20);
	for (const struct mc_json_node *file = mc_json_first(agree); file; file = mc_json_next(file))
		check_golden(dir, file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fixtures_are_counted),
		cmocka_unit_test(names_join_parents),
		cmocka_unit_test(diagnostics_belong_to_failures),
		cmocka_unit_test(status_must_agree),
		cmocka_unit_test(names_are_printable),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(takes_no_more_of_an_endless_stream),
		cmocka_unit_test(other_readers_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
