/* SPDX-License-Identifier: MIT */
#include "os/tree_read.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "check.h"
#include "os/file.h"
#include "temp.h"

static void takes_files_and_notes_the_rest(void **state)
{
	(void)state;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	const struct mc_tree_filter all = MC_TREE_FILTER_ALL;

	assert_ok(mc_file_make_dirs("a/b/.git"));
	assert_ok(mc_file_make_dirs(".git/hooks"));
	temp_put("a/b/z.txt", "zz");
	temp_put("a/b/.git/config", "secret");
	temp_put(".git/hooks/post-checkout", "#!/bin/sh");
	temp_put("run.sh", "echo");
	temp_put("two\nlines", "x");
	temp_put("bad\xff", "x");
	assert_int_equal(chmod("run.sh", 0755), 0);
	assert_int_equal(symlink("/etc/passwd", "a/passwd"), 0);
	assert_int_equal(symlink("..", "a/up"), 0);
	assert_int_equal(mkfifo("a/pipe", 0600), 0);
	assert_ok(mc_tree_read_dir(&tree, ".", &all));
	assert_int_equal(tree.count, 2);
	assert_string_equal(mc_tree_find(&tree, "a/b/z.txt")->data, "zz");
	assert_false(mc_tree_find(&tree, "a/b/z.txt")->is_executable);
	assert_true(mc_tree_find(&tree, "run.sh")->is_executable);
	assert_int_equal(tree.skip_count, 5);
	assert_string_equal(tree.skips[0].path, "a/passwd");
	assert_string_equal(tree.skips[0].reason, MC_SKIP_SYMLINK);
	assert_string_equal(tree.skips[1].reason, MC_SKIP_SPECIAL);
	assert_string_equal(tree.skips[4].path, "two?lines");
	assert_string_equal(tree.skips[4].reason, MC_SKIP_NAME);
}

static void enters_only_folders_that_a_glob_reaches(void **state)
{
	(void)state;
	static const char *const globs[] = { "main.c", "src/*/x.?" };
	const struct mc_tree_filter filter = {
		.globs = globs, .glob_count = 2, .max_files = 10, .max_bytes = 1000, .max_skips = 10
	};
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	assert_ok(mc_file_make_dirs("node_modules"));
	for (int i = 0; i < 50; i++) {
		char name[40];

		(void)snprintf(name, sizeof(name), "node_modules/%d", i);
		temp_put(name, "");
	}
	assert_ok(mc_file_make_dirs("src/deep/deeper"));
	temp_put("main.c", "1");
	temp_put("src/deep/x.c", "2");
	temp_put("src/deep/deeper/x.c", "3");
	temp_put("src/x.c", "4");
	assert_int_equal(symlink("/", "node_modules/link"), 0);
	assert_ok(mc_tree_read_dir(&tree, ".", &filter));
	assert_int_equal(tree.count, 2);
	assert_non_null(mc_tree_find(&tree, "src/deep/x.c"));
	assert_int_equal(tree.skip_count, 0);
}

static void stops_at_its_ceilings(void **state)
{
	(void)state;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	const struct mc_tree_filter two_files = { .max_files = 2, .max_bytes = 1000, .max_skips = 10 },
				    ten_bytes = { .max_files = 100, .max_bytes = 10, .max_skips = 10 };
	const struct mc_tree_filter all = MC_TREE_FILTER_ALL;

	temp_put("a", "12345");
	temp_put("b", "12345");
	assert_ok(mc_tree_read_dir(&tree, ".", &two_files));
	temp_put("c", "");
	assert_err(MC_E_LIMIT, mc_tree_read_dir(&tree, ".", &two_files));
	mc_tree_release(&tree);
	assert_ok(mc_tree_read_dir(&tree, ".", &ten_bytes));
	mc_tree_release(&tree);
	temp_put("c", "6");
	assert_err(MC_E_LIMIT, mc_tree_read_dir(&tree, ".", &ten_bytes));
	mc_tree_release(&tree);
	int fd = open("hole", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	assert_true(fd >= 0 && ftruncate(fd, (off_t)1 << 30) == 0 && close(fd) == 0);
	assert_err(MC_E_LIMIT, mc_tree_read_dir(&tree, ".", &all));
}

static void stops_at_depth_and_at_a_flood_of_entries(void **state)
{
	(void)state;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	const struct mc_tree_filter all = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_buf) path = MC_BUF_INIT;

	mc_buf_addz(&path, "deep");
	for (int i = 0; i < 70; i++)
		mc_buf_addz(&path, "/d");
	assert_ok(mc_file_make_dirs(path.ptr));
	assert_err(MC_E_LIMIT, mc_tree_read_dir(&tree, "deep", &all));
	assert_ok(mc_file_make_dirs("many"));
	for (int i = 0; i <= MC_TREE_MAX_ENTRIES; i++) {
		char name[40];

		(void)snprintf(name, sizeof(name), "many/%d", i);
		assert_int_equal(mkdir(name, 0700), 0);
	}
	assert_err(MC_E_LIMIT, mc_tree_read_dir(&tree, "many", &all));
	assert_err(MC_E_INPUT, mc_tree_read_dir(&tree, "missing", &all));
}

static void knows_what_cannot_lie_together(void **state)
{
	(void)state;
	assert_true(mc_tree_is_clash("tests", "tests/a.txt"));
	assert_true(mc_tree_is_clash("a/b/c", "a/b"));
	assert_false(mc_tree_is_clash("tests", "tests.txt"));
	assert_false(mc_tree_is_clash("a/b", "a/c"));
	assert_false(mc_tree_is_clash("a/b", "a/b"));
	assert_false(mc_tree_is_clash("a", "b"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(takes_files_and_notes_the_rest, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(enters_only_folders_that_a_glob_reaches, temp_enter,
						temp_leave),
		cmocka_unit_test(knows_what_cannot_lie_together),
		cmocka_unit_test_setup_teardown(stops_at_its_ceilings, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(stops_at_depth_and_at_a_flood_of_entries, temp_enter,
						temp_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
