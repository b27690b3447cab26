/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "course/npm.h"
#include "os/scratch.h"

/* dir/course/exercise, with node_modules in course that has a program "tool". */
static void lay(struct mc_scratch *scratch)
{
	static const char *const folders[] = { "course", "course/exercise", "course/node_modules",
					       "course/node_modules/.bin", "other" };

	(void)unsetenv("MIGRACODE_NODE_MODULES");
	assert_ok(mc_scratch_make(scratch, NULL));
	for (size_t i = 0; i < MC_COUNT(folders); i++) {
		MC_AUTOTEXT path = mc_format("%s/%s", scratch->path, folders[i]);

		assert_int_equal(mkdir(path, 0755), 0);
	}
	MC_AUTOTEXT tool = mc_format("%s/course/node_modules/.bin/tool", scratch->path);
	FILE *file = fopen(tool, "w");

	assert_non_null(file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(tool, 0755), 0);
}

static char *find(const struct mc_scratch *scratch, const char *below)
{
	MC_AUTOTEXT dir = mc_format("%s/%s", scratch->path, below);

	return mc_npm_find(dir);
}

static void the_nearest_folder_upwards_is_found(void **state)
{
	MC_AUTO(mc_scratch) scratch = MC_SCRATCH_INIT;

	(void)state;
	lay(&scratch);
	MC_AUTOTEXT real = realpath(scratch.path, NULL);
	MC_AUTOTEXT wanted = mc_format("%s/course/node_modules", real);
	MC_AUTOTEXT from_exercise = find(&scratch, "course/exercise");
	MC_AUTOTEXT from_course = find(&scratch, "course");
	MC_AUTOTEXT from_beside = find(&scratch, "other");

	assert_string_equal(from_exercise, wanted);
	assert_string_equal(from_course, wanted);
	assert_true(!from_beside || strcmp(from_beside, wanted) != 0);
	assert_true(mc_npm_has_tool(wanted, "tool"));
	assert_false(mc_npm_has_tool(wanted, "other"));
	assert_false(mc_npm_has_tool(wanted, "../.bin/tool"));
	assert_false(mc_npm_has_tool(NULL, "tool"));
}

static void what_others_can_write_to_is_passed_over(void **state)
{
	MC_AUTO(mc_scratch) scratch = MC_SCRATCH_INIT;

	(void)state;
	lay(&scratch);
	MC_AUTOTEXT path = mc_format("%s/course/node_modules", scratch.path);

	assert_int_equal(chmod(path, 0777), 0);
	MC_AUTOTEXT found = find(&scratch, "course/exercise");

	assert_true(!found || !strstr(found, "/course/"));
}

static void the_environment_names_another(void **state)
{
	MC_AUTO(mc_scratch) scratch = MC_SCRATCH_INIT;

	(void)state;
	lay(&scratch);
	MC_AUTOTEXT named = mc_format("%s/other", scratch.path);
	MC_AUTOTEXT real = realpath(named, NULL);

	assert_int_equal(setenv("MIGRACODE_NODE_MODULES", named, 1), 0);
	MC_AUTOTEXT found = find(&scratch, "course/exercise");
	MC_AUTOTEXT without_folder = mc_npm_find(NULL);

	assert_string_equal(found, real);
	assert_string_equal(without_folder, real);
	assert_int_equal(setenv("MIGRACODE_NODE_MODULES", "/nonexistent", 1), 0);
	MC_AUTOTEXT missing = find(&scratch, "course/exercise");

	assert_null(missing);
	(void)unsetenv("MIGRACODE_NODE_MODULES");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_nearest_folder_upwards_is_found),
		cmocka_unit_test(what_others_can_write_to_is_passed_over),
		cmocka_unit_test(the_environment_names_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
