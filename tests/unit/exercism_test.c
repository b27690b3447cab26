/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "foreign/exercism.h"
#include "os/file.h"
#include "temp.h"

static bool has_all(const char *name)
{
	(void)name;
	return true;
}

static bool has_none(const char *name)
{
	(void)name;
	return false;
}

static const struct mc_toolbox full = { has_all, has_all, false, NULL };
static const struct mc_toolbox empty = { has_none, has_none, true, NULL };

static struct mc_exercise *open_sample(const char *dir, const struct mc_toolbox *toolbox)
{
	struct mc_exercise *exercise = NULL;

	assert_ok(mc_exercism_open(&exercise, NULL, dir, toolbox));
	assert_string_equal(exercise->source_format, "exercism");
	assert_true(exercise->has_foreign_layout);
	assert_int_equal(exercise->test_count, 1);
	assert_int_equal(exercise->tests[0].kind, MC_TEST_SUITE);
	assert_int_equal(strlen(exercise->hash), 64);
	return exercise;
}

static void test_c(void **state)
{
	MC_AUTOPTR(mc_exercise) exercise = open_sample("tests/corpus/exercism/c/twice", &full);
	const struct mc_tree_file *test = mc_tree_find(&exercise->tests_files, "test_twice.c");

	(void)state;
	assert_string_equal(exercise->id, "twice");
	assert_int_equal(exercise->submit.count, 2);
	assert_string_equal(exercise->submit.items[0], "twice.c");
	assert_string_equal(exercise->build.items[0], "make");
	assert_int_equal(exercise->tests[0].format, MC_SUITE_TAP);
	assert_int_equal(exercise->tests[0].case_count, 3);
	assert_int_equal(exercise->tests[0].points, 3000);
	assert_non_null(test);
	assert_null(strstr(test->data, "TEST_IGNORE()"));
	assert_non_null(strstr(test->data, "CHECK_EQUAL(-2, twice(-1));"));
	assert_non_null(mc_tree_find(&exercise->tests_files, "makefile"));
	assert_non_null(mc_tree_find(&exercise->tests_files, "test-framework/unity.c"));
	assert_non_null(mc_tree_find(&exercise->starter, "twice.c"));
	/* neither the student's files nor the solution are laid by us */
	assert_null(mc_tree_find(&exercise->tests_files, "twice.c"));
	assert_null(mc_tree_find(&exercise->tests_files, ".meta/example.c"));
}

static void test_bash(void **state)
{
	MC_AUTOPTR(mc_exercise) exercise = open_sample("tests/corpus/exercism/bash/shout", &full);
	const struct mc_test *test = &exercise->tests[0];

	(void)state;
	assert_int_equal(test->case_count, 2);
	assert_string_equal(test->run.items[0], "bats");
	assert_string_equal(test->run.items[2], "shout.bats");
	assert_null(test->run.items[3]);
	assert_string_equal(test->env.items[0], "BATS_RUN_SKIPPED=true");
	assert_int_equal(exercise->build.count, 0);
	assert_non_null(mc_tree_find(&exercise->tests_files, "sample-helper.bash"));
}

static void test_python(void **state)
{
	MC_AUTOPTR(mc_exercise) exercise = open_sample("tests/corpus/exercism/python/half", &full);
	const struct mc_test *test = &exercise->tests[0];

	(void)state;
	assert_int_equal(test->format, MC_SUITE_TAP);
	assert_string_equal(test->run.items[0], "python3");
	assert_non_null(mc_tree_find(&exercise->tests_files, test->run.items[2]));
	assert_string_equal(test->run.items[3], "half_test.py");
	assert_int_equal(test->points, 1000);
}

static void test_missing_tools(void **state)
{
	MC_AUTOPTR(mc_exercise) c = open_sample("tests/corpus/exercism/c/twice", &empty);
	MC_AUTOPTR(mc_exercise) bash = open_sample("tests/corpus/exercism/bash/shout", &empty);
	MC_AUTOPTR(mc_exercise) python = open_sample("tests/corpus/exercism/python/half", &empty);

	(void)state;
	assert_string_equal(c->tests[0].lacks, "make");
	assert_int_equal(c->build.count, 0); /* so that it cannot fail in the student's name */
	assert_string_equal(bash->tests[0].lacks, "bats");
	assert_string_equal(python->tests[0].lacks, "python3");
}

static void test_what_solutions_use(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(mc_exercism_open(&exercise, &findings, "tests/corpus/exercism/bash/shout", &empty));
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.error_count, 0);
	assert_non_null(strstr(findings.items[0].message, "'gawk'"));
}

static void test_reference(void **state)
{
	MC_AUTOPTR(mc_exercise) c = open_sample("tests/corpus/exercism/c/twice", &full);
	MC_AUTOPTR(mc_exercise) python = open_sample("tests/corpus/exercism/python/half", &full);

	(void)state;
	assert_int_equal(c->reference.count, 2);
	assert_non_null(strstr(mc_tree_find(&c->reference, "twice.c")->data, "return 2 * number;"));
	assert_non_null(strstr(mc_tree_find(&c->reference, "twice.h")->data,
			       "#ifndef TWICE_H")); /* that of the stub */
	assert_non_null(strstr(mc_tree_find(&python->reference, "half.py")->data, "raise ValueError"));
}

/* A folder with this configuration and a test file for C. */
static void refuse(const char *dir, const char *config)
{
	MC_AUTOTEXT meta = mc_path_join(dir, ".meta");
	MC_AUTOTEXT path = mc_path_join(dir, MC_EXERCISM_FILE);
	MC_AUTOTEXT test = mc_path_join(dir, "test_a.c");
	struct mc_exercise *exercise = NULL;

	assert_ok(mc_file_make_dirs(meta));
	temp_put(path, config);
	temp_put(test, "");
	assert_err(MC_E_INPUT, mc_exercism_open(&exercise, NULL, dir, &full));
}

static void test_refused(void **state)
{
	(void)state;
	refuse("1", "{");
	refuse("2", "{\"files\": {\"solution\": [\"a.c\"]}}");
	refuse("3", "{\"files\": {\"solution\": [\"../a.c\"], \"test\": [\"test_a.c\"]}}");
	refuse("4", "{\"files\": {\"solution\": \"a.c\", \"test\": [\"test_a.c\"]}}");
	refuse("5", "{\"files\": {\"solution\": [\"a.rb\"], \"test\": [\"a_test.rb\"]}}");
	refuse("6", "{\"files\": {\"solution\": [\"a.sh\"], \"test\": [\"a.bats\"]}}");	 /* there is none */
	refuse("7", "{\"files\": {\"solution\": [\"a.c\"], \"test\": [\"test_a.c\"]}}"); /* no makefile */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_c),
		cmocka_unit_test(test_bash),
		cmocka_unit_test(test_python),
		cmocka_unit_test(test_missing_tools),
		cmocka_unit_test(test_reference),
		cmocka_unit_test(test_what_solutions_use),
		cmocka_unit_test_setup_teardown(test_refused, temp_enter, temp_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
