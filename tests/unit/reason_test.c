/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <signal.h>
#include <string.h>

#include "result/reason.h"

static void assert_says(struct mc_reason reason, const char *part)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	mc_reason_print(&out, &reason);
	if (!strstr(out.ptr, part))
		fail_msg("'%s' is not in '%s'", part, out.ptr);
}

static void every_code_has_a_sentence(void **state)
{
	(void)state;
	for (int code = MC_REASON_NONE; code <= MC_REASON_INTERNAL; code++) {
		MC_AUTO(mc_buf) bare = MC_BUF_INIT;
		MC_AUTO(mc_buf) full = MC_BUF_INIT;
		const struct mc_reason without = { .code = (enum mc_reason_code)code };
		const struct mc_reason with = { .code = (enum mc_reason_code)code,
						.subject = "sub",
						.got = 3,
						.want = 4,
						.detail = "more" };

		mc_reason_print(&bare, &without);
		mc_reason_print(&full, &with);
		assert_int_equal(bare.len > 0, code != MC_REASON_NONE);
		if (full.len > 0)
			assert_true(full.ptr[full.len - 1] != '.');
	}
}

static void limits_say_how_to_think(void **state)
{
	(void)state;
	assert_says((struct mc_reason){ .code = MC_REASON_CPU_TIME, .got = 2104, .want = 2000 },
		    "stopped after 2.1 s of processor time; the limit is 2.0 s. Is there a loop that never "
		    "ends?");
	assert_says((struct mc_reason){ .code = MC_REASON_WALL_TIME, .want = 500 },
		    "after 500 ms; the limit is 500 ms");
	assert_says((struct mc_reason){ .code = MC_REASON_MEMORY, .want = 256 }, "256 MB");
	assert_says((struct mc_reason){ .code = MC_REASON_PROCESSES, .want = 1 }, "1 process.");
	assert_says((struct mc_reason){ .code = MC_REASON_PROCESSES, .want = 64 }, "64 processes");
}

static void signals_are_explained(void **state)
{
	(void)state;
	assert_says((struct mc_reason){ .code = MC_REASON_SIGNAL, .got = SIGSEGV },
		    "it tried to use memory that is not its own (SIGSEGV)");
	assert_says((struct mc_reason){ .code = MC_REASON_SIGNAL, .got = SIGFPE },
		    "division by zero (SIGFPE)");
	assert_says((struct mc_reason){ .code = MC_REASON_SIGNAL, .got = 60 }, "signal 60");
	assert_says((struct mc_reason){ .code = MC_REASON_SIGNAL, .got = SIGABRT }, "(SIGABRT)");
}

static void differences_name_their_place(void **state)
{
	(void)state;
	assert_says((struct mc_reason){ .code = MC_REASON_DIFFERS, .subject = "stdout", .got = 3 }, "line 3");
	assert_says((struct mc_reason){ .code = MC_REASON_DIFFERS, .subject = "stderr" }, "error output");
	assert_says((struct mc_reason){ .code = MC_REASON_DIFFERS, .subject = "out.csv" }, "'out.csv'");
	assert_says((struct mc_reason){ .code = MC_REASON_DIFFERS, .detail = "this is not JSON" },
		    ": this is not JSON");
	assert_says((struct mc_reason){ .code = MC_REASON_SPACING, .subject = "stdout" },
		    "only spaces or line breaks of the output");
}

static void patterns_are_counted(void **state)
{
	(void)state;
	assert_says((struct mc_reason){ .code = MC_REASON_PATTERN_MISSING,
					.subject = "for",
					.got = 1,
					.want = 2 },
		    "1 place that matches 'for'; at least 2");
	assert_says((struct mc_reason){ .code = MC_REASON_PATTERN_FOUND, .subject = "goto", .got = 2 },
		    "must not have what matches 'goto'");
	assert_says((struct mc_reason){ .code = MC_REASON_PATTERN_FOUND,
					.subject = "goto",
					.got = 2,
					.why = "use a loop" },
		    "use a loop");
}

static void pages_name_element_and_place(void **state)
{
	(void)state;
	assert_says((struct mc_reason){ .code = MC_REASON_ELEMENT_MISSING,
					.subject = "nav a",
					.got = 1,
					.want = 2,
					.file = "index.html" },
		    "1 element that matches 'nav a'; at least 2 are needed (index.html)");
	assert_says((struct mc_reason){ .code = MC_REASON_PAGE_RULE,
					.subject = "same-id",
					.detail = "top",
					.got = 3,
					.file = "a.html",
					.line = 7 },
		    "the id 'top' is used twice, before that in line 3 (a.html, line 7)");
	assert_says((struct mc_reason){ .code = MC_REASON_ELEMENT_FOUND,
					.subject = "font",
					.why = "use a style sheet",
					.file = "a.html",
					.line = 2 },
		    "use a style sheet (a.html, line 2)");
	assert_says((struct mc_reason){ .code = MC_REASON_PAGE_RULE, .subject = "new" }, "the rule 'new'");
}

static void tools_name_their_package(void **state)
{
	(void)state;
	assert_says((struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = "node" }, "'nodejs'");
	assert_says((struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = "javac" },
		    "'default-jdk-headless'");
	assert_string_equal(mc_reason_package("libcurl"), "libcurl4");
	assert_null(mc_reason_package("no-such-tool"));
	assert_true(mc_reason_is_ours(MC_REASON_TOOL_MISSING));
	assert_true(mc_reason_is_ours(MC_REASON_INTERNAL));
	assert_false(mc_reason_is_ours(MC_REASON_BUILD));
}

static void nothing_steers_the_terminal(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	const struct mc_reason reason = { .code = MC_REASON_MISSING_FILE,
					  .subject = "a\x1b[2Jb\n\u202ec\xff" };

	(void)state;
	mc_reason_print(&out, &reason);
	assert_string_equal(out.ptr, "the file 'a?[2Jb ?c?' is missing");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_has_a_sentence),   cmocka_unit_test(limits_say_how_to_think),
		cmocka_unit_test(signals_are_explained),       cmocka_unit_test(differences_name_their_place),
		cmocka_unit_test(patterns_are_counted),	       cmocka_unit_test(tools_name_their_package),
		cmocka_unit_test(nothing_steers_the_terminal), cmocka_unit_test(pages_name_element_and_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
