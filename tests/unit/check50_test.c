/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "foreign/check50.h"

static struct mc_exercise *parse(struct mc_findings *findings, const char *text)
{
	struct mc_exercise *exercise = NULL;

	assert_ok(mc_check50_parse(&exercise, findings, "hello", ".cs50.yaml", text, strlen(text)));
	return exercise;
}

static void refuse(const char *text)
{
	struct mc_exercise *exercise = NULL;

	assert_err(MC_E_INPUT, mc_check50_parse(&exercise, NULL, "hello", ".cs50.yaml", text, strlen(text)));
	assert_null(exercise);
}

static bool has_finding(const struct mc_findings *findings, unsigned line, const char *part)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i].line == line && strstr(findings->items[i].message, part))
			return true;
	}
	return false;
}

static void test_checks(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise =
		parse(&findings, "check50:\n"
				 "  checks:\n"
				 "    hello world:\n"
				 "      - run: python3 hello.py\n"
				 "        stdin:\n"
				 "          - Amal\n"
				 "          - 3\n"
				 "        stdout: [\"Hello\\\\tAmal\", \"a\\nb\"]\n"
				 "        exit: 2\n"
				 "    2 runs:\n"
				 "      - run: ./a\n"
				 "        stdout: |\n"
				 "          x\n"
				 "      - run: ./b\n");
	const struct mc_test *test = &exercise->tests[0];

	(void)state;
	assert_int_equal(exercise->test_count, 3);
	assert_string_equal(exercise->source_format, "check50");
	assert_string_equal(exercise->submit.items[0], "**");
	assert_string_equal(test->id, "hello-world");
	assert_string_equal(test->title.texts[0], "hello world");
	assert_string_equal(test->run.items[0], "bash");
	assert_non_null(strstr(test->run.items[2], "python3 hello.py"));
	assert_string_equal(test->input, "Amal\n3\n");
	assert_string_equal(test->out.text, "Hello\tAmal\na\nb");
	assert_int_equal(test->out.compare.mode, MC_COMPARE_CONTAINS);
	assert_true(test->out.compare.is_case_sensitive);
	assert_int_equal(test->exit_status, 2);
	assert_int_equal(test->points, 1000);
	assert_string_equal(exercise->tests[1].id, "2-runs");
	assert_string_equal(exercise->tests[1].out.text, "x\n");
	assert_int_equal(exercise->tests[1].points, 0);
	assert_int_equal(exercise->tests[1].exit_status, MC_EXIT_ANY);
	assert_int_equal(exercise->tests[1].input_len, 0);
	assert_string_equal(exercise->tests[2].id, "2-runs-2");
	assert_int_equal(exercise->tests[2].points, 1000);
	assert_int_equal(exercise->tests[2].need_count, 1);
	assert_int_equal(exercise->tests[2].needs[0], 1);
	assert_false(exercise->tests[2].out.is_given);
	assert_true(has_finding(&findings, 10, "each run of a check becomes a test"));
}

static void test_files(void **state)
{
	static const char later[] = "check50:\n"
				    "  files:\n"
				    "    - !exclude \"*\"\n"
				    "    - !include \"*.h\"\n"
				    "    - !require hello.c\n"
				    "    - !exclude x.h\n"
				    "  dependencies: [flask]\n"
				    "  checks: {a: [{run: ./a}]}\n";
	static const char older[] =
		"check50: {required: [a.py], exclude: ['*', '!b.py'], checks: {a: [{run: ./a}]}}\n";
	static const char open[] = "check50: {required: [a.py], checks: {a: [{run: ./a}]}}\n";
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) a = parse(&findings, later);
	MC_AUTOPTR(mc_exercise) b = parse(NULL, older);
	MC_AUTOPTR(mc_exercise) c = parse(NULL, open);

	(void)state;
	assert_int_equal(a->submit.count, 2);
	assert_string_equal(a->submit.items[0], "*.h");
	assert_string_equal(a->submit.items[1], "hello.c");
	assert_true(has_finding(&findings, 6, "'x.h' are not left out"));
	assert_true(has_finding(&findings, 7, "'dependencies' is left out"));
	assert_int_equal(b->submit.count, 2);
	assert_string_equal(b->submit.items[1], "b.py");
	assert_int_equal(c->submit.count, 2);
	assert_string_equal(c->submit.items[1], "**");
}

static void test_faults(void **state)
{
	(void)state;
	refuse("");
	refuse("check50: true\n");
	refuse("check50: {checks: checks.py}\n");
	refuse("check50: {checks: {}}\n");
	refuse("check50: {checks: {a: {run: ./a}}}\n");
	refuse("check50: {checks: {a: []}}\n");
	refuse("check50: {checks: {a: [run]}}\n");
	refuse("check50: {checks: {a: [{stdout: b}]}}\n");
	refuse("check50: {checks: {a: [{run: ''}]}}\n");
	refuse("check50: {checks: {a: [{run: b, std: c}]}}\n");
	refuse("check50: {checks: {a: [{run: b, exit: c}]}}\n");
	refuse("check50: {checks: {a: [{run: b, exit: 256}]}}\n");
	refuse("check50: {checks: {a: [{run: b, stdin: {c: d}}]}}\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_checks),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
