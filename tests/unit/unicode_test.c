/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "ext/unicode.h"

static size_t width(const char *text)
{
	return mc_unicode_width(text, strlen(text));
}

static void width_is_that_of_a_terminal(void **state)
{
	(void)state;
	assert_int_equal(width("abc"), 3);
	assert_int_equal(width("caf\u00e9"), 4);
	assert_int_equal(width("cafe\u0301"), 4);
	assert_int_equal(width("\u65e5\u672c"), 4);
	assert_int_equal(width("\u0645\u0631\u062d\u0628\u0627"), 5);
	assert_int_equal(width("\u06cc\u200c\u0645"), 2);
	assert_int_equal(width("\U0001f469\u200d\U0001f4bb"), 2);
	assert_int_equal(width("a\xff"), 2);
	assert_int_equal(width("a\x1b"), 1);
	assert_int_equal(width(""), 0);
}

static void texts_fit_by_columns(void **state)
{
	static const char text[] = "a\u65e5e\u0301b";

	(void)state;
	assert_int_equal(mc_unicode_fit(text, strlen(text), 1), 1);
	assert_int_equal(mc_unicode_fit(text, strlen(text), 2), 1);
	assert_int_equal(mc_unicode_fit(text, strlen(text), 3), 4);
	assert_int_equal(mc_unicode_fit(text, strlen(text), 4), 7);
	assert_int_equal(mc_unicode_fit(text, strlen(text), 99), strlen(text));
}

static void assert_key(const char *a, const char *b, bool folds_case, bool is_same)
{
	MC_AUTO(mc_buf) key_a = MC_BUF_INIT;
	MC_AUTO(mc_buf) key_b = MC_BUF_INIT;

	mc_unicode_add_key(&key_a, a, strlen(a), folds_case);
	mc_unicode_add_key(&key_b, b, strlen(b), folds_case);
	assert_int_equal(!strcmp(key_a.ptr, key_b.ptr), is_same);
}

static void keys_fold_case_and_form(void **state)
{
	(void)state;
	assert_key("Hello", "hELLO", true, true);
	assert_key("Hello", "hello", false, false);
	assert_key("\u00c9", "e\u0301", true, true);
	assert_key("\u00c9", "e\u0301", false, false);
	assert_key("\u0416\u0423\u041a", "\u0436\u0443\u043a", true, true);
	assert_key("\u03a3", "\u03c2", true, true);
	assert_key("a\xff"
		   "B",
		   "A\xff"
		   "b",
		   true, true);
	assert_key("e", "\u00e9", true, false);
}

static void composed_form_is_made(void **state)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	mc_unicode_add_key(&out, "cafe\u0301 \xff", 8, false);
	assert_string_equal(out.ptr, "caf\u00e9 \xff");
}

static void white_space_is_known(void **state)
{
	(void)state;
	assert_int_equal(mc_unicode_space(" a", 2), 1);
	assert_int_equal(mc_unicode_space("\u00a0", 2), 2);
	assert_int_equal(mc_unicode_space("\u3000", 3), 3);
	assert_int_equal(mc_unicode_space("\u200b", 3), 0);
	assert_int_equal(mc_unicode_space("\0", 1), 0);
	assert_true(mc_unicode_is_invisible(0x200b));
	assert_true(mc_unicode_is_invisible(0x202e));
	assert_true(mc_unicode_is_invisible(0x1b));
	assert_false(mc_unicode_is_invisible('a'));
	assert_false(mc_unicode_is_invisible(0x301));
}

static void languages_have_a_direction(void **state)
{
	(void)state;
	assert_true(mc_unicode_is_rtl_lang("ar"));
	assert_true(mc_unicode_is_rtl_lang("fa-AF"));
	assert_false(mc_unicode_is_rtl_lang("en"));
	assert_false(mc_unicode_is_rtl_lang("arn"));
	assert_false(mc_unicode_is_rtl_lang(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(width_is_that_of_a_terminal), cmocka_unit_test(texts_fit_by_columns),
		cmocka_unit_test(keys_fold_case_and_form),     cmocka_unit_test(composed_form_is_made),
		cmocka_unit_test(white_space_is_known),	       cmocka_unit_test(languages_have_a_direction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
