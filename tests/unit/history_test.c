/* SPDX-License-Identifier: MIT */
/* How histories come out of the process that reads them; what they say: tests/e2e/kind_git.t. */
#include "check.h"

#include "ext/repo_history.h"

#define HASH_A "0123456789abcdef0123456789abcdef01234567"

static void comes_out_as_it_went_in(void **state)
{
	struct mc_history_commit commits[] = {
		{ HASH_A, "Add a\n\nbecause", true, false },
		{ NULL, "", false, true },
	};
	const char *changes[] = { "list.md", "a b/c\n" };
	const char *paths[] = { "x" };
	const struct mc_history given = { .branch = "main",
					  .commits = commits,
					  .commit_count = 2,
					  .changes = changes,
					  .change_count = 2,
					  .paths = paths,
					  .path_count = 1,
					  .is_cut = true };
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTO(mc_history) made = MC_HISTORY_INIT;

	(void)state;
	commits[1].hash = HASH_A "0123456789abcdef01234567";
	mc_history_pack(&bytes, &given);
	assert_true(mc_history_unpack(&made, (struct mc_str){ bytes.ptr, bytes.len }));
	assert_int_equal(made.state, MC_HISTORY_READ);
	assert_string_equal(made.branch, "main");
	assert_int_equal(made.commit_count, 2);
	assert_string_equal(made.commits[0].message, "Add a\n\nbecause");
	assert_true(made.commits[0].is_own && !made.commits[0].is_merge);
	assert_true(!made.commits[1].is_own && made.commits[1].is_merge);
	assert_int_equal(made.change_count, 2);
	assert_string_equal(made.changes[1], "a b/c\n");
	assert_int_equal(made.path_count, 1);
	assert_true(made.is_cut);
}

static bool takes(const char *bytes, size_t len)
{
	MC_AUTO(mc_history) made = MC_HISTORY_INIT;

	return mc_history_unpack(&made, (struct mc_str){ bytes, len });
}

#define TAKES(bytes) takes(bytes, sizeof(bytes) - 1)

static void believes_nothing_of_it(void **state)
{
	(void)state;
	assert_true(TAKES("sr\0"));
	assert_true(TAKES("sr\0c3" HASH_A "\0m\0"));
	assert_false(TAKES(""));
	assert_false(TAKES("sr"));		      /* no end */
	assert_false(TAKES("sx\0"));		      /* no such state */
	assert_false(TAKES("b0main\0"));	      /* no state */
	assert_false(TAKES("sr\0z0\0"));	      /* no such item */
	assert_false(TAKES("sr\0c3" HASH_A "\0m"));   /* a message without end */
	assert_false(TAKES("sr\0c9" HASH_A "\0m\0")); /* no such flags */
	assert_false(TAKES("sr\0c3"
			   "0123\0m\0"));	       /* a short hash */
	assert_false(TAKES("sr\0c3" HASH_A "z\0m\0")); /* no hash */
}

static void takes_no_more_than_its_limits(void **state)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	(void)state;
	mc_buf_add(&bytes, "sr", 3);
	for (size_t i = 0; i < MC_HISTORY_MAX_PATHS; i++)
		mc_buf_add(&bytes, "m0a", 4);
	assert_true(takes(bytes.ptr, bytes.len));
	mc_buf_add(&bytes, "m0a", 4);
	assert_false(takes(bytes.ptr, bytes.len));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_out_as_it_went_in),
		cmocka_unit_test(believes_nothing_of_it),
		cmocka_unit_test(takes_no_more_than_its_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
