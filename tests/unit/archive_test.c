/* SPDX-License-Identifier: MIT */
#include "ext/archive.h"

#include <locale.h>
#include <string.h>

#include "check.h"
#include "os/tree_read.h"
#include "shell.h"
#include "temp.h"

static const struct mc_tree_filter all = MC_TREE_FILTER_ALL;

/* Reads the file x.zip both ways, which must say the same. */
static struct mc_err *read_zip(struct mc_tree *tree, const struct mc_tree_filter *filter)
{
	MC_AUTO(mc_tree) here = MC_TREE_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	MC_TRY(mc_buf_read_file(&bytes, "x.zip", 1u << 24));
	struct mc_err *err = mc_archive_read(tree, bytes.ptr, bytes.len, filter);
	MC_AUTOPTR(mc_err) err_here = mc_archive_read_here(&here, bytes.ptr, bytes.len, filter);

	assert_true(!err == !err_here);
	if (err)
		assert_string_equal(err->msg, err_here->msg);
	else
		assert_int_equal(here.count, tree->count);
	return err;
}

static void zip_files_of_others_are_read(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	(void)state;
	shell(".", "python3 -c 'import zipfile\n"
		   "z = zipfile.ZipFile(\"x.zip\", \"w\")\n"
		   "z.writestr(\"b/\", \"\")\n"
		   "z.writestr(\"b/stored.txt\", \"as it is\")\n"
		   "z.writestr(\"a.csv\", \"packed \" * 1000, zipfile.ZIP_DEFLATED)\n"
		   "z.writestr(\"b/\\u00f1.txt\", \"name\")\n"
		   "z.writestr(\"empty\", \"\")\n'");
	assert_ok(read_zip(&tree, &all));
	assert_int_equal(tree.count, 4);
	assert_int_equal(mc_tree_find(&tree, "a.csv")->len, 7000);
	assert_string_equal(mc_tree_find(&tree, "b/stored.txt")->data, "as it is");
	assert_int_equal(mc_tree_find(&tree, "empty")->len, 0);
	assert_int_equal(tree.skip_count, 0);
}

static void only_what_is_wanted_is_read(void **state)
{
	static const char *const globs[] = { "*.csv" };
	const struct mc_tree_filter filter = {
		.globs = globs, .glob_count = 1, .max_files = 1, .max_bytes = 4, .max_skips = 5
	};
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	(void)state;
	shell(".", "python3 -c 'import zipfile\n"
		   "z = zipfile.ZipFile(\"x.zip\", \"w\")\n"
		   "z.writestr(\"big.bin\", \"x\" * 100)\n"
		   "z.writestr(\"a.csv\", \"1234\")\n'");
	assert_ok(read_zip(&tree, &filter));
	assert_int_equal(tree.count, 1);
}

static void names_that_leave_the_folder_and_links_are_passed_over(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	(void)state;
	shell(".", "python3 -c 'import zipfile\n"
		   "z = zipfile.ZipFile(\"x.zip\", \"w\")\n"
		   "z.writestr(\"../up\", \"1\")\n"
		   "z.writestr(\"/abs\", \"1\")\n"
		   "z.writestr(\"good\", \"1\")\n"
		   "i = zipfile.ZipInfo(\"link\"); i.create_system = 3; i.external_attr = 0o120777 << 16\n"
		   "z.writestr(i, \"/etc/passwd\")\n'");
	assert_ok(read_zip(&tree, &all));
	assert_int_equal(tree.count, 1);
	assert_int_equal(tree.skip_count, 3);
	assert_string_equal(tree.skips[2].reason, MC_SKIP_SYMLINK);
}

static void bombs_end_at_the_limit(void **state)
{
	const struct mc_tree_filter filter = { .max_files = 10, .max_bytes = 1000 * 1000 };
	const struct mc_tree_filter few = { .max_files = 1, .max_bytes = 1000 * 1000 };
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	(void)state;
	shell(".", "python3 -c 'import zipfile\n"
		   "z = zipfile.ZipFile(\"x.zip\", \"w\", zipfile.ZIP_DEFLATED)\n"
		   "z.writestr(\"a\", b\"0\" * 50000000)\n'");
	assert_err(MC_E_LIMIT, read_zip(&tree, &filter));
	shell(".", "python3 -c 'import zipfile\n"
		   "z = zipfile.ZipFile(\"x.zip\", \"w\")\n"
		   "z.writestr(\"a\", \"1\")\n"
		   "z.writestr(\"b\", \"1\")\n'");
	assert_err(MC_E_LIMIT, read_zip(&tree, &few));
}

static void what_is_no_zip_file_is_refused(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTO(mc_buf) whole = MC_BUF_INIT;

	(void)state;
	temp_put("x.zip", "a,b\n1,2\n");
	assert_err(MC_E_INPUT, read_zip(&tree, &all));
	temp_put("x.zip", "");
	assert_err(MC_E_INPUT, read_zip(&tree, &all));
	shell(".", "python3 -c 'import zipfile\n"
		   "z = zipfile.ZipFile(\"x.zip\", \"w\", zipfile.ZIP_DEFLATED)\n"
		   "z.writestr(\"a\", \"some text \" * 1000)\n'");
	assert_ok(mc_buf_read_file(&whole, "x.zip", 1u << 20));
	whole.ptr[45] = (char)~whole.ptr[45];
	assert_err(MC_E_INPUT, mc_archive_read(&tree, whole.ptr, whole.len, &all));
	assert_int_equal(tree.count, 0);
}

static void what_is_written_others_can_read(void **state)
{
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;
	MC_AUTO(mc_tree) again = MC_TREE_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;

	(void)state;
	mc_tree_add(&tree, "users.csv", "a,b\r\n", 5, false);
	mc_tree_add(&tree, "empty.csv", "", 0, false);
	mc_tree_sort(&tree);
	assert_ok(mc_archive_write(&out, &tree, 1768258800));
	assert_ok(mc_archive_write(&second, &tree, 1768258800));
	assert_int_equal(out.len, second.len);
	assert_memory_equal(out.ptr, second.ptr, out.len);
	FILE *file = fopen("x.zip", "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(out.ptr, 1, out.len, file), out.len);
	assert_int_equal(fclose(file), 0);
	assert_ok(read_zip(&again, &all));
	assert_int_equal(again.count, 2);
	shell(".", "python3 -c 'import zipfile\n"
		   "z = zipfile.ZipFile(\"x.zip\"); assert z.testzip() is None\n"
		   "assert z.namelist() == [\"empty.csv\", \"users.csv\"]\n"
		   "assert z.read(\"users.csv\") == b\"a,b\\r\\n\" and z.read(\"empty.csv\") == b\"\"\n'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(zip_files_of_others_are_read, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(only_what_is_wanted_is_read, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(names_that_leave_the_folder_and_links_are_passed_over,
						temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(bombs_end_at_the_limit, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(what_is_no_zip_file_is_refused, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(what_is_written_others_can_read, temp_enter, temp_leave),
	};

	/* As the program does; names need it. */
	(void)setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
