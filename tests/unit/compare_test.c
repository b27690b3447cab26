/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "base/alloc.h"
#include "result/compare.h"

static struct mc_comparison_outcome compare_bytes(const struct mc_compare *how, const char *wanted,
						  const char *actual, size_t len)
{
	struct mc_comparison_outcome outcome = MC_COMPARISON_OUTCOME_INIT;
	struct mc_expect expect = { true, wanted, strlen(wanted), *how };

	assert_ok(mc_compare_texts(&outcome, &expect, actual, len));
	return outcome;
}

static enum mc_reason_code reason_of(const struct mc_compare *how, const char *wanted, const char *actual)
{
	struct mc_comparison_outcome outcome = compare_bytes(how, wanted, actual, strlen(actual));
	enum mc_reason_code reason = outcome.reason;

	mc_comparison_outcome_release(&outcome);
	return reason;
}

static size_t line_of(enum mc_comparison mode, const char *wanted, const char *actual)
{
	struct mc_compare how = { .mode = mode };
	struct mc_comparison_outcome outcome = compare_bytes(&how, wanted, actual, strlen(actual));
	size_t line = outcome.line;

	mc_comparison_outcome_release(&outcome);
	return line;
}

#define assert_same(how, wanted, actual) assert_int_equal(reason_of(how, wanted, actual), MC_REASON_NONE)
#define assert_spacing(how, wanted, actual) \
	assert_int_equal(reason_of(how, wanted, actual), MC_REASON_SPACING)
#define assert_differs(how, wanted, actual) \
	assert_int_equal(reason_of(how, wanted, actual), MC_REASON_DIFFERS)

static void tokens_forgive_space_and_case(void **state)
{
	const struct mc_compare how = { .mode = MC_COMPARE_TOKENS };

	(void)state;
	assert_same(&how, "Hello Amal\n3", "  hello\tAMAL\r\n\r\n3");
	assert_same(&how, "", "\n \t");
	assert_same(&how, "Straße ΣΊΣΥΦΟΣ", "STRASSE σίσυφος");
	assert_same(&how, "caf\u00e9", "cafe\u0301");
	assert_same(&how, "1 000", "1\u00a0000");
	assert_spacing(&how, "a b", "ab");
	assert_spacing(&how, "1,2", "1, 2");
	assert_differs(&how, "a b", "a");
	assert_differs(&how, "a", "a b");
	assert_differs(&how, "", "a");
	assert_differs(&how, "6", "06");
}

static void tokens_heed_case_when_told(void **state)
{
	const struct mc_compare how = { .mode = MC_COMPARE_TOKENS, .is_case_sensitive = true };

	(void)state;
	assert_same(&how, "Hello  caf\u00e9", "Hello cafe\u0301");
	assert_differs(&how, "Hello", "hello");
	assert_spacing(&how, "Hello", "Hel lo");
}

static void tokens_take_near_numbers(void **state)
{
	const struct mc_compare absolute = { .mode = MC_COMPARE_TOKENS, .float_absolute = 0.01 };
	const struct mc_compare relative = { .mode = MC_COMPARE_TOKENS, .float_relative = 1e-6 };
	const struct mc_compare none = { .mode = MC_COMPARE_TOKENS };

	(void)state;
	assert_same(&absolute, "area 3.14", "area 3.1415926");
	assert_same(&absolute, "2", "2.000");
	assert_same(&absolute, ".5", "5e-1");
	assert_differs(&absolute, "3.14", "3.16");
	assert_differs(&absolute, "0", "nan");
	assert_differs(&absolute, "16", "0x10");
	assert_differs(&absolute, "1", "1x");
	assert_differs(&absolute, "1", ".");
	assert_differs(&absolute, "1", "1e400");
	assert_same(&relative, "1000000", "1000000.5");
	assert_differs(&relative, "1000000", "1000002");
	assert_differs(&none, "2", "2.0");
}

static void any_bytes_are_taken(void **state)
{
	const struct mc_compare how = { .mode = MC_COMPARE_TOKENS };
	struct mc_comparison_outcome outcome = compare_bytes(&how, "a", "a\0", 2);

	(void)state;
	assert_int_equal(outcome.reason, MC_REASON_DIFFERS);
	outcome = compare_bytes(&how, "caf\u00e9", "caf\xe9", 4);
	assert_int_equal(outcome.reason, MC_REASON_DIFFERS);
	outcome = compare_bytes(&how, "X\xe9", "x\xe9", 2);
	assert_int_equal(outcome.reason, MC_REASON_NONE);
	for (int mode = MC_COMPARE_TOKENS; mode <= MC_COMPARE_CONTAINS; mode++) {
		struct mc_compare each = { .mode = (enum mc_comparison)mode, .is_trimmed = true };

		outcome = compare_bytes(&each, "a", "\xff\0\xc3\x80\x00\xf0\x9f", 7);
		assert_int_equal(outcome.reason, MC_REASON_DIFFERS);
		outcome = compare_bytes(&each, "a", "", 0);
		assert_int_equal(outcome.reason, MC_REASON_DIFFERS);
	}
}

static void lines_forgive_their_ends(void **state)
{
	const struct mc_compare how = { .mode = MC_COMPARE_LINES };

	(void)state;
	assert_same(&how, "a\nb\n", "a  \r\nb\n\n\n");
	assert_same(&how, "a\n b", "a\n b");
	assert_spacing(&how, "a\n b", "a\nb");
	assert_spacing(&how, "a\nb", "a\n\nb");
	assert_differs(&how, "a", "A");
	assert_differs(&how, "a\nb", "a");
}

static void exact_means_every_byte(void **state)
{
	const struct mc_compare how = { .mode = MC_COMPARE_EXACT };
	const struct mc_compare trimmed = { .mode = MC_COMPARE_EXACT, .is_trimmed = true };

	(void)state;
	assert_same(&how, "a\nb\n", "a\r\nb\r\n");
	assert_spacing(&how, "a\n", "a");
	assert_spacing(&how, "a\n", "a\r");
	assert_differs(&how, "a", "b");
	assert_same(&trimmed, "\na b\n\n", "  a b\u00a0\r\n");
	assert_spacing(&trimmed, "a b", "a  b");
}

static void contains_looks_anywhere(void **state)
{
	const struct mc_compare how = { .mode = MC_COMPARE_CONTAINS };
	const struct mc_compare strict = { .mode = MC_COMPARE_CONTAINS,
					   .is_case_sensitive = true,
					   .is_trimmed = true };

	(void)state;
	assert_same(&how, "total: 6", "your Total: 6 euros");
	assert_same(&how, "", "x");
	assert_spacing(&how, "total: 6", "total:6");
	assert_differs(&how, "total", "sum");
	assert_same(&strict, " Total\n", "the Total.");
	assert_differs(&strict, "Total", "the total");
}

static void regex_searches_line_by_line(void **state)
{
	const struct mc_compare how = { .mode = MC_COMPARE_REGEX };
	struct mc_comparison_outcome outcome = MC_COMPARISON_OUTCOME_INIT;
	struct mc_expect broken = { true, "(", 1, how };

	(void)state;
	assert_same(&how, "^[0-9]+ apples$", "I have:\r\n12 apples\r\nbye");
	assert_differs(&how, "^[0-9]+ apples$", "12 apples!");
	assert_err(MC_E_INPUT, mc_compare_texts(&outcome, &broken, "x", 1));
}

static void json_compares_values(void **state)
{
	const struct mc_compare how = { .mode = MC_COMPARE_JSON };
	const struct mc_compare near = { .mode = MC_COMPARE_JSON, .float_absolute = 0.01 };
	struct mc_comparison_outcome outcome;
	struct mc_expect broken = { true, "{", 1, how };

	(void)state;
	assert_same(&how, "{\"a\":1,\"b\":[true,null,\"x\"]}",
		    "{ \"b\": [true, null, \"x\"],\r\n \"a\": 1.0 }");
	assert_differs(&how, "{\"a\":1}", "{\"a\":1,\"b\":2}");
	assert_differs(&how, "{\"a\":1}", "{\"b\":1}");
	assert_differs(&how, "[1,2]", "[2,1]");
	assert_differs(&how, "1", "\"1\"");
	assert_differs(&how, "true", "false");
	assert_same(&near, "[0.33]", "[0.3333]");
	assert_differs(&how, "[0.33]", "[0.3333]");

	outcome = compare_bytes(&how, "{\"a\":{\"b\":[1,2]}}", "{\"a\":{\"b\":[1,3]}}", 17);
	assert_non_null(strstr(outcome.detail.ptr, "'/a/b/1'"));
	mc_comparison_outcome_release(&outcome);
	outcome = compare_bytes(&how, "1", "one", 3);
	assert_int_equal(outcome.reason, MC_REASON_DIFFERS);
	assert_non_null(strstr(outcome.detail.ptr, "not JSON"));
	assert_err(MC_E_INPUT, mc_compare_texts(&outcome, &broken, "x", 1));
	mc_comparison_outcome_release(&outcome);
}

static void first_difference_is_named(void **state)
{
	(void)state;
	assert_int_equal(line_of(MC_COMPARE_TOKENS, "1 2\n3 4\n5", "1 2\n3 4\n6"), 3);
	assert_int_equal(line_of(MC_COMPARE_LINES, "1\n2\n3", "1\n2\n4"), 3);
	assert_int_equal(line_of(MC_COMPARE_EXACT, "1\n2\n3", "1\n2\n4"), 3);
	assert_int_equal(line_of(MC_COMPARE_EXACT, "1\n", "1\r\n"), 0);
}

/* Hostile output must not cost more than its length: these took minutes with a quadratic step anywhere. */
static void long_texts_take_linear_time(void **state)
{
	enum { COUNT = 400000 };
	const struct mc_compare tokens = { .mode = MC_COMPARE_TOKENS };
	const struct mc_compare contains = { .mode = MC_COMPARE_CONTAINS };
	const struct mc_compare json = { .mode = MC_COMPARE_JSON };
	MC_AUTO(mc_buf) marks = MC_BUF_INIT;
	MC_AUTO(mc_buf) members = MC_BUF_INIT;

	(void)state;
	mc_buf_addc(&members, '{');
	for (int i = 0; i < COUNT; i++) {
		mc_buf_addz(&marks, i % 2 ? "\u0301" : "\u0323");
		mc_buf_addf(&members, "%s\"%d\":1", i ? "," : "", COUNT - i);
	}
	mc_buf_addc(&members, '}');
	struct mc_comparison_outcome outcome = compare_bytes(&tokens, "e", marks.ptr, marks.len);

	assert_int_equal(outcome.reason, MC_REASON_DIFFERS);
	outcome = compare_bytes(&contains, "\u0301\u0301\u0323", marks.ptr, marks.len);
	assert_int_equal(outcome.reason, MC_REASON_DIFFERS);
	outcome = compare_bytes(&json, members.ptr, members.ptr, members.len);
	assert_int_equal(outcome.reason, MC_REASON_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_forgive_space_and_case),
		cmocka_unit_test(tokens_heed_case_when_told),
		cmocka_unit_test(tokens_take_near_numbers),
		cmocka_unit_test(any_bytes_are_taken),
		cmocka_unit_test(lines_forgive_their_ends),
		cmocka_unit_test(exact_means_every_byte),
		cmocka_unit_test(contains_looks_anywhere),
		cmocka_unit_test(regex_searches_line_by_line),
		cmocka_unit_test(json_compares_values),
		cmocka_unit_test(first_difference_is_named),
		cmocka_unit_test(long_texts_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
