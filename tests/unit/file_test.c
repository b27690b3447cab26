/* SPDX-License-Identifier: MIT */
#include "os/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "check.h"
#include "temp.h"

static int entries(const char *path)
{
	DIR *dir = opendir(path);
	int count = 0;

	assert_non_null(dir);
	while (readdir(dir))
		count++;
	(void)closedir(dir);
	return count - 2;
}

static void replaces_a_file_whole(void **state)
{
	(void)state;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct stat st;

	assert_ok(mc_file_write_atomic("f", "old content", 11, 0600));
	assert_ok(mc_file_write_atomic("f", "new", 3, 0644));
	assert_ok(mc_buf_read_file(&text, "f", 100));
	assert_string_equal(text.ptr, "new");
	assert_int_equal(stat("f", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0644);
	assert_int_equal(entries("."), 1);
}

/* A limit on the size of files fails the write half-way, as a full disk does. */
static void an_empty_file_is_an_empty_text(void **state)
{
	(void)state;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	/* So that the memory that the text gets is not zero by chance. */
	char *used = memset(mc_alloc(4096), 'x', 4096);

	free(used);
	assert_ok(mc_file_write_atomic("empty", "", 0, 0600));
	assert_ok(mc_buf_read_file(&text, "empty", 100));
	assert_string_equal(text.ptr, "");
}

static void keeps_the_old_file_when_the_disk_is_full(void **state)
{
	(void)state;
	static char big[100000];
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct rlimit old, small;

	assert_ok(mc_file_write_atomic("f", "old", 3, 0600));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){ 4096, old.rlim_max };
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	struct mc_err *err = mc_file_write_atomic("f", big, sizeof(big), 0600);

	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_non_null(err);
	assert_int_equal(err->code, MC_E_IO);
	mc_err_free(err);
	assert_ok(mc_buf_read_file(&text, "f", 100));
	assert_string_equal(text.ptr, "old");
	assert_int_equal(entries("."), 1);
}

static void says_when_there_is_no_folder(void **state)
{
	(void)state;
	assert_err(MC_E_IO, mc_file_write_atomic("no/f", "x", 1, 0600));
	assert_ok(mc_file_write_atomic("plain", "x", 1, 0600));
	assert_err(MC_E_IO, mc_file_make_dirs("plain/sub"));
	assert_ok(mc_file_make_dirs("a/b/c"));
	assert_ok(mc_file_make_dirs("a/b/c"));
	assert_true(mc_file_is_dir("a/b/c"));
	assert_false(mc_file_is_regular("a/b/c"));
	assert_true(mc_file_is_regular("plain"));
	assert_int_equal(symlink("nowhere", "link"), 0);
	assert_true(mc_file_exists("link"));
	assert_false(mc_file_is_dir("link"));
}

static void takes_paths_apart(void **state)
{
	static const struct {
		const char *path, *parent, *name;
	} cases[] = {
		{ "a/b", "a", "b" },  { "a", ".", "a" },    { "/a", "/", "a" },
		{ "a/b/", "a", "b" }, { "a//b", "a", "b" },
	};
	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTOTEXT parent = mc_path_parent(cases[i].path);
		MC_AUTOTEXT name = mc_path_name(cases[i].path);

		assert_string_equal(parent, cases[i].parent);
		assert_string_equal(name, cases[i].name);
	}
	MC_AUTOTEXT plain = mc_path_join(".", "x");
	MC_AUTOTEXT joined = mc_path_join("a/", "x");

	assert_string_equal(plain, "x");
	assert_string_equal(joined, "a/x");
}

/* FUSE answers for itself when it is asked by a user that it does not serve, so that no program need be
 * behind it. */
static void a_folder_that_others_may_share_is_known(void **state)
{
	MC_AUTOFD fuse = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	MC_AUTOTEXT options = mc_format("fd=%d,rootmode=40000,user_id=12345,group_id=12345", fuse);

	(void)state;
	assert_false(mc_file_is_on_network("."));
	assert_false(mc_file_is_on_network("missing"));
	assert_int_equal(mkdir("share", 0700), 0);
	if (fuse < 0 || mount("none", "share", "fuse", 0, options) != 0)
		skip();
	bool is_on_network = mc_file_is_on_network("share");

	assert_int_equal(umount2("share", MNT_DETACH), 0);
	assert_true(is_on_network);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(replaces_a_file_whole, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(an_empty_file_is_an_empty_text, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(keeps_the_old_file_when_the_disk_is_full, temp_enter,
						temp_leave),
		cmocka_unit_test_setup_teardown(says_when_there_is_no_folder, temp_enter, temp_leave),
		cmocka_unit_test(takes_paths_apart),
		cmocka_unit_test_setup_teardown(a_folder_that_others_may_share_is_known, temp_enter,
						temp_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
