/* SPDX-License-Identifier: MIT */
#include "prove/settings.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "check.h"
#include "os/cache.h"
#include "os/file.h"
#include "prove/memory.h"
#include "prove/verify_parts.h"
#include "temp.h"

static char *settings_of(unsigned run)
{
	MC_AUTO(mc_settings) settings = MC_SETTINGS_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_settings_make(&settings, run);
	mc_settings_print(&text, &settings);
	return mc_buf_take(&text);
}

static void test_run_1_is_plain(void **state)
{
	MC_AUTOTEXT text = settings_of(1);

	(void)state;
	assert_string_equal(text, "");
}

static void test_runs_differ_and_can_be_repeated(void **state)
{
	(void)state;
	for (unsigned a = 1; a <= 20; a++) {
		MC_AUTOTEXT one = settings_of(a);
		MC_AUTOTEXT same = settings_of(a);

		assert_string_equal(one, same);
		for (unsigned b = 1; b < a; b++) {
			MC_AUTOTEXT other = settings_of(b);

			assert_string_not_equal(one, other);
		}
	}
}

static void test_memory_survives_a_torn_line(void **state)
{
	MC_AUTO(mc_memory) memory = MC_MEMORY_INIT;
	MC_AUTO(mc_memory) again = MC_MEMORY_INIT;
	const struct mc_exercise exercise = { .hash = "h" };
	char a[MC_HASH_HEX], b[MC_HASH_HEX];
	struct mc_str answer;

	assert_int_equal(setenv("XDG_CACHE_HOME", *state, 1), 0);
	mc_hash_bytes(a, "a", 1);
	mc_hash_bytes(b, "b", 1);
	mc_memory_open(&memory, &exercise, MC_PROTECT_NONE, false);
	assert_non_null(memory.path);
	mc_memory_keep(&memory, a, (struct mc_str){ "one\n\0", 5 });
	FILE *file = fopen(memory.path, "a");

	assert_non_null(file);
	assert_true(fprintf(file, "\n%s 6f6e", b) > 0);
	assert_int_equal(fclose(file), 0);
	mc_memory_keep(&memory, b, (struct mc_str){ "two", 3 });
	mc_memory_open(&again, &exercise, MC_PROTECT_NONE, false);
	assert_true(mc_memory_find(&answer, &again, a));
	assert_true(mc_str_is_equal(answer, (struct mc_str){ "one\n\0", 5 }));
	assert_true(mc_memory_find(&answer, &again, b));
	assert_true(mc_str_is_equal(answer, mc_str("two")));
	mc_memory_forget(&again, a);
	mc_memory_release(&again);
	mc_memory_open(&again, &exercise, MC_PROTECT_NONE, false);
	assert_false(mc_memory_find(&answer, &again, a));
	assert_true(mc_memory_find(&answer, &again, b));
	mc_memory_release(&again);
	mc_memory_open(&again, &exercise, MC_PROTECT_BASIC, false);
	assert_false(mc_memory_find(&answer, &again, b));
	mc_memory_release(&again);
	mc_memory_open(&again, &exercise, MC_PROTECT_NONE, true);
	assert_false(mc_memory_find(&answer, &again, b));
	mc_memory_release(&memory);
	mc_memory_open(&memory, &exercise, MC_PROTECT_NONE, false);
	assert_false(mc_memory_find(&answer, &memory, b));
}

static void make_old(const char *path, int days)
{
	const struct timespec then = { .tv_sec = time(NULL) - days * 86400L };
	const struct timespec times[2] = { then, then };

	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void test_memories_that_nobody_uses_go_away(void **state)
{
	MC_AUTO(mc_memory) memory = MC_MEMORY_INIT;
	MC_AUTO(mc_memory) again = MC_MEMORY_INIT;
	const struct mc_exercise exercise = { .hash = "h" };
	char key[MC_HASH_HEX];

	assert_int_equal(setenv("XDG_CACHE_HOME", *state, 1), 0);
	mc_hash_bytes(key, "a", 1);
	mc_memory_open(&memory, &exercise, MC_PROTECT_NONE, false);
	MC_AUTOTEXT dir = mc_path_parent(memory.path);
	MC_AUTOTEXT old = mc_path_join(dir, "old");
	MC_AUTOTEXT used = mc_path_join(dir, "used");

	temp_put(old, "");
	temp_put(used, "");
	make_old(old, 61);
	make_old(used, 59);
	mc_memory_keep(&memory, key, mc_str("one"));
	assert_false(mc_file_exists(old));
	assert_true(mc_file_exists(used));

	/* To open it is to use it. */
	make_old(memory.path, 61);
	mc_memory_open(&again, &exercise, MC_PROTECT_NONE, false);
	mc_cache_clean(dir, 60);
	assert_true(mc_file_exists(memory.path));
}

static void test_answers_of_other_specs_are_refused(void **state)
{
	struct mc_verify_answer head = { .verdict = MC_PASS, .test_count = 2 };
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	struct mc_str tests, reason;

	(void)state;
	mc_buf_add(&bytes, &head, sizeof(head));
	mc_buf_addz(&bytes, "\1\2why");
	struct mc_str answer = { bytes.ptr, bytes.len };

	assert_true(mc_verify_answer_read(&head, &tests, &reason, answer, 2));
	assert_true(mc_str_is_equal(tests, mc_str("\1\2")) && mc_str_is_equal(reason, mc_str("why")));
	assert_false(mc_verify_answer_read(&head, &tests, &reason, answer, 3));
	answer.len = sizeof(head) + 1;
	assert_false(mc_verify_answer_read(&head, &tests, &reason, answer, 2));
	assert_false(mc_verify_answer_read(&head, &tests, &reason, (struct mc_str){ "", 0 }, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_run_1_is_plain),
		cmocka_unit_test(test_runs_differ_and_can_be_repeated),
		cmocka_unit_test_setup_teardown(test_memory_survives_a_torn_line, temp_enter, temp_leave),
		cmocka_unit_test_setup_teardown(test_memories_that_nobody_uses_go_away, temp_enter,
						temp_leave),
		cmocka_unit_test(test_answers_of_other_specs_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
