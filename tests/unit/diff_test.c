/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "ext/unicode.h"
#include "result/diff.h"

static const struct mc_diff_limits usual = MC_DIFF_LIMITS;

static void make(struct mc_diff *diff, enum mc_comparison mode, const char *wanted, const char *actual)
{
	const struct mc_compare how = { .mode = mode };

	mc_diff_make(diff, &how, mc_str(wanted), mc_str(actual), &usual);
}

static void assert_kinds(const struct mc_diff *diff, const char *kinds)
{
	assert_int_equal(diff->count, strlen(kinds));
	for (size_t i = 0; i < diff->count; i++)
		assert_int_equal("=!<>"[diff->rows[i].kind], kinds[i]);
}

static void lines_are_aligned(void **state)
{
	MC_AUTO(mc_diff) diff = MC_DIFF_INIT;

	(void)state;
	make(&diff, MC_COMPARE_LINES, "a\nb\nc\nd\n", "a\nx\nc\nnew\nd\n");
	assert_kinds(&diff, "=!=>=");
	assert_int_equal(diff.rows[3].actual.line, 4);
	assert_int_equal(diff.rows[3].wanted.line, 0);
	assert_int_equal(diff.wanted_lost, 0);
	assert_int_equal(diff.actual_lost, 0);
	make(&diff, MC_COMPARE_LINES, "a\nb\nc\n", "b\nc\n");
	assert_kinds(&diff, "<==");
	make(&diff, MC_COMPARE_LINES, "a\n", "");
	assert_kinds(&diff, "<");
	assert_true(diff.is_actual_empty);
}

static void equality_is_that_of_the_comparison(void **state)
{
	const struct mc_compare near = { .mode = MC_COMPARE_TOKENS, .float_absolute = 0.1 };
	MC_AUTO(mc_diff) diff = MC_DIFF_INIT;

	(void)state;
	make(&diff, MC_COMPARE_TOKENS, "Hello  A\r\nsum 6\n", "hello a\nsum 5\n");
	assert_kinds(&diff, "=!");
	assert_int_equal(diff.rows[1].wanted.mark, 4);
	make(&diff, MC_COMPARE_LINES, "Hello\n", "hello\n");
	assert_kinds(&diff, "!");
	mc_diff_make(&diff, &near, mc_str("1\n2.0\n3\n"), mc_str("9\n2.05\n3\n"), &usual);
	assert_kinds(&diff, "!==");
}

static void newline_at_the_end_is_told(void **state)
{
	MC_AUTO(mc_diff) diff = MC_DIFF_INIT;

	(void)state;
	make(&diff, MC_COMPARE_EXACT, "a\nb\n", "a\nb");
	assert_kinds(&diff, "=!");
	assert_true(diff.rows[1].actual.lacks_newline);
	assert_false(diff.rows[1].wanted.lacks_newline);
	make(&diff, MC_COMPARE_LINES, "a\nb\nc", "a\nb\nd");
	assert_false(diff.rows[2].actual.lacks_newline);
}

static void only_the_first_difference_is_shown(void **state)
{
	MC_AUTO(mc_diff) diff = MC_DIFF_INIT;
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;
	MC_AUTO(mc_buf) actual = MC_BUF_INIT;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		mc_buf_addf(&wanted, "line %d\n", i);
		mc_buf_addf(&actual, "line %d\n", i == 3000 ? -1 : i);
	}
	make(&diff, MC_COMPARE_LINES, wanted.ptr, actual.ptr);
	assert_kinds(&diff, "===!========");
	assert_int_equal(diff.rows[3].actual.line, 3001);
	assert_int_equal(diff.actual_lost + 12 * strlen("line 3000\n") - 2, actual.len);
}

static void long_lines_are_cut_at_the_difference(void **state)
{
	MC_AUTO(mc_diff) diff = MC_DIFF_INIT;
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;
	MC_AUTO(mc_buf) actual = MC_BUF_INIT;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		mc_buf_addz(&wanted, "\u00e9");
		mc_buf_addz(&actual, i == 50000 ? "e" : "\u00e9");
	}
	make(&diff, MC_COMPARE_EXACT, wanted.ptr, actual.ptr);
	const struct mc_diff_side *side = &diff.rows[0].actual;

	assert_kinds(&diff, "!");
	assert_true(side->is_cut_before && side->is_cut_after);
	assert_true(side->text.len <= usual.bytes);
	assert_int_equal(side->text.ptr[side->mark], 'e');
	assert_int_equal(diff.actual_lost + side->text.len, actual.len);
}

static void print(struct mc_buf *out, enum mc_comparison mode, const char *wanted, const char *actual,
		  const struct mc_print_style *style)
{
	MC_AUTO(mc_diff) diff = MC_DIFF_INIT;

	make(&diff, mode, wanted, actual);
	mc_diff_print(out, &diff, style, "out.txt");
}

static void two_columns_line_up(void **state)
{
	const struct mc_print_style style = { .width = 60 };
	const struct mc_print_style ascii = { .width = 60, .is_ascii = true };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	print(&out, MC_COMPARE_EXACT, "\u65e5\u672c 1\nb\n", "\u65e5\u672c 2\nb\n", &style);
	assert_string_equal(out.ptr, "  expected             \u2502 your program\n"
				     "1 \u65e5\u672c 1               \u2260 \u65e5\u672c 2\n"
				     "       ^                      ^\n"
				     "2 b                    \u2502 b\n");
	mc_buf_reset(&out);
	print(&out, MC_COMPARE_EXACT, "a b\n", "a b \n", &ascii);
	assert_non_null(strstr(out.ptr, "1 a b                  ! a b\\s\n"));
}

static void narrow_terminals_get_one_column(void **state)
{
	const struct mc_print_style style = { .width = 40 };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_buf) wanted = MC_BUF_INIT;

	(void)state;
	for (int i = 0; i < 30; i++)
		mc_buf_addz(&wanted, "word ");
	print(&out, MC_COMPARE_EXACT, wanted.ptr, "word\n", &style);
	assert_non_null(strstr(out.ptr, "\n- 1  word"));
	assert_non_null(strstr(out.ptr, "\n+ 1  word\n"));
	for (const char *line = out.ptr; *line;) {
		size_t len = strcspn(line, "\n");

		assert_true(mc_unicode_width(line, len) <= 40);
		line += len + (line[len] == '\n');
	}
}

static void what_is_left_out_is_said(void **state)
{
	const struct mc_print_style style = { .width = 80 };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	MC_AUTO(mc_buf) actual = MC_BUF_INIT;

	(void)state;
	for (int i = 0; i < 5000; i++)
		mc_buf_addz(&actual, "again\n");
	print(&out, MC_COMPARE_TOKENS, "once\n", actual.ptr, &style);
	assert_non_null(strstr(out.ptr, "29928 bytes of the output are not shown\n"));
	assert_non_null(strstr(out.ptr, "out.txt"));
}

static void no_control_reaches_the_terminal(void **state)
{
	const struct mc_print_style style = { .width = 80 };
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	print(&out, MC_COMPARE_TOKENS, "a\n", "\x1b[2J\x07\rb\n", &style);
	for (size_t i = 0; i < out.len; i++)
		assert_true((unsigned char)out.ptr[i] >= ' ' || out.ptr[i] == '\n');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_aligned),
		cmocka_unit_test(equality_is_that_of_the_comparison),
		cmocka_unit_test(newline_at_the_end_is_told),
		cmocka_unit_test(only_the_first_difference_is_shown),
		cmocka_unit_test(long_lines_are_cut_at_the_difference),
		cmocka_unit_test(two_columns_line_up),
		cmocka_unit_test(narrow_terminals_get_one_column),
		cmocka_unit_test(what_is_left_out_is_said),
		cmocka_unit_test(no_control_reaches_the_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
