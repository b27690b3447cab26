/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "ext/unicode.h"
#include "result/points.h"
#include "result/result_text.h"

/* An exercise with an io test, a suite and a hidden test. */
struct fixture {
	struct mc_exercise exercise;
	struct mc_test tests[3];
	struct mc_test_result results[3];
	struct mc_result result;
	struct mc_result_text options;
	struct mc_buf out;
};

static const char *langs[] = { "en", "es" };
static const char *titles[] = { "an empty list gives 0", "una lista vac\u00eda da 0" };
static const char *hints[] = { "Start with 0", "Empieza con 0" };
static const char *node[] = { "node", "sum.js", NULL };
static const char *tests[] = { "node", "--test", NULL };

static void setup(struct fixture *f)
{
	static const char *const ids[] = { "empty", "unit", "secret" };

	*f = (struct fixture){ .exercise = { .id = "sum", .tests = f->tests, .test_count = 3 },
			       .result = { .exercise = &f->exercise,
					   .tests = f->results,
					   .test_count = 3,
					   .protection = { .level = MC_PROTECT_FULL } },
			       .options = { .style = { .width = 80 },
					    .lang = "en",
					    .shows_hint = true,
					    .next = "migracode check" },
			       .out = MC_BUF_INIT };
	for (size_t i = 0; i < 3; i++) {
		f->tests[i] = (struct mc_test){ .id = ids[i], .points = 1000, .run = { node, 2 } };
		f->results[i] =
			(struct mc_test_result){ .test = &f->tests[i], .verdict = MC_PASS, .points = 1000 };
	}
	f->tests[0].title = (struct mc_words){ langs, titles, 2 };
	f->tests[0].hint = (struct mc_words){ langs, hints, 2 };
	f->tests[0].input = "1\n'2'\n";
	f->tests[0].input_len = 6;
	f->tests[1].kind = MC_TEST_SUITE;
	f->tests[1].run = (struct mc_texts){ tests, 2 };
	f->tests[2].is_hidden = true;
}

static const char *print(struct fixture *f)
{
	mc_buf_reset(&f->out);
	mc_result_total(&f->result);
	mc_result_print_text(&f->out, &f->result, &f->options);
	return f->out.ptr;
}

static void give(struct fixture *f, size_t index, enum mc_verdict verdict, struct mc_reason reason)
{
	f->results[index].verdict = verdict;
	f->results[index].points = 0;
	f->results[index].reason = reason;
}

#define assert_has(text, part) \
	do { \
		if (!strstr(text, part)) \
			fail_msg("'%s' is not in:\n%s", part, text); \
	} while (0)

#define assert_lacks(text, part) \
	do { \
		if (strstr(text, part)) \
			fail_msg("'%s' is in:\n%s", part, text); \
	} while (0)

static void passing_is_short(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	assert_string_equal(
		print(&f),
		"sum\n\n"
		"  \u2713 passed  an empty list gives 0                                        1 point\n"
		"  \u2713 passed  unit                                                         1 point\n"
		"  \u2713 passed  secret                                                       1 point\n"
		"\n"
		"\u2713 passed: 3 points (protection: full)\n"
		"next: migracode check\n");
	assert_null(mc_result_first_failed(&f.result));
	mc_buf_release(&f.out);
}

static void first_failure_is_told_in_full(void **state)
{
	static const struct mc_expect expect = { true, "0\n", 2, { .mode = MC_COMPARE_TOKENS } };
	struct fixture f;

	(void)state;
	setup(&f);
	give(&f, 0, MC_FAIL, (struct mc_reason){ .code = MC_REASON_DIFFERS, .subject = "stdout", .got = 1 });
	f.results[0].expect = &expect;
	f.results[0].actual = mc_str("NaN\n");
	f.results[0].output = mc_str("warning: \x1b[31mred\n");
	give(&f, 1, MC_FAIL, (struct mc_reason){ .code = MC_REASON_EXIT_STATUS, .got = 3 });
	const char *text = print(&f);

	assert_ptr_equal(mc_result_first_failed(&f.result), &f.results[0]);
	assert_has(text, "\u2717 failed  an empty list gives 0");
	assert_has(text, "0 of 1 point\n");
	assert_has(text, "    printf '1\\n\\0472\\047\\n' | node sum.js\n");
	assert_has(text, "\u2260 NaN\n");
	assert_has(text, "warning: \\x1b[31mred\n");
	assert_has(text, "hint: Start with 0\n");
	assert_lacks(text, "exit status 3");
	assert_has(text, "partly passed: 1 of 3 points");
	f.options.lang = "es";
	f.options.shows_hint = false;
	text = print(&f);
	assert_has(text, "vac\u00eda");
	assert_lacks(text, "Empieza");
	mc_buf_release(&f.out);
}

static void ours_and_theirs_are_told_apart(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	give(&f, 0, MC_GRADER_ERROR, (struct mc_reason){ .code = MC_REASON_TOOL_MISSING, .subject = "node" });
	const char *text = print(&f);

	assert_has(text, "! checker failed");
	assert_has(text, "not your mistake");
	assert_has(text, "'nodejs'");
	assert_has(text, "no points are given or lost");
	give(&f, 0, MC_FAIL, (struct mc_reason){ .code = MC_REASON_EXIT_STATUS, .got = 1 });
	give(&f, 1, MC_SKIPPED, (struct mc_reason){ .code = MC_REASON_NEED_FAILED, .subject = "empty" });
	text = print(&f);
	assert_has(text, "- not run  unit");
	assert_has(text, "needs 'empty'\n");
	assert_lacks(text, "not your mistake");
	mc_buf_release(&f.out);
}

static void hidden_test_shows_nothing_of_itself(void **state)
{
	static const struct mc_expect expect = { true, "swordfish\n", 10, { .mode = MC_COMPARE_TOKENS } };
	struct fixture f;

	(void)state;
	setup(&f);
	give(&f, 2, MC_FAIL, (struct mc_reason){ .code = MC_REASON_DIFFERS });
	f.tests[2].input = "swordfish";
	f.tests[2].input_len = 9;
	f.results[2].expect = &expect;
	f.results[2].output = mc_str("swordfish");
	assert_lacks(print(&f), "swordfish");
	assert_has(print(&f), "hidden");
	f.options.shows_hidden = true;
	assert_has(print(&f), "swordfish");
	mc_buf_release(&f.out);
}

static void build_comes_first(void **state)
{
	struct fixture f;
	MC_AUTO(mc_buf) output = MC_BUF_INIT;

	(void)state;
	setup(&f);
	for (int i = 0; i < 100; i++)
		mc_buf_addf(&output, "sum.c:%d: error: expected ';'\n", i);
	f.result.has_build = true;
	f.result.build = (struct mc_test_result){ .verdict = MC_ERROR,
						  .reason = { .code = MC_REASON_BUILD, .got = 1 },
						  .output = { output.ptr, output.len } };
	for (size_t i = 0; i < 3; i++)
		give(&f, i, MC_ERROR, (struct mc_reason){ .code = MC_REASON_BUILD });
	f.options.whole_path = "build.log";
	const char *text = print(&f);

	assert_has(text, "the program cannot be built\n");
	assert_has(text, "sum.c:0: error: expected ';'\n");
	assert_lacks(text, "sum.c:50:");
	assert_has(text, "bytes of it are not shown\n");
	assert_has(text, "build.log");
	mc_buf_release(&f.out);
}

static void suite_shows_the_first_failed_case(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	give(&f, 1, MC_PARTIAL,
	     (struct mc_reason){ .code = MC_REASON_SUITE, .subject = "of none", .got = 1, .want = 2 });
	struct mc_case_result cases[] = {
		{ .name = "of one", .message = "never shown" },
		{ .name = "of none", .verdict = MC_FAIL, .message = "error: 'NaN == 0'\n" }
	};

	f.results[1].output = mc_str("1..2\nok 1 - of one\n");
	f.results[1].cases = cases;
	f.results[1].case_list_count = MC_COUNT(cases);
	const char *text = print(&f);

	assert_has(text, "1 of 2 tests failed; the first is 'of none'\n");
	assert_has(text, "    error: 'NaN == 0'\n");
	assert_lacks(text, "ok 1 - of one");
	mc_buf_release(&f.out);
}

static void lines_fit_the_terminal(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	give(&f, 0, MC_ERROR, (struct mc_reason){ .code = MC_REASON_CPU_TIME, .got = 2004, .want = 2000 });
	f.options.style = (struct mc_print_style){ .width = 50, .is_ascii = true };
	const char *text = print(&f);

	for (const char *at = text; *at;) {
		size_t len = strcspn(at, "\n");

		if (mc_unicode_width(at, len) > 50)
			fail_msg("too wide: %.*s", (int)len, at);
		at += len + 1;
	}
	for (const char *at = text; *at; at++)
		assert_false(*at & 0x80);
	assert_has(text, "x error");
	mc_buf_release(&f.out);
}

static void commands_can_be_pasted(void **state)
{
	const char *shell[] = { "sh", "-c", "gcc -o a a.c && ./a", NULL };
	const char *words[] = { "./a", "it's", "", "x y", NULL };
	const char *env[] = { "LEVEL=2", NULL };
	struct mc_test test = { .run = { shell, 3 } };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	mc_result_print_command(&out, &test);
	assert_string_equal(out.ptr, "gcc -o a a.c && ./a");
	mc_buf_reset(&out);
	test = (struct mc_test){ .run = { words, 4 }, .env = { env, 1 }, .input = "5%\\", .input_len = 3 };
	mc_result_print_command(&out, &test);
	assert_string_equal(out.ptr, "printf '5%%\\\\' | LEVEL=2 ./a 'it'\\''s' '' 'x y'");
}

static void points_are_written_as_short_as_they_are_exact(void **state)
{
	static const struct {
		int64_t thousandths;
		const char *text;
	} samples[] = {
		{ 0, "0" },	   { 2000, "2" },      { 1500, "1.5" },
		{ 1333, "1.333" }, { 50, "0.05" },     { -2000, "-2" },
		{ -500, "-0.5" },  { -1250, "-1.25" }, { INT64_MIN, "-9223372036854775.808" },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(samples); i++) {
		MC_AUTO(mc_buf) out = MC_BUF_INIT;

		mc_points_add(&out, samples[i].thousandths);
		assert_string_equal(out.ptr, samples[i].text);
	}
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(passing_is_short),
		cmocka_unit_test(first_failure_is_told_in_full),
		cmocka_unit_test(ours_and_theirs_are_told_apart),
		cmocka_unit_test(hidden_test_shows_nothing_of_itself),
		cmocka_unit_test(build_comes_first),
		cmocka_unit_test(suite_shows_the_first_failed_case),
		cmocka_unit_test(lines_fit_the_terminal),
		cmocka_unit_test(commands_can_be_pasted),
		cmocka_unit_test(points_are_written_as_short_as_they_are_exact),
	};

	return cmocka_run_group_tests(all, NULL, NULL);
}
