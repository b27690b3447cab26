/* SPDX-License-Identifier: MIT */
#include "ext/regex.h"

#include <string.h>

#include "base/buf.h"
#include "check.h"
#include "ext/hash.h"

static bool matches(const char *pattern, unsigned flags, const char *subject)
{
	MC_AUTOPTR(mc_regex) regex = NULL;
	bool found = false;

	assert_ok(mc_regex_open(&regex, NULL, pattern, flags));
	assert_ok(mc_regex_is_match(&found, regex, subject, strlen(subject)));
	return found;
}

static size_t count(const char *pattern, const char *subject)
{
	MC_AUTOPTR(mc_regex) regex = NULL;
	size_t n = 0;

	assert_ok(mc_regex_open(&regex, NULL, pattern, MC_REGEX_MULTILINE));
	assert_ok(mc_regex_count(&n, regex, subject, strlen(subject)));
	return n;
}

static void matches_by_its_flags(void **state)
{
	(void)state;
	assert_true(matches("^b$", MC_REGEX_MULTILINE, "a\nb\r\nc"));
	assert_false(matches("^b$", 0, "a\nb\nc"));
	assert_false(matches("a.b", 0, "a\nb"));
	assert_true(matches("a.b", MC_REGEX_DOT_ALL, "a\nb"));
	assert_true(matches("ÑU", MC_REGEX_IGNORE_CASE, "ñu"));
	assert_true(matches("^.$", 0, "é"));
	assert_true(matches("^\\w+$", 0, "مجموع"));
	assert_true(matches("a.b", 0,
			    "\xff"
			    "a\xfe"
			    "b"));
	assert_true(matches("\\x{1F600}", 0, "😀"));
	assert_false(matches("\\x{1F600}", 0, "\xff"));
}

static void counts_without_overlap(void **state)
{
	(void)state;
	assert_int_equal(count("aa", "aaaaa"), 2);
	assert_int_equal(count("x*", "ab"), 3);
	assert_int_equal(count("^", "a\nb\nc"), 3);
	assert_int_equal(count("", "ée"), 3);
	assert_int_equal(count("\\bfor\\b", "for (;;) { forty(); for (;;); }"), 2);
	assert_int_equal(count("z", "abc"), 0);
}

static void names_the_fault_of_a_pattern(void **state)
{
	(void)state;
	struct mc_regex *regex = NULL;
	size_t at = 0;
	MC_AUTOPTR(mc_err) err = mc_regex_open(&regex, &at, "ab(c", 0);

	assert_non_null(err);
	assert_int_equal(err->code, MC_E_INPUT);
	assert_int_equal(at, 4);
	assert_non_null(strstr(err->msg, "parenthesis"));
}

static void ends_when_a_pattern_explodes(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_regex) regex = NULL;
	const char *subject = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
	bool found = false;

	assert_ok(mc_regex_open(&regex, NULL, "^(a+)+$", 0));
	assert_err(MC_E_LIMIT, mc_regex_is_match(&found, regex, subject, strlen(subject)));
}

/* Each start is quick, but there are hundreds of thousands of them, each as slow as the text is long. */
static void ends_when_every_start_is_slow(void **state)
{
	(void)state;
	enum { LEN = 600000 };
	MC_AUTOPTR(mc_regex) regex = NULL;
	MC_AUTO(mc_buf) subject = MC_BUF_INIT;
	bool found = false;

	for (size_t i = 0; i < LEN; i++)
		mc_buf_addc(&subject, 'a');
	mc_buf_addz(&subject, "\n;");
	assert_ok(mc_regex_open(&regex, NULL, "x$|\\w+;$", 0));
	assert_err(MC_E_LIMIT, mc_regex_is_match(&found, regex, subject.ptr, subject.len));
}

/* Behind the first starting places that are searched at a time, and behind characters of several bytes. */
static void finds_far_behind_the_start(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_regex) regex = NULL;
	MC_AUTO(mc_buf) subject = MC_BUF_INIT;
	bool found = false;
	size_t count = 0;

	for (size_t i = 0; i < 5000; i++)
		mc_buf_addz(&subject, i % 2 ? "é" : "€ ");
	mc_buf_addz(&subject, "12\n");
	assert_ok(mc_regex_open(&regex, NULL, "(?<= )é12$", MC_REGEX_MULTILINE));
	assert_ok(mc_regex_is_match(&found, regex, subject.ptr, subject.len));
	assert_true(found);
	mc_regex_free(regex);
	regex = NULL;
	assert_ok(mc_regex_open(&regex, NULL, "€ é", 0));
	assert_ok(mc_regex_count(&count, regex, subject.ptr, subject.len));
	assert_int_equal(count, 2500);
}

/* FIPS 180-4 examples; a field is told from its neighbour. */
static void hashes(void **state)
{
	(void)state;
	struct mc_hash one, two;
	char hex[MC_HASH_HEX], other[MC_HASH_HEX];

	mc_hash_bytes(hex, "abc", 3);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	mc_hash_bytes(hex, "", 0);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	mc_hash_init(&one);
	mc_hash_init(&two);
	mc_hash_add_text(&one, "ab");
	mc_hash_add_text(&one, "c");
	mc_hash_add_text(&two, "a");
	mc_hash_add_text(&two, "bc");
	mc_hash_hex(hex, &one);
	mc_hash_hex(other, &two);
	assert_string_not_equal(hex, other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_by_its_flags),
		cmocka_unit_test(counts_without_overlap),
		cmocka_unit_test(names_the_fault_of_a_pattern),
		cmocka_unit_test(ends_when_a_pattern_explodes),
		cmocka_unit_test(ends_when_every_start_is_slow),
		cmocka_unit_test(finds_far_behind_the_start),
		cmocka_unit_test(hashes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
