/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "course/exercise.h"
#include "course/exercise_write.h"
#include "foreign/find.h"
#include "os/scratch.h"
#include "os/tree_read.h"
#include "os/tree_write.h"

static void check_exercise(const struct mc_exercise *exercise)
{
	MC_AUTO(mc_scratch) scratch = MC_SCRATCH_INIT;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTO(mc_findings) lost = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) again = NULL;

	assert_ok(mc_scratch_make(&scratch, NULL));
	assert_ok(mc_exercise_write(&tree, &lost, exercise));
	assert_ok(mc_tree_write_dir(&tree, scratch.path));
	assert_ok(mc_exercise_open(&again, NULL, scratch.path));
	if (strcmp(again->hash, exercise->hash) != 0)
		fail_msg("%s is another one after it was written:\n%s", exercise->id,
			 mc_tree_find(&tree, "exercise.json")->data);
	assert_int_equal(lost.count, 0);
	assert_int_equal(again->wrong_count, exercise->wrong_count);
	assert_string_equal(mc_words_pick(&again->title, "es"), mc_words_pick(&exercise->title, "es"));
}

static void test_shipped(void **state)
{
	MC_AUTO(mc_dir) dirs = MC_DIR_INIT;

	(void)state;
	assert_ok(mc_course_find(&dirs, "curricula"));
	assert_true(dirs.count > 5);
	for (size_t i = 0; i < dirs.count; i++) {
		MC_AUTOPTR(mc_exercise) exercise = NULL;

		assert_ok(mc_exercise_open(&exercise, NULL, dirs.names[i]));
		check_exercise(exercise);
	}
}

/* The examples of the schema have every key; no folder stands behind them. */
static void test_examples(void **state)
{
	static const char *const glob = "exercise-*.json";
	struct mc_tree_filter filter = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_tree) files = MC_TREE_INIT;

	(void)state;
	filter.globs = &glob;
	filter.glob_count = 1;
	assert_ok(mc_tree_read_dir(&files, "tests/corpus/spec/good", &filter));
	assert_true(files.count >= 8);
	for (size_t i = 0; i < files.count; i++) {
		const struct mc_tree_file *file = &files.files[i];
		MC_AUTOPTR(mc_exercise) exercise = NULL;
		MC_AUTOPTR(mc_exercise) again = NULL;
		MC_AUTO(mc_tree) tree = MC_TREE_INIT;

		assert_ok(mc_exercise_parse(&exercise, NULL, NULL, file->data, file->len));
		assert_ok(mc_exercise_write(&tree, NULL, exercise));
		const struct mc_tree_file *spec = mc_tree_find(&tree, "exercise.json");

		struct mc_err *err = mc_exercise_parse(&again, NULL, NULL, spec->data, spec->len);

		/* texts in files are empty here, which some kinds refuse */
		if (err && strstr(file->data, "\"file\":")) {
			mc_err_free(err);
			continue;
		}
		assert_ok(err);
		if (strcmp(again->hash, exercise->hash) != 0)
			fail_msg("%s is another one after it was written:\n%s", file->path, spec->data);
	}
}

#define SPEC_START "{\"schema\":\"migracode/exercise/v1\",\"id\":\"x\",\"title\":\"X\","

static struct mc_exercise *parse(const char *text)
{
	struct mc_exercise *exercise = NULL;

	assert_ok(mc_exercise_parse(&exercise, NULL, NULL, text, strlen(text)));
	return exercise;
}

static void test_odd_texts(void **state)
{
	static const char bytes[] = "\0\xff\n";
	MC_AUTOPTR(mc_exercise) exercise = parse(
		SPEC_START "\"tests\":[{\"id\":\"a\",\"kind\":\"io\",\"run\":[\"cat\"],\"stdout\":\"b\"}]}");
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	(void)state;
	exercise->tests[0].input = bytes;
	exercise->tests[0].input_len = sizeof(bytes) - 1;
	assert_ok(mc_exercise_write(&tree, NULL, exercise));
	const struct mc_tree_file *file = mc_tree_find(&tree, "texts/a.stdin");

	assert_non_null(file);
	assert_memory_equal(file->data, bytes, sizeof(bytes) - 1);
	assert_non_null(strstr(mc_tree_find(&tree, "exercise.json")->data,
			       "\"stdin\": {\"file\": \"texts/a.stdin\"}"));
}

static void test_beyond_the_ranges(void **state)
{
	MC_AUTOPTR(mc_exercise) exercise = parse(
		SPEC_START "\"tests\":[{\"id\":\"a\",\"kind\":\"build\"}],\"build\":{\"run\":\"make\"}}");
	MC_AUTOPTR(mc_exercise) again = NULL;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTO(mc_findings) lost = MC_FINDINGS_INIT;

	(void)state;
	exercise->tests[0].limits.cpu_ms = 14400000;
	exercise->tests[0].points = 5000 * 1000;
	assert_ok(mc_exercise_write(&tree, &lost, exercise));
	assert_int_equal(lost.count, 2);
	const struct mc_tree_file *spec = mc_tree_find(&tree, "exercise.json");

	assert_ok(mc_exercise_parse(&again, NULL, NULL, spec->data, spec->len));
	assert_int_equal(again->tests[0].limits.cpu_ms, 600000);
	assert_int_equal(again->tests[0].limits.wall_ms, 11000);
	assert_int_equal(again->tests[0].points, 1000 * 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_odd_texts),
		cmocka_unit_test(test_beyond_the_ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
