/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "ext/visible.h"

static void check(const char *wanted, const char *text, size_t len, enum mc_visible what, bool is_ascii)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	mc_visible_add(&out, text, len, what, is_ascii);
	assert_string_equal(out.ptr, wanted);
}

#define shows(wanted, text) check(wanted, text, sizeof(text) - 1, MC_VISIBLE_ALL, false)
#define shows_ascii(wanted, text) check(wanted, text, sizeof(text) - 1, MC_VISIBLE_ALL, true)
#define is_safe(wanted, text) check(wanted, text, sizeof(text) - 1, MC_VISIBLE_SAFE, false)

static void white_space_is_seen(void **state)
{
	(void)state;
	shows("a b\u00b7\u00b7\nc\u2192d\u240d\n\u00b7", "a b  \nc\td\r\n ");
	shows_ascii("a b\\s\nc\\td\\r\n", "a b \nc\td\r\n");
	shows("1<U+00A0>000", "1\u00a0000");
	is_safe("a b  \nc\td\n1\u00a0000", "a b  \nc\td\r\n1\u00a0000");
}

static void hidden_characters_are_named(void **state)
{
	(void)state;
	shows("a<U+200B>b<U+FEFF>", "a\u200bb\ufeff");
	shows("<U+202E>evil<U+2066>", "\u202eevil\u2066");
	is_safe("<U+202E>evil", "\u202eevil");
	shows("caf\u00e9 \u0645\u0631\u062d\u0628\u0627 \u2714\ufe0f",
	      "caf\u00e9 \u0645\u0631\u062d\u0628\u0627 \u2714\ufe0f");
	shows_ascii("caf<U+00E9>", "caf\u00e9");
}

/* Persian "mi-khaham" is spelled with one; elsewhere it would make two texts look the same. */
static void a_joiner_stays_where_it_is_spelling(void **state)
{
	(void)state;
	is_safe("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
		"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645");
	shows("\u06cc<U+200C>\u062e", "\u06cc\u200c\u062e");
	is_safe("\u06cc<U+200C>", "\u06cc\u200c");
	is_safe("pay<U+200C>pal<U+200D>", "pay\u200cpal\u200d");
	is_safe("\u06cc<U+200C><U+200C>\u062e", "\u06cc\u200c\u200c\u062e");
}

static void nothing_steers_the_terminal(void **state)
{
	char all[256];
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	shows("\\x1b[2J\\x07\u2400\\x7f\\xff", "\x1b[2J\x07\0\x7f\xff");
	is_safe("\\x1b]0;title\\x07<U+009B>31m", "\x1b]0;title\x07\xc2\x9b"
						 "31m");
	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	mc_visible_add(&out, all, sizeof(all), MC_VISIBLE_SAFE, true);
	for (size_t i = 0; i < out.len; i++)
		assert_true(out.ptr[i] == '\n' || out.ptr[i] == '\t' ||
			    (out.ptr[i] >= ' ' && out.ptr[i] <= '~'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(white_space_is_seen),
		cmocka_unit_test(hidden_characters_are_named),
		cmocka_unit_test(a_joiner_stays_where_it_is_spelling),
		cmocka_unit_test(nothing_steers_the_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
