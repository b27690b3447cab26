/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "course/data_test.h"
#include "course/exercise_write.h"
#include "foreign/kattis.h"

/* Path, text, path, text …, NULL */
#define PASS_FAIL "problem.yaml", "name: Sums\nlimits: {time_limit: 1.5}\n"
#define CASES \
	"data/sample/1.in", "1\n", "data/sample/1.ans", "2\n", "data/secret/a/2.in", "3\n", \
		"data/secret/a/2.ans", "4\n", "data/secret/b/3.in", "5\n", "data/secret/b/3.ans", "6\n"

static bool has_program(const char *name)
{
	return strcmp(name, "node") != 0;
}

static const struct mc_toolbox toolbox = { has_program, has_program, false, NULL };

static struct mc_err *parse(struct mc_exercise **exercise, struct mc_findings *findings,
			    const char *const *files)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	for (; *files; files += 2)
		mc_tree_add(&tree, files[0], files[1], strlen(files[1]), false);
	mc_tree_sort(&tree);
	return mc_kattis_parse(exercise, findings, "sums", &tree, &toolbox);
}

#define PACKAGE(...) ((const char *const[]){ __VA_ARGS__, NULL })

static bool has_finding(const struct mc_findings *findings, const char *path, unsigned line, const char *part)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct mc_finding *finding = &findings->items[i];

		if (finding->line == line && strstr(finding->path, path) && strstr(finding->message, part))
			return true;
	}
	return false;
}

static void refuse(const char *path, const char *part, const char *const *files)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	assert_err(MC_E_INPUT, parse(&exercise, &findings, files));
	assert_null(exercise);
	for (size_t i = 0; i < findings.count; i++) {
		if (findings.items[i].is_error && strstr(findings.items[i].path, path) &&
		    strstr(findings.items[i].message, part))
			return;
	}
	fail_msg("no error '%s'", part);
}

static void test_pass_fail(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(parse(&exercise, &findings,
			PACKAGE(PASS_FAIL, CASES, "submissions/accepted/a.py", "print(2)\n")));
	assert_int_equal(exercise->test_count, 2);
	assert_string_equal(exercise->title.texts[0], "Sums");
	assert_int_equal(exercise->limits.cpu_ms, 1500);
	const struct mc_test *sample = &exercise->tests[0];
	const struct mc_test *secret = &exercise->tests[1];

	assert_int_equal(sample->points, 0);
	assert_int_equal(secret->points, 1000);
	assert_false(sample->is_hidden);
	assert_true(secret->is_hidden);
	assert_int_equal(secret->need_count, 1);
	assert_true(secret->data->is_pass_fail);
	assert_int_equal(secret->data->case_count, 2);
	assert_string_equal(secret->data->cases[1].name, "b/3");
	assert_string_equal(secret->data->cases[1].input_path, "data/secret/b/3.in");
	assert_true(secret->data->cases[0].answer.compare.is_kattis);
	assert_int_equal(exercise->reference.count, 1);
}

static void test_groups(void **state)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(
		parse(&exercise, NULL,
		      PACKAGE("problem.yaml", "type: scoring\nvalidator_flags: case_sensitive\n", CASES,
			      "data/secret/testdata.yaml",
			      "on_reject: continue\ngrader_flags: accept_if_any_accepted\naccept_score: 7\n",
			      "data/secret/a/testdata.yaml",
			      "on_reject: break\ngrader_flags: min\naccept_score: 40\nrange: 0 40\n"
			      "output_validator_flags: float_tolerance 0.5\n")));
	const struct mc_data_test *data = exercise->tests[1].data;

	assert_int_equal(data->group_count, 3);
	assert_true(data->groups[0].accepts_any);
	assert_true(data->groups[1].breaks);
	assert_false(data->groups[2].breaks);
	assert_int_equal(data->groups[1].score, MC_DATA_MIN);
	assert_int_equal(data->groups[1].max, 40000);
	assert_int_equal(data->groups[2].max, 7000);
	assert_int_equal(exercise->tests[1].points, 47000);
	assert_int_equal(exercise->tests[0].points, 1000);
	assert_true(data->cases[1].answer.compare.is_case_sensitive);
	assert_true(data->cases[0].answer.compare.float_absolute > 0.4);
	assert_true(data->cases[1].answer.compare.float_absolute < 0);
}

static void test_checker(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(parse(&exercise, &findings,
			PACKAGE("problem.yaml",
				"validation: custom interactive\nvalidator_flags: a  b\nlimits: "
				"{validation_time: 3}\n",
				CASES, "output_validators/v/check.py", "exit(42)\n",
				"output_validators/w/other.py", "exit(43)\n")));
	const struct mc_checker *checker = exercise->tests[0].data->checker;

	assert_true(checker->is_interactive);
	assert_int_equal(checker->flags.count, 2);
	assert_int_equal(checker->limits.cpu_ms, 3000);
	assert_int_equal(checker->files.count, 1);
	assert_string_equal(checker->files.files[0].path, "check.py");
	assert_true(has_finding(&findings, "output_validators/w", 0, "only one"));
	refuse("problem.yaml", "there is no output validator",
	       PACKAGE("problem.yaml", "validation: custom\n", CASES));
	refuse("output_validators", "'node' is not installed",
	       PACKAGE("problem.yaml", "validation: custom\n", CASES, "output_validators/v.js", "1\n"));
}

static void test_submissions(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(parse(&exercise, &findings,
			PACKAGE(PASS_FAIL, CASES, "submissions/accepted/a.js", "1\n",
				"submissions/accepted/b/main.py", "1\n", "submissions/accepted/b/more.py",
				"1\n", "submissions/accepted/c.py", "1\n", "submissions/runtime_error/d.sh",
				"1\n", "submissions/time_limit_exceeded/e.c", "1\n",
				"submissions/accepted/f.py", "#!/usr/bin/python2\nprint 1\n",
				"submissions/odd/g.py", "1\n")));
	assert_int_equal(exercise->reference.count, 2);
	assert_non_null(mc_tree_find(&exercise->reference, "main.py"));
	assert_int_equal(exercise->wrong_count, 3);
	assert_string_equal(exercise->wrongs[0].name, "accepted/c.py");
	assert_int_equal(exercise->wrongs[0].expected, MC_EXPECT_ACCEPTED);
	assert_int_equal(exercise->wrongs[1].expected, MC_EXPECT_CRASH);
	assert_int_equal(exercise->wrongs[2].expected, MC_EXPECT_TIME);
	assert_true(has_finding(&findings, "accepted/a.js", 0, "'node' is not installed"));
	assert_true(has_finding(&findings, "accepted/f.py", 0, "python2"));
	assert_true(has_finding(&findings, "odd/g.py", 0, "promises nothing"));
}

/* test_group.yaml and constants of version 2025-09. */
static void test_newer(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(parse(&exercise, &findings,
			PACKAGE("problem.yaml",
				"problem_format_version: 2025-09\ntype: [scoring]\n"
				"constants: {k: {value: 5, tex: five}, n: 7}\n",
				CASES, "data/secret/b/4.in", "4\n", "data/secret/b/4.ans", "4\n",
				"data/secret/a/test_group.yaml",
				"max_score: 30\noutput_validator_args: [case_sensitive]\n",
				"data/secret/b/test_group.yaml",
				"max_score: 70\nscore_aggregation: sum\nrequire_pass: sample\n",
				"include/default/a.h", "{{k}} {{k.tex}} {{n.value}} {{{n}} {{no}} {{",
				"submissions/accepted/a.c", "int x;\n")));
	const struct mc_data_test *data = exercise->tests[1].data;
	const struct mc_tree_file *file = mc_tree_find(&exercise->tests_files, "include/default/a.h");

	assert_string_equal(file->data, "5 five 7 {7 {{no}} {{");
	assert_int_equal(exercise->tests[0].points, 0);
	assert_int_equal(exercise->tests[1].points, 100000);
	assert_int_equal(exercise->tests[1].need_count, 0);
	assert_true(data->groups[0].accepts_any);
	assert_true(data->groups[1].breaks);
	assert_int_equal(data->groups[1].max, 30000);
	assert_true(data->groups[2].accepts_any);
	assert_true(data->groups[2].accept > 34999 && data->groups[2].accept < 35001);
	assert_true(data->cases[0].answer.compare.is_case_sensitive);
	assert_false(data->cases[1].answer.compare.is_case_sensitive);
	assert_true(has_finding(&findings, "b/test_group.yaml", 3, "'require_pass'"));
	refuse("data/secret/a", "needs a 'max_score'",
	       PACKAGE("problem.yaml", "problem_format_version: 2025-09\ntype: scoring\n", CASES,
		       "data/secret/a/test_group.yaml", "score_aggregation: min\n"));
	refuse("test_group.yaml", "must be a number from 0",
	       PACKAGE("problem.yaml", "problem_format_version: 2025-09\ntype: scoring\n", CASES,
		       "data/secret/test_group.yaml", "max_score: unbounded\n"));
	refuse("test_group.yaml", "'args' has no equal",
	       PACKAGE("problem.yaml", "problem_format_version: 2025-09\n", CASES,
		       "data/secret/test_group.yaml", "args: [a]\n"));
}

static void test_faults(void **state)
{
	(void)state;
	refuse("problem.yaml", "unknown key 'nane'", PACKAGE("problem.yaml", "nane: x\n", CASES));
	refuse("problem.yaml", "version '2038'",
	       PACKAGE("problem.yaml", "problem_format_version: 2038\n", CASES));
	refuse("problem.yaml", "'multi-pass'",
	       PACKAGE("problem.yaml", "problem_format_version: 2023-07-draft\ntype: multi-pass\n", CASES));
	refuse("problem.yaml", "must be a number above 0",
	       PACKAGE("problem.yaml", "limits: {memory: many}\n", CASES));
	refuse("problem.yaml", "'limits' must be a map", PACKAGE("problem.yaml", "limits: [256]\n", CASES));
	refuse("problem.yaml", "needs a number behind it",
	       PACKAGE("problem.yaml", "validator_flags: float_tolerance\n", CASES));
	refuse("data/secret/a/testdata.yaml", "no flag 'maximum'",
	       PACKAGE(PASS_FAIL, CASES, "data/secret/a/testdata.yaml", "grader_flags: maximum\n"));
	refuse("data/secret/a/testdata.yaml", "'on_reject'",
	       PACKAGE(PASS_FAIL, CASES, "data/secret/a/testdata.yaml", "on_reject: perhaps\n"));
	refuse("data/secret/a/testdata.yaml", "two numbers",
	       PACKAGE(PASS_FAIL, CASES, "data/secret/a/testdata.yaml", "range: all\n"));
	refuse("data/secret", "no case in this folder", PACKAGE(PASS_FAIL));
	refuse("data/secret/4.ans", "belongs to no input",
	       PACKAGE(PASS_FAIL, CASES, "data/secret/4.ans", "1\n"));
}

/* What is said when a package is written as exercise.json. */
static void test_losses(void **state)
{
	MC_AUTO(mc_findings) lost = MC_FINDINGS_INIT;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	(void)state;
	assert_ok(
		parse(&exercise, NULL,
		      PACKAGE("problem.yaml",
			      "type: scoring\nvalidator_flags: space_change_sensitive float_tolerance 0.1\n",
			      CASES, "data/secret/a/deep/1.in", "1\n", "data/secret/a/deep/1.ans", "1\n",
			      "data/secret/testdata.yaml", "grader_flags: always_accept\n",
			      "data/secret/a/testdata.yaml", "grader_flags: max\nreject_score: 1\n",
			      "data/secret/b/testdata.yaml", "output_validator_flags: case_sensitive\n")));
	exercise->dir = "";
	assert_ok(mc_exercise_write(&tree, &lost, exercise));
	assert_true(has_finding(&lost, "", 0, "'max' of points in 'a' becomes 'sum'"));
	assert_true(has_finding(&lost, "", 0, "the points of 'a' are counted in another way"));
	assert_true(has_finding(&lost, "", 0, "'a/deep' lies in another one"));
	assert_true(has_finding(&lost, "", 0, "flags of their own"));
	assert_true(has_finding(&lost, "", 0, "white space is not compared"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pass_fail), cmocka_unit_test(test_groups),
		cmocka_unit_test(test_checker),	  cmocka_unit_test(test_submissions),
		cmocka_unit_test(test_newer),	  cmocka_unit_test(test_faults),
		cmocka_unit_test(test_losses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
