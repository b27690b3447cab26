/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "base/buf.h"
#include "course/suite_test.h"
#include "foreign/classroom50.h"
#include "foreign/python_regex.h"

static bool has_program(const char *name)
{
	return !strcmp(name, "sh") || !strcmp(name, "python3") || !strcmp(name, "make");
}

static bool has_path(const char *path)
{
	return !strcmp(path, "/usr/lib/python3/dist-packages/pytest");
}

static const struct mc_toolbox toolbox = { has_program, has_path, true, NULL };

static struct mc_err *parse(struct mc_exercise **exercise, struct mc_findings *findings, const char *text)
{
	MC_AUTO(mc_tree) bundle = MC_TREE_INIT;

	mc_tree_add(&bundle, "tests.json", "{}", 2, false);
	mc_tree_add(&bundle, "in.txt", "1\n2\n", 4, false);
	mc_tree_add(&bundle, "check.sh", "true\n", 5, true);
	mc_tree_add(&bundle, "out.txt", "3\n", 2, false);
	mc_tree_sort(&bundle);
	return mc_classroom50_parse(exercise, findings, "sum", "tests.json", text, strlen(text), &bundle,
				    &toolbox);
}

#define TESTS(tests) "{\"schema\": \"classroom50/tests/v1\", \"tests\": [" tests "]}"

static void refuse(const char *text)
{
	struct mc_exercise *exercise = NULL;

	assert_err(MC_E_INPUT, parse(&exercise, NULL, text));
	assert_null(exercise);
}

static void test_types(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(parse(
		&exercise, &findings,
		TESTS("{\"name\": \"Adds\", \"type\": \"io\", \"setup\": \"make\", \"run\": \"./sum\","
		      " \"input-file\": \"in.txt\", \"expected-file\": \"out.txt\","
		      " \"comparison\": \"exact\", \"timeout\": 5, \"points\": 3},"
		      "{\"name\": \"b\", \"type\": \"run\", \"run\": \"sh check.sh\", \"exit-code\": 2},"
		      "{\"name\": \"c\", \"type\": \"run\", \"run\": \"make\", \"failure-details\": "
		      "\"none\"},"
		      "{\"name\": \"d\", \"type\": \"python\", \"run\": \"python3 -m pytest\", \"points\": "
		      "7},"
		      "{\"name\": \"e\", \"type\": \"io\", \"run\": \"./sum\", \"expected\": \"a\\\\Z\","
		      " \"comparison\": \"regex\", \"show-output\": true}")));
	const struct mc_test *io = &exercise->tests[0];

	assert_int_equal(exercise->test_count, 5);
	assert_true(exercise->keeps_files && !exercise->is_laid_at_root);
	assert_string_equal(io->id, "adds");
	assert_int_equal(io->kind, MC_TEST_IO);
	assert_memory_equal(io->input, "1\n2\n", 4);
	assert_string_equal(io->out.text, "3\n");
	assert_int_equal(io->out.compare.mode, MC_COMPARE_EXACT);
	assert_true(io->out.compare.is_trimmed);
	assert_int_equal(io->exit_status, MC_EXIT_ANY);
	assert_int_equal(io->limits.wall_ms, 10000);
	assert_int_equal(io->points, 3000);
	assert_string_equal(io->env.items[0], "CLASSROOM50_BUNDLE_DIR=/box/tests");
	assert_int_equal(exercise->tests[1].exit_status, 2);
	assert_int_equal(exercise->tests[1].kind, MC_TEST_IO);
	assert_int_equal(exercise->tests[1].limits.wall_ms, 10000);
	assert_int_equal(exercise->tests[1].points, 0);
	assert_int_equal(exercise->tests[2].format, MC_SUITE_EXIT);
	assert_true(exercise->tests[2].is_hidden);
	assert_int_equal(exercise->tests[3].format, MC_SUITE_JUNIT);
	assert_string_equal(exercise->tests[3].run.items[2],
			    "python3 -m pytest --junit-xml=pytest-report.xml");
	assert_string_equal(exercise->tests[4].out.text, "a\\z");
	assert_false(exercise->tests[4].out.compare.is_trimmed);
	assert_int_equal(exercise->tests_files.count, 1);
	assert_non_null(mc_tree_find(&exercise->tests_files, "check.sh"));
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].pointer, "/tests/4/show-output");
}

static void test_defaults(void **state)
{
	static const char text[] =
		"{\"schema\": \"classroom50/tests/v1\", \"defaults\": {\"failure-details\": \"none\"},"
		" \"tests\": [{\"name\": \"a\", \"type\": \"run\", \"run\": \"true\"},"
		" {\"name\": \"b\", \"type\": \"run\", \"run\": \"true\", \"failure-details\": \"full\"}]}";
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(parse(&exercise, NULL, text));
	assert_true(exercise->tests[0].is_hidden);
	assert_false(exercise->tests[1].is_hidden);
}

#define RUN(more) TESTS("{\"name\": \"a\", \"type\": \"run\", \"run\": \"true\"" more "}")
#define OUT(more) TESTS("{\"name\": \"a\", \"type\": \"io\", \"run\": \"true\"" more "}")

static void test_defaults_of_another_type(void **state)
{
	(void)state;
	refuse("{\"schema\": \"classroom50/tests/v1\", \"defaults\": [{\"failure-details\": \"none\"}], "
	       "\"tests\": [{\"name\": \"a\", \"type\": \"run\", \"run\": \"make\"}]}");
	refuse("{\"schema\": \"classroom50/tests/v1\", \"defaults\": 1, "
	       "\"tests\": [{\"name\": \"a\", \"type\": \"run\", \"run\": \"make\"}]}");
	refuse("[[1]]");
}

static void test_faults(void **state)
{
	(void)state;
	refuse("{}");
	refuse("{\"schema\": \"classroom50/tests/v2\", \"tests\": [{\"name\": \"a\", \"type\": \"run\", "
	       "\"run\": \"a\"}]}");
	refuse("{\"schema\": \"classroom50/tests/v1\", \"tests\": [], \"more\": 1}");
	refuse(TESTS(""));
	refuse(TESTS("1"));
	refuse(TESTS("{\"type\": \"run\", \"run\": \"true\"}"));
	refuse(TESTS("{\"name\": \"a\", \"type\": \"html\", \"run\": \"true\"}"));
	refuse(TESTS("{\"name\": \"a\", \"type\": \"run\"}"));
	refuse(TESTS("{\"name\": \"a\", \"type\": \"run\", \"run\": \"true\"}, "
		     "{\"name\": \"a\", \"type\": \"run\", \"run\": \"true\"}"));
	refuse(RUN(", \"output\": \"b\""));
	refuse(RUN(", \"expected\": \"b\""));
	refuse(RUN(", \"timeout\": 601"));
	refuse(RUN(", \"timeout\": 1.5"));
	refuse(RUN(", \"points\": \"2\""));
	refuse(RUN(", \"exit-code\": 256"));
	refuse(RUN(", \"failure-details\": \"some\""));
	refuse(OUT(""));
	refuse(OUT(", \"comparison\": \"included\""));
	refuse(OUT(", \"comparison\": \"regex\", \"expected\": \"(\""));
	refuse(OUT(", \"comparison\": \"exact\", \"expected\": \"a\", \"exit-code\": 0"));
	refuse(OUT(", \"comparison\": \"exact\", \"expected-file\": \"../a\""));
	refuse(OUT(", \"comparison\": \"exact\", \"expected-file\": \"out.txt\", \"expected\": \"a\""));
}

static void test_python_patterns(void **state)
{
	static const char *const pairs[][2] = {
		{ "^a$", "^a$" },
		{ "\\u00e9\\U0001F600", "\\x{00e9}\\x{0001F600}" },
		{ "a\\Z", "a\\z" },
		{ "\\\\Z\\u12", "\\\\Z\\u12" },
		{ "(?P<n>a)(?P=n)", "(?P<n>a)(?P=n)" },
		{ "a\\", "a\\" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(pairs); i++) {
		MC_AUTO(mc_buf) pcre = MC_BUF_INIT;

		mc_python_regex_translate(&pcre, pairs[i][0]);
		assert_string_equal(pcre.ptr, pairs[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_defaults_of_another_type),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_python_patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
