/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "ext/json.h"
#include "suite/ctrf.h"
#include "suite/jest.h"
#include "suite/suite_read.h"

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

static void cases_are_those_of_the_list(void **state)
{
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	(void)state;
	assert_ok(mc_buf_read_file(&text, "tests/corpus/ctrf/plain.json", 1 << 20));
	assert_ok(mc_suite_read(&report, MC_SUITE_CTRF, text.ptr, text.len, 1));
	if (report.is_broken)
		fail_msg("%s", report.why);
	assert_int_equal(report.case_count, 5);
	check_case(&report, 0, MC_PASS, 12000, "sums > small > adds", NULL);
	check_case(&report, 1, MC_FAIL, 0, "divides \"\xc3\xb1\xf0\x9f\x98\x80\"",
		   "Error: expected 2\n  at sums");
	check_case(&report, 2, MC_SKIPPED, 0, "later", NULL);
	check_case(&report, 3, MC_SKIPPED, 0, "some day", NULL);
	check_case(&report, 4, MC_ERROR, 0, "odd", "who knows");
}

#define HEAD \
	"{\"reportFormat\":\"CTRF\",\"specVersion\":\"1.0.0\",\"results\":{\"tool\":{\"name\":\"x\"}," \
	"\"summary\":" \
	"{\"tests\":1,\"passed\":1,\"failed\":0,\"skipped\":0,\"pending\":0,\"other\":0,\"start\":1," \
	"\"stop\":2},\"tests\":["
#define CASE "{\"name\":\"a\",\"status\":\"passed\",\"duration\":1"
#define TAIL "]}}"

static void read_text(struct mc_suite_report *report, const char *text, size_t len)
{
	mc_suite_ctrf.read(report, text, len, 0);
	assert_true(!report->is_broken == !report->why);
}

static void what_is_no_report_is_broken_with_its_place(void **state)
{
	static const struct {
		const char *text;
		const char *why;
	} wanted[] = {
		{ "", "1:1: " },
		{ "[]", "outermost value is not an object" },
		{ "{", "1:2: " },
		{ HEAD CASE "}" TAIL "\n x", "2:2: something stands behind" },
		{ HEAD CASE "}"
			    "]}",
		  "ends before '}'" },
		{ HEAD CASE "," TAIL, "expected a key" },
		{ HEAD CASE "}," TAIL, "expected a value before ']'" },
		{ HEAD CASE ",\"name\":\"b\"}" TAIL, "this key stands twice" },
		{ HEAD CASE ",\"n\\u0061me\":\"b\"}" TAIL, "this key stands twice" },
		{ HEAD CASE ",\"x\":{\"y\":1,\"y\":2}}" TAIL, "this key stands twice" },
		{ HEAD CASE ",\"message\":\"\xff\"}" TAIL, "not valid UTF-8" },
		{ HEAD CASE ",\"message\":\"\\ud800\"}" TAIL, "surrogate" },
		{ HEAD CASE ",\"message\":\"\\u0000\"}" TAIL, "u0000" },
		{ HEAD CASE ",\"line\":1.5}" TAIL, "'line' is not a whole number" },
		{ HEAD CASE ",\"labels\":{\"a\":[]}}" TAIL, "'labels' is not" },
		{ HEAD "{\"name\":\"a\",\"status\":\"great\",\"duration\":1}" TAIL, "'status' is not" },
		{ HEAD "{\"name\":\"a\",\"duration\":1}" TAIL, "the key 'status' is missing" },
		{ HEAD "{\"name\":\"\",\"status\":\"passed\",\"duration\":1}" TAIL, "'name' is not" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(wanted); i++) {
		MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;

		read_text(&report, wanted[i].text, strlen(wanted[i].text));
		if (!report.is_broken || !strstr(report.why, wanted[i].why))
			fail_msg("%zu: %s, not %s", i, report.why ? report.why : "read", wanted[i].why);
	}
}

static void a_zero_byte_ends_nothing(void **state)
{
	static const char text[] = HEAD CASE "}\0" TAIL;
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;

	(void)state;
	read_text(&report, text, sizeof(text) - 1);
	assert_true(report.is_broken);
}

static void hostile_documents_cost_little(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_suite_report) deep = MC_SUITE_REPORT_INIT;
	MC_AUTO(mc_suite_report) wide = MC_SUITE_REPORT_INIT;
	MC_AUTO(mc_suite_report) many = MC_SUITE_REPORT_INIT;
	MC_AUTO(mc_suite_report) large = MC_SUITE_REPORT_INIT;

	(void)state;
	mc_buf_addz(&text, HEAD CASE ",\"x\":");
	for (unsigned i = 0; i < 100000; i++)
		mc_buf_addc(&text, '[');
	read_text(&deep, text.ptr, text.len);
	assert_non_null(strstr(deep.why, "nested deeper"));
	mc_buf_reset(&text);
	mc_buf_addz(&text, HEAD CASE ",\"x\":{\"\":0");
	for (unsigned i = 0; i < 100000; i++)
		mc_buf_addf(&text, ",\"%u\":0", i);
	read_text(&wide, text.ptr, text.len);
	assert_non_null(strstr(wide.why, "keys"));
	mc_buf_reset(&text);
	mc_buf_addz(&text, HEAD CASE "}");
	for (unsigned i = 0; i < MC_SUITE_MAX_CASES; i++)
		mc_buf_addz(&text, "," CASE "}");
	mc_buf_addz(&text, TAIL);
	read_text(&many, text.ptr, text.len);
	assert_true(many.is_broken);
	assert_int_equal(many.case_count, MC_SUITE_MAX_CASES);
	mc_buf_reset(&text);
	mc_buf_addz(&text, HEAD "{\"name\":\"a\",\"status\":\"failed\",\"duration\":1,\"message\":\"");
	for (unsigned i = 0; i < 1000000; i++)
		mc_buf_addz(&text, "\\u00f1\xc3\xb1");
	mc_buf_addz(&text, "\"}" TAIL);
	read_text(&large, text.ptr, text.len);
	assert_false(large.is_broken);
	assert_int_equal(strlen(large.cases[0].message), MC_SUITE_MAX_MESSAGE);
}

/* ---- Jest ---- */

static void jest_tells_cases_and_files_that_cannot_run(void **state)
{
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;
	static const char text[] =
		"{\"numFailedTests\":1,\"success\":false,\"testResults\":[{\"assertionResults\":["
		"{\"ancestorTitles\":[\"sum\",\"small\"],\"duration\":2,\"failureMessages\":[],\"fullName\":"
		"\"sum small adds\","
		"\"status\":\"passed\",\"title\":\"adds\",\"location\":null},"
		"{\"ancestorTitles\":[],\"duration\":null,\"failureMessages\":[\"Error: 3\",\"and "
		"4\"],\"status\":\"failed\","
		"\"title\":\"halves\"},"
		"{\"ancestorTitles\":[],\"status\":\"pending\",\"title\":\"later\"},"
		"{\"ancestorTitles\":[],\"status\":\"todo\",\"title\":\"some day\"},"
		"{\"ancestorTitles\":[],\"status\":\"strange\",\"title\":\"odd\"}],"
		"\"message\":\"\",\"name\":\"/box/tests/sum.test.js\",\"status\":\"failed\"},"
		"{\"assertionResults\":[],\"message\":\"SyntaxError\",\"name\":\"/box/tests/"
		"more.test.js\",\"status\":\"failed\"}],"
		"\"wasInterrupted\":false}\n";

	(void)state;
	mc_suite_jest.read(&report, text, sizeof(text) - 1, 1);
	if (report.is_broken)
		fail_msg("%s", report.why);
	assert_int_equal(report.case_count, 6);
	check_case(&report, 0, MC_PASS, 2000, "sum > small > adds", NULL);
	check_case(&report, 1, MC_FAIL, 0, "halves", "Error: 3\nand 4");
	check_case(&report, 2, MC_SKIPPED, 0, "later", NULL);
	check_case(&report, 3, MC_SKIPPED, 0, "some day", NULL);
	check_case(&report, 4, MC_ERROR, 0, "odd", NULL);
	check_case(&report, 5, MC_ERROR, 0, "more.test.js", "SyntaxError");
}

static void jest_that_was_interrupted_is_broken(void **state)
{
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;
	static const char text[] = "{\"success\":true,\"testResults\":[],\"wasInterrupted\":true}";

	(void)state;
	mc_suite_jest.read(&report, text, sizeof(text) - 1, 0);
	assert_true(report.is_broken);
}

/* ---- the tests of the format itself, which are not part of this repository ---- */

static void check_document(const char *dir, const char *file, const struct mc_json *json,
			   const struct mc_json_node *test)
{
	MC_AUTO(mc_suite_report) report = MC_SUITE_REPORT_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	const struct mc_json_node *data = mc_json_find(test, "data");
	const char *path = mc_json_as_text(mc_json_find(test, "dataPath"));
	bool is_valid = false;

	assert_true(mc_json_as_bool(&is_valid, mc_json_find(test, "valid")));
	if (data) {
		struct mc_str raw = mc_json_raw(json, data);

		mc_buf_add(&text, raw.ptr, raw.len);
	} else {
		MC_AUTOTEXT whole = mc_format("%s/examples/%s", dir, strrchr(path, '/') + 1);

		assert_ok(mc_buf_read_file(&text, whole, 1 << 20));
	}
	/* Reading is generous with keys that are new. */
	is_valid = is_valid || !strncmp(file, "additional", 10);
	read_text(&report, text.ptr, text.len);
	if (report.is_broken == is_valid)
		fail_msg("%s: %s: %s", file, mc_json_as_text(mc_json_find(test, "description")),
			 report.why ? report.why : "read");
}

static void the_tests_of_the_format_hold(void **state)
{
	static const char *const files[] = { "additional-properties", "enum-constraints",
					     "required-properties",   "string-constraints",
					     "type-validation",	      "valid-documents" };
	const char *shared = getenv("MC_SHARED");
	MC_AUTOTEXT dir = mc_format("%s/corpus/ctrf", shared ? shared : "../shared");
	size_t count = 0;

	(void)state;
	if (access(dir, R_OK) != 0) {
		print_message("skipped: '%s' is not here; MC_SHARED names its folder\n", dir);
		skip();
	}
	for (size_t i = 0; i < MC_COUNT(files); i++) {
		MC_AUTOTEXT path = mc_format("%s/%s.test.json", dir, files[i]);
		MC_AUTOPTR(mc_json) json = NULL;

		assert_ok(mc_json_open_file(&json, path));
		const struct mc_json_node *list = mc_json_find(mc_json_root(json), "tests");

		for (const struct mc_json_node *n = mc_json_first(list); n; n = mc_json_next(n), count++)
			check_document(dir, files[i], json, n);
	}
	assert_true(count >= 150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases_are_those_of_the_list),
		cmocka_unit_test(what_is_no_report_is_broken_with_its_place),
		cmocka_unit_test(a_zero_byte_ends_nothing),
		cmocka_unit_test(hostile_documents_cost_little),
		cmocka_unit_test(jest_tells_cases_and_files_that_cannot_run),
		cmocka_unit_test(jest_that_was_interrupted_is_broken),
		cmocka_unit_test(the_tests_of_the_format_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
