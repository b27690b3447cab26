/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/data_test.h"
#include "course/exercise.h"
#include "temp.h"

#define SPEC(keys) \
	"{\"schema\": \"migracode/exercise/v1\", \"id\": \"x\", \"title\": \"x\", \"tests\": [{\"id\": " \
	"\"d\", " \
	"\"kind\": \"data\", \"run\": \"./x\", " keys "}]}"

/* Makes an empty file for each name, with the folders above it. */
static void lay(const char *const names[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		MC_AUTOTEXT path = mc_strdup(names[i]);

		for (char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
			*slash = '\0';
			(void)mkdir(path, 0755);
			*slash = '/';
		}
		temp_put(path, path);
	}
}

static struct mc_err *open_spec(struct mc_exercise **exercise, struct mc_findings *findings, const char *spec)
{
	return mc_exercise_parse(exercise, findings, ".", spec, strlen(spec));
}

static void runs_cases_in_the_order_of_kattis(void **state)
{
	(void)state;
	static const char *const names[] = { "tests/d/b/1.in", "tests/d/b/1.ans",  "tests/d/b.in",
					     "tests/d/b.ans",  "tests/d/b-c/1.in", "tests/d/b-c/1.ans",
					     "tests/d/10.in",  "tests/d/10.out",   "tests/d/2.in",
					     "tests/d/2.ans",  "tests/d/a.args",   "tests/d/a.ans",
					     "tests/d/a.hint", "tests/d/B.in",	   "tests/d/B.ans" };
	static const char *const order[] = { "10", "2", "B", "a", "b/1", "b-c/1", "b" };
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	lay(names, MC_COUNT(names));
	assert_ok(open_spec(&exercise, NULL, SPEC("\"folder\": \"tests/d\"")));
	const struct mc_data_test *data = exercise->tests[0].data;

	assert_int_equal(data->case_count, MC_COUNT(order));
	for (size_t i = 0; i < MC_COUNT(order); i++)
		assert_string_equal(data->cases[i].name, order[i]);
	assert_string_equal(data->cases[0].input_path, "tests/d/10.in");
	assert_string_equal(data->cases[0].answer.text, "tests/d/10.out");
	assert_null(data->cases[3].input_path);
	assert_int_equal(data->cases[3].args.count, 1);
	assert_string_equal(data->cases[3].args.items[0], "tests/d/a.args");
	assert_string_equal(data->cases[3].hint, "tests/d/a.hint");
	assert_int_equal(data->group_count, 1);
}

static void keeps_cases_out_of_the_sandbox(void **state)
{
	(void)state;
	static const char *const names[] = { "tests/d/1.in", "tests/d/1.ans", "tests/other.txt" };
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	lay(names, MC_COUNT(names));
	assert_ok(open_spec(&exercise, NULL, SPEC("\"folder\": \"tests/d\"")));
	assert_int_equal(exercise->tests_files.count, 1);
	assert_string_equal(exercise->tests_files.files[0].path, "other.txt");
	assert_int_equal(exercise->case_files.count, 2);
}

static void a_changed_answer_changes_the_hash(void **state)
{
	(void)state;
	static const char *const names[] = { "tests/d/1.in", "tests/d/1.ans" };
	MC_AUTOPTR(mc_exercise) before = NULL;
	MC_AUTOPTR(mc_exercise) after = NULL;
	MC_AUTOPTR(mc_exercise) sum = NULL;

	lay(names, MC_COUNT(names));
	assert_ok(open_spec(&before, NULL, SPEC("\"folder\": \"tests/d\"")));
	assert_ok(open_spec(&sum, NULL, SPEC("\"folder\": \"tests/d\", \"score\": \"sum\"")));
	temp_put("tests/d/1.ans", "other");
	assert_ok(open_spec(&after, NULL, SPEC("\"folder\": \"tests/d\"")));
	assert_string_not_equal(before->hash, after->hash);
	assert_string_not_equal(before->hash, sum->hash);
}

static void groups_bring_their_points(void **state)
{
	(void)state;
	static const char *const names[] = {
		"tests/d/one/1.in",  "tests/d/one/1.ans",  "tests/d/two/1.in",
		"tests/d/two/1.ans", "tests/d/two/x/2.in", "tests/d/two/x/2.ans"
	};
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	lay(names, MC_COUNT(names));
	assert_ok(
		open_spec(&exercise, NULL,
			  SPEC("\"folder\": \"tests/d\", \"groups\": {\"two\": {\"points\": 2.5, \"score\": "
			       "\"sum\"}, \"one\": {\"points\": 1}}")));
	const struct mc_data_test *data = exercise->tests[0].data;

	assert_int_equal(exercise->tests[0].points, 3500);
	assert_int_equal(data->group_count, 3);
	assert_string_equal(data->groups[1].path, "one");
	assert_true(data->groups[1].breaks && !data->groups[2].breaks && !data->groups[0].breaks);
	assert_int_equal((int)data->groups[1].accept, 1000);
	assert_int_equal((int)data->groups[2].accept, 1250);
	assert_int_equal(data->cases[2].group, 2);
}

/* What is wrong with the files, and where it is said. */
static void names_the_file_that_is_at_fault(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		const char *spec;
		const char *said;
	} cases[] = {
		{ "tests/d/3.in", SPEC("\"folder\": \"tests/d\""), "tests/d/3.in: this case has no answer" },
		{ "tests/d/4.ans", SPEC("\"folder\": \"tests/d\""),
		  "tests/d/4.ans: this answer belongs to no input" },
		{ "tests/d/1.out", SPEC("\"folder\": \"tests/d\""),
		  "tests/d/1.out: this case has an answer in" },
		{ "tests/e/x.txt", SPEC("\"folder\": \"tests/e\""),
		  "tests/e: there is no case in this folder" },
		{ "tests/d/x", SPEC("\"folder\": \"tests/none\""), "tests/none: there is no case in" },
		{ "tests/d/g/5.in", SPEC("\"folder\": \"tests/d\", \"groups\": {\"g\": {\"points\": 1}}"),
		  "tests/d/1: this case lies in no group" },
		{ "tests/d/x", SPEC("\"folder\": \"tests/d\", \"groups\": {\"h\": {\"points\": 1}}"),
		  "tests/d/h: there is no case in the folder of this group" },
	};

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		const char *const names[] = { "tests/d/1.in", "tests/d/1.ans", cases[i].name };
		MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
		MC_AUTO(mc_buf) said = MC_BUF_INIT;
		MC_AUTOPTR(mc_exercise) exercise = NULL;

		lay(names, MC_COUNT(names));
		assert_err(MC_E_INPUT, open_spec(&exercise, &findings, cases[i].spec));
		for (size_t k = 0; k < findings.count; k++) {
			mc_finding_print(&said, &findings.items[k]);
			mc_buf_addc(&said, '\n');
		}
		if (!strstr(said.ptr, cases[i].said))
			fail_msg("no '%s' in: %s", cases[i].said, said.ptr);
		assert_int_equal(remove(cases[i].name), 0);
	}
}

static void an_answer_must_be_comparable(void **state)
{
	(void)state;
	static const char *const names[] = { "tests/d/1.in", "tests/d/1.ans" };
	struct mc_exercise *exercise = NULL;

	lay(names, MC_COUNT(names));
	assert_err(MC_E_INPUT,
		   open_spec(&exercise, NULL, SPEC("\"folder\": \"tests/d\", \"compare\": \"json\"")));
	temp_put("tests/d/1.ans", "([");
	assert_err(MC_E_INPUT,
		   open_spec(&exercise, NULL, SPEC("\"folder\": \"tests/d\", \"compare\": \"regex\"")));
}

static void arguments_stand_one_on_a_line(void **state)
{
	(void)state;
	static const char *const names[] = { "tests/d/1.args", "tests/d/1.ans" };
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	lay(names, MC_COUNT(names));
	temp_put("tests/d/1.args", "two words\r\n\nlast");
	assert_ok(open_spec(&exercise, NULL, SPEC("\"folder\": \"tests/d\"")));
	const struct mc_texts *args = &exercise->tests[0].data->cases[0].args;

	assert_int_equal(args->count, 3);
	assert_string_equal(args->items[0], "two words");
	assert_string_equal(args->items[1], "");
	assert_string_equal(args->items[2], "last");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, temp_enter, temp_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(runs_cases_in_the_order_of_kattis), TEST(keeps_cases_out_of_the_sandbox),
		TEST(a_changed_answer_changes_the_hash), TEST(groups_bring_their_points),
		TEST(names_the_file_that_is_at_fault),	 TEST(an_answer_must_be_comparable),
		TEST(arguments_stand_one_on_a_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
