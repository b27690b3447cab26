/* SPDX-License-Identifier: MIT */
#include "course/curriculum.h"

#include <string.h>

#include "check.h"
#include "os/file.h"
#include "temp.h"

#define CURRICULUM \
	"{\"schema\": \"migracode/curriculum/v1\", \"id\": \"c\", \"version\": \"1.2.0\", \"title\": " \
	"{\"en\": \"C\"}, " \
	"\"languages\": [\"en\", \"es\"], \"modules\": [\"two\", \"one\"], \"hours\": 40, \"licence\": " \
	"\"CC-BY-4.0\"}"
#define MODULE(id, more) \
	"{\"schema\": \"migracode/module/v1\", \"id\": \"" id \
	"\", \"title\": \"M\", \"kind\": \"project\", \"hours\": 1.5" more "}"

static void lay(void)
{
	assert_ok(mc_file_make_dirs("modules/one/b-task"));
	assert_ok(mc_file_make_dirs("modules/one/a-task"));
	assert_ok(mc_file_make_dirs("modules/one/c-task"));
	assert_ok(mc_file_make_dirs("modules/one/pictures"));
	assert_ok(mc_file_make_dirs("modules/two/task"));
	temp_put("curriculum.json", CURRICULUM);
	temp_put("modules/one/module.json",
		 MODULE("one", ", \"exercises\": [\"c-task\", \"a-task\", \"b-task\"]"));
	temp_put("modules/two/module.json", MODULE("two", ""));
	temp_put("modules/one/a-task/exercise.json", "{}");
	temp_put("modules/one/b-task/exercise.json", "{}");
	temp_put("modules/one/c-task/exercise.json", "{}");
	temp_put("modules/two/task/exercise.json", "{}");
}

static void walks_modules_and_exercises_in_order(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;

	lay();
	assert_ok(mc_curriculum_open(&curriculum, &findings, "."));
	assert_int_equal(findings.count, 0);
	assert_int_equal(curriculum->module_count, 2);
	assert_string_equal(curriculum->modules[0]->id, "two");
	assert_int_equal(curriculum->modules[0]->kind, MC_MODULE_PROJECT);
	assert_int_equal(curriculum->exercise_dirs.count, 4);
	assert_string_equal(curriculum->exercise_dirs.items[0], "modules/two/task");
	assert_string_equal(curriculum->exercise_dirs.items[1], "modules/one/c-task");
	assert_string_equal(curriculum->exercise_dirs.items[3], "modules/one/b-task");
	assert_string_equal(curriculum->languages.items[1], "es");
}

/* Reading must fail with count errors, the first with this message and path. */
static void finds(size_t count, const char *path, const char *message)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	struct mc_curriculum *curriculum = NULL;
	MC_AUTOPTR(mc_err) err = mc_curriculum_open(&curriculum, &findings, ".");

	if (!err)
		fail_msg("accepted, expected '%s'", message);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_int_equal(findings.error_count, count);
	assert_string_equal(findings.items[0].path, path);
	if (!strstr(findings.items[0].message, message))
		fail_msg("said '%s', expected '%s'", findings.items[0].message, message);
}

static void names_what_is_wrong_in_any_of_the_files(void **state)
{
	(void)state;
	lay();
	temp_put("modules/one/module.json", MODULE("one", ", \"hour\": 1, \"exercises\": [\"c-tusk\"]"));
	finds(2, "modules/one/module.json", "unknown key 'hour'");
	temp_put("modules/one/module.json", "{\"schema\": 1");
	finds(1, "modules/one/module.json", "ends before");
	assert_int_equal(unlink("modules/one/module.json"), 0);
	finds(1, "curriculum.json", "no 'modules/one/module.json'");
	temp_put("curriculum.json",
		 "{\"schema\": \"migracode/curriculum/v1\", \"id\": \"c\", \"version\": \"1.0\", \"title\": "
		 "\"C\", \"languages\": [\"english\"], \"modules\": [], \"hours\": -1, \"licence\": \"\"}");
	finds(4, "curriculum.json", "'1.0' is not a version");
	assert_int_equal(unlink("curriculum.json"), 0);
	struct mc_curriculum *curriculum = NULL;

	assert_err(MC_E_INPUT, mc_curriculum_open(&curriculum, NULL, "."));
}

static void warns_of_what_is_not_listed(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;

	lay();
	temp_put("modules/one/module.json", MODULE("one", ", \"exercises\": [\"c-task\", \"a-task\"]"));
	assert_ok(mc_file_make_dirs("modules/three"));
	temp_put("modules/three/module.json", MODULE("three", ""));
	assert_ok(mc_curriculum_open(&curriculum, &findings, "."));
	assert_int_equal(findings.count, 2);
	assert_int_equal(findings.error_count, 0);
	assert_string_equal(findings.items[0].message, "the exercise 'b-task' is not listed");
	assert_string_equal(findings.items[1].message, "the module 'three' is not listed");
	assert_int_equal(curriculum->exercise_dirs.count, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(walks_modules_and_exercises_in_order, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(names_what_is_wrong_in_any_of_the_files, temp_enter,
						temp_leave),
		cmocka_unit_test_setup_teardown(warns_of_what_is_not_listed, temp_enter, temp_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
