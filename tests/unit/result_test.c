/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <signal.h>
#include <string.h>

#include "base/alloc.h"
#include "ext/json.h"
#include "result/reason.h"
#include "result/result_json.h"

enum { TESTS = 3 };

/* An exercise of three tests worth 1, 2 and 0.5 points; the last one is hidden. */
struct fixture {
	struct mc_exercise exercise;
	struct mc_test tests[TESTS];
	struct mc_test_result results[TESTS];
	struct mc_result result;
};

static const char *langs[] = { "en", "es" };
static const char *hints[] = { "Start with 0", "Empieza con 0" };

static void setup(struct fixture *f)
{
	static const char *const ids[TESTS] = { "empty", "unit", "secret" };
	static const int64_t points[TESTS] = { 1000, 2000, 500 };

	*f = (struct fixture){
		.exercise = { .id = "sum", .hash = "ab", .tests = f->tests, .test_count = TESTS },
		.result = { .exercise = &f->exercise,
			    .tests = f->results,
			    .test_count = TESTS,
			    .tree_hash = "cd",
			    .wall_us = 1500 }
	};
	for (size_t i = 0; i < TESTS; i++) {
		f->tests[i] =
			(struct mc_test){ .id = ids[i], .points = points[i], .hint = { langs, hints, 2 } };
		f->results[i] = (struct mc_test_result){ .test = &f->tests[i],
							 .verdict = MC_PASS,
							 .points = points[i] };
	}
	f->tests[1].kind = MC_TEST_SUITE;
	f->tests[2].is_hidden = true;
}

static void give(struct fixture *f, size_t index, enum mc_verdict verdict, int64_t points,
		 enum mc_reason_code code)
{
	f->results[index].verdict = verdict;
	f->results[index].points = points;
	f->results[index].reason.code = code;
}

static enum mc_verdict total(struct fixture *f)
{
	mc_result_total(&f->result);
	return f->result.verdict;
}

static void points_are_added(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	assert_int_equal(total(&f), MC_PASS);
	assert_int_equal(f.result.points, 3500);
	assert_int_equal(f.result.max, 3500);
	give(&f, 1, MC_PARTIAL, 500, MC_REASON_SUITE);
	assert_int_equal(total(&f), MC_PARTIAL);
	assert_int_equal(f.result.points, 2000);
}

static void whole_verdict_follows_tests(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	for (size_t i = 0; i < TESTS; i++)
		give(&f, i, MC_FAIL, 0, MC_REASON_DIFFERS);
	assert_int_equal(total(&f), MC_FAIL);
	for (size_t i = 0; i < TESTS; i++)
		give(&f, i, MC_ERROR, 0, MC_REASON_BUILD);
	assert_int_equal(total(&f), MC_ERROR);
	give(&f, 2, MC_SKIPPED, 0, MC_REASON_NEED_FAILED);
	assert_int_equal(total(&f), MC_ERROR);
	give(&f, 1, MC_FAIL, 0, MC_REASON_DIFFERS);
	assert_int_equal(total(&f), MC_FAIL);
}

static void failed_test_without_points_is_no_pass(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	f.tests[2].points = 0;
	give(&f, 2, MC_FAIL, 0, MC_REASON_DIFFERS);
	assert_int_equal(total(&f), MC_PARTIAL);
	assert_int_equal(f.result.points, f.result.max);
}

static void filtered_tests_do_not_fail(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	give(&f, 0, MC_NOT_RUN, 0, MC_REASON_FILTERED);
	assert_int_equal(total(&f), MC_PASS);
	give(&f, 1, MC_NOT_RUN, 0, MC_REASON_FILTERED);
	give(&f, 2, MC_NOT_RUN, 0, MC_REASON_FILTERED);
	assert_int_equal(total(&f), MC_NOT_RUN);
}

static void extra_tests_add_points_and_decide_nothing(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	f.tests[1].is_extra = true;
	assert_int_equal(total(&f), MC_PASS);
	assert_int_equal(f.result.points, 3500);
	assert_int_equal(f.result.max, 1500);
	give(&f, 1, MC_FAIL, 0, MC_REASON_DIFFERS);
	assert_int_equal(total(&f), MC_PASS);
	assert_int_equal(f.result.points, 1500);
	give(&f, 0, MC_FAIL, 0, MC_REASON_DIFFERS);
	give(&f, 1, MC_PASS, 2000, MC_REASON_NONE);
	assert_int_equal(total(&f), MC_PARTIAL);
	give(&f, 0, MC_NOT_RUN, 0, MC_REASON_FILTERED);
	give(&f, 2, MC_NOT_RUN, 0, MC_REASON_FILTERED);
	assert_int_equal(total(&f), MC_PASS);
	give(&f, 1, MC_FAIL, 0, MC_REASON_DIFFERS);
	assert_int_equal(total(&f), MC_FAIL);
	give(&f, 0, MC_PASS, 1000, MC_REASON_NONE);
	give(&f, 1, MC_GRADER_ERROR, 0, MC_REASON_INTERNAL);
	assert_int_equal(total(&f), MC_GRADER_ERROR);
}

static void our_failure_is_never_a_zero(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	give(&f, 0, MC_FAIL, 0, MC_REASON_DIFFERS);
	give(&f, 1, MC_GRADER_ERROR, 0, MC_REASON_TOOL_MISSING);
	assert_int_equal(total(&f), MC_GRADER_ERROR);

	setup(&f);
	f.result.test_count = 0;
	f.result.reason = (struct mc_reason){ .code = MC_REASON_INTERNAL, .detail = "no space" };
	assert_int_equal(total(&f), MC_GRADER_ERROR);
	f.result.reason.code = MC_REASON_TOO_LARGE;
	assert_int_equal(total(&f), MC_ERROR);
}

/* The document as the reader of JSON sees it. */
static struct mc_json *document(struct fixture *f, bool shows_hidden)
{
	const struct mc_result_json options = { .lang = "es", .shows_hidden = shows_hidden };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_json_writer writer = MC_JSON_WRITER(&text, true);
	struct mc_json *json = NULL;

	mc_result_total(&f->result);
	mc_result_write_json(&writer, &f->result, &options);
	assert_ok(mc_json_open(&json, NULL, text.ptr, text.len));
	return json;
}

static const char *text_at(const struct mc_json *json, const char *pointer)
{
	return mc_json_as_text(mc_json_find_pointer(json, pointer));
}

static double number_at(const struct mc_json *json, const char *pointer)
{
	double value = -1;

	(void)mc_json_as_number(&value, mc_json_find_pointer(json, pointer));
	return value;
}

static bool is_null_at(const struct mc_json *json, const char *pointer)
{
	const struct mc_json_node *node = mc_json_find_pointer(json, pointer);

	return node && mc_json_type(node) == MC_JSON_NULL;
}

static void fail_with_texts(struct fixture *f, size_t index, const struct mc_expect *expect,
			    const char *actual)
{
	give(f, index, MC_FAIL, 0, MC_REASON_DIFFERS);
	f->results[index].reason.subject = "stdout";
	f->results[index].expect = expect;
	f->results[index].actual = mc_str(actual);
}

static void document_says_what_happened(void **state)
{
	static const struct mc_expect expect = { true, "6\n", 2, { .mode = MC_COMPARE_TOKENS } };
	struct fixture f;

	(void)state;
	setup(&f);
	fail_with_texts(&f, 0, &expect, "5\n\xff");
	f.results[1].case_count = 4;
	f.results[1].case_passed = 4;
	MC_AUTOPTR(mc_json) json = document(&f, false);

	assert_string_equal(text_at(json, "/schema"), "migracode/result/v1");
	assert_string_equal(text_at(json, "/exercise"), "sum");
	assert_string_equal(text_at(json, "/verdict"), "partial");
	assert_true(number_at(json, "/points") == 2.5);
	assert_true(number_at(json, "/max") == 3.5);
	assert_true(number_at(json, "/ms") == 1.5);
	assert_string_equal(text_at(json, "/tests/0/reason/code"), "differs");
	assert_string_equal(text_at(json, "/tests/0/reason/params/subject"), "stdout");
	assert_non_null(text_at(json, "/tests/0/reason/text"));
	assert_string_equal(text_at(json, "/tests/0/expected"), "6\n");
	assert_string_equal(text_at(json, "/tests/0/actual"), "5\n\xef\xbf\xbd");
	assert_string_equal(text_at(json, "/tests/0/hint"), "Empieza con 0");
	assert_true(is_null_at(json, "/tests/1/reason"));
	assert_true(is_null_at(json, "/tests/1/hint"));
	assert_true(number_at(json, "/tests/1/cases/total") == 4);
	assert_null(mc_json_find_pointer(json, "/submission"));
	assert_string_equal(text_at(json, "/protection/level"), "none");
	assert_string_equal(text_at(json, "/tool/name"), "migracode");
}

static void hidden_tests_keep_their_secret(void **state)
{
	static const struct mc_expect expect = { true, "secret-out", 10, { .mode = MC_COMPARE_TOKENS } };
	struct fixture f;

	(void)state;
	setup(&f);
	fail_with_texts(&f, 2, &expect, "mine");
	f.results[2].reason.detail = "secret-detail";
	f.results[2].output = mc_str("secret-output");
	MC_AUTOPTR(mc_json) told = document(&f, false);
	MC_AUTOPTR(mc_json) all = document(&f, true);
	struct mc_str text = mc_json_raw(told, mc_json_root(told));

	assert_null(memmem(text.ptr, text.len, "secret-", 7));
	assert_true(is_null_at(told, "/tests/2/expected"));
	assert_string_equal(text_at(told, "/tests/2/reason/code"), "differs");
	assert_string_equal(text_at(all, "/tests/2/expected"), "secret-out");
	assert_string_equal(text_at(all, "/tests/2/reason/params/detail"), "secret-detail");
	f.results[2].reason = (struct mc_reason){ .code = MC_REASON_SUITE,
						  .subject = "secret-case",
						  .detail = "secret-yaml" };
	MC_AUTOPTR(mc_json) suite = document(&f, false);

	text = mc_json_raw(suite, mc_json_root(suite));
	assert_null(memmem(text.ptr, text.len, "secret-", 7));
}

static void grader_error_has_no_points(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	give(&f, 1, MC_GRADER_ERROR, 0, MC_REASON_TOOL_MISSING);
	f.results[1].reason.subject = "node";
	MC_AUTOPTR(mc_json) json = document(&f, false);

	assert_string_equal(text_at(json, "/verdict"), "grader-error");
	assert_true(is_null_at(json, "/points"));
	assert_true(is_null_at(json, "/tests/1/points"));
	assert_true(number_at(json, "/tests/0/points") == 1);
	assert_non_null(strstr(text_at(json, "/tests/1/reason/text"), "nodejs"));
}

static void long_texts_are_cut_and_counted(void **state)
{
	static const struct mc_expect expect = { true, "6\n", 2, { .mode = MC_COMPARE_TOKENS } };
	MC_AUTO(mc_buf) actual = MC_BUF_INIT;
	struct fixture f;

	(void)state;
	for (size_t i = 0; i < MC_RESULT_JSON_MAX_TEXT; i++)
		mc_buf_addz(&actual, "\u20ac");
	setup(&f);
	fail_with_texts(&f, 0, &expect, actual.ptr);
	f.results[0].lost_bytes = 100;
	MC_AUTOPTR(mc_json) json = document(&f, false);
	size_t shown = strlen(text_at(json, "/tests/0/actual"));

	assert_true(shown <= MC_RESULT_JSON_MAX_TEXT && shown % 3 == 0);
	assert_true(number_at(json, "/tests/0/lost_bytes") == (double)(actual.len - shown + 100));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_are_added),
		cmocka_unit_test(whole_verdict_follows_tests),
		cmocka_unit_test(failed_test_without_points_is_no_pass),
		cmocka_unit_test(filtered_tests_do_not_fail),
		cmocka_unit_test(extra_tests_add_points_and_decide_nothing),
		cmocka_unit_test(our_failure_is_never_a_zero),
		cmocka_unit_test(document_says_what_happened),
		cmocka_unit_test(hidden_tests_keep_their_secret),
		cmocka_unit_test(grader_error_has_no_points),
		cmocka_unit_test(long_texts_are_cut_and_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
