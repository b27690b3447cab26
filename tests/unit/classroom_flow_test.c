/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "course/suite_test.h"
#include "foreign/classroom_flow.h"

static bool has_program(const char *name)
{
	return !strcmp(name, "sh") || !strcmp(name, "python3") || !strcmp(name, "make");
}

static bool has_path(const char *path)
{
	return !strcmp(path, "/usr/lib/python3/dist-packages/pytest");
}

static const struct mc_toolbox toolbox = { has_program, has_path, true, NULL };

static const char flow[] = "name: Autograding Tests\n"
			   "'on': [push]\n"
			   "jobs:\n"
			   "  run-autograding-tests:\n"
			   "    runs-on: ubuntu-latest\n"
			   "    steps:\n"
			   "    - name: Checkout code\n"
			   "      uses: actions/checkout@v4\n"
			   "    - name: Node\n"
			   "      uses: actions/setup-node@v4\n"
			   "    - name: Says hello\n"
			   "      id: says-hello\n"
			   "      uses: classroom-resources/autograding-io-grader@v1\n"
			   "      with:\n"
			   "        test-name: Says hello\n"
			   "        setup-command: make\n"
			   "        command: ./hello\n"
			   "        input: |\n"
			   "          Amal\n"
			   "        expected-output: '  Hello, Amal  '\n"
			   "        comparison-method: contains\n"
			   "        timeout: 0.5\n"
			   "        max-score: 5\n"
			   "    - name: Builds\n"
			   "      uses: classroom-resources/autograding-command-grader@v1\n"
			   "      with:\n"
			   "        test-name: Builds\n"
			   "        setup-command: ''\n"
			   "        command: make\n"
			   "        max-score: 3\n"
			   "        input: ignored\n"
			   "    - name: Cases\n"
			   "      uses: classroom-resources/autograding-python-grader@v1\n"
			   "      with:\n"
			   "        timeout: 1\n"
			   "        max-score: 10\n"
			   "        setup-command: ''\n"
			   "    - name: Autograding Reporter\n"
			   "      uses: classroom-resources/autograding-grading-reporter@v1\n"
			   "      env:\n"
			   "        SAYS-HELLO_RESULTS: \"${{steps.says-hello.outputs.result}}\"\n";

static bool has_finding(const struct mc_findings *findings, const char *part)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i].line > 0 && strstr(findings->items[i].message, part))
			return true;
	}
	return false;
}

static void test_graders(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(mc_classroom_flow_parse(&exercise, &findings, "r", "classroom.yml", flow, strlen(flow),
					  &toolbox));
	assert_int_equal(exercise->test_count, 3);
	assert_true(exercise->keeps_files && exercise->is_laid_at_root);
	const struct mc_test *io = &exercise->tests[0];

	assert_string_equal(io->id, "says-hello");
	assert_int_equal(io->kind, MC_TEST_IO);
	assert_string_equal(io->input, "Amal");
	assert_string_equal(io->out.text, "Hello, Amal");
	assert_int_equal(io->out.compare.mode, MC_COMPARE_CONTAINS);
	assert_int_equal(io->limits.wall_ms, 30000);
	assert_int_equal(io->points, 5000);
	assert_string_equal(io->run.items[4], "make");
	assert_int_equal(exercise->tests[1].kind, MC_TEST_SUITE);
	assert_int_equal(exercise->tests[1].format, MC_SUITE_EXIT);
	assert_int_equal(exercise->tests[1].limits.wall_ms, 600000);
	assert_int_equal(exercise->tests[2].format, MC_SUITE_JUNIT);
	assert_non_null(exercise->tests[2].suite->report);
	assert_null(exercise->tests[2].lacks);
	assert_true(has_finding(&findings, "'Node' is left out"));
	assert_true(has_finding(&findings, "unknown key 'input'"));
	assert_false(has_finding(&findings, "Checkout"));
	assert_false(has_finding(&findings, "Reporter"));
}

static void refuse(const char *text)
{
	struct mc_exercise *exercise = NULL;

	assert_err(MC_E_INPUT, mc_classroom_flow_parse(&exercise, NULL, "r", "classroom.yml", text,
						       strlen(text), &toolbox));
	assert_null(exercise);
}

#define STEP(with) \
	"jobs: {a: {steps: [{uses: classroom-resources/autograding-io-grader@v1, with: {" with "}}]}}\n"

static void test_faults(void **state)
{
	(void)state;
	refuse("");
	refuse("a: [");
	refuse("jobs: {a: {steps: [{run: make}]}}\n");
	refuse("jobs: []\n");
	refuse(STEP("test-name: a, command: '', expected-output: b, comparison-method: exact"));
	refuse(STEP("test-name: a, command: [b], expected-output: b, comparison-method: exact"));
	refuse(STEP("test-name: a, command: b, expected-output: '(', comparison-method: regex"));
	refuse(STEP("test-name: a, command: b, expected-output: c, comparison-method: exact, timeout: -1"));
	refuse(STEP(
		"test-name: a, command: b, expected-output: c, comparison-method: exact, max-score: nan"));
}

static void test_expressions(void **state)
{
	static const char text[] = STEP("test-name: a, command: 'echo ${{ secrets.A }}', expected-output: b, "
					"comparison-method: exact");
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(mc_classroom_flow_parse(&exercise, &findings, "r", "classroom.yml", text, strlen(text),
					  &toolbox));
	assert_true(has_finding(&findings, "expression of the workflow"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_graders),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_expressions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
