/* SPDX-License-Identifier: MIT */
#include "base/glob.h"

#include "check.h"

static void assert_overlaps(bool wanted, const char *a, const char *b)
{
	if (mc_glob_overlaps(a, b) != wanted || mc_glob_overlaps(b, a) != wanted)
		fail_msg("'%s' and '%s'", a, b);
}

static void one_path_can_match_both(void **state)
{
	(void)state;
	assert_overlaps(true, "**", "node_modules/**");
	assert_overlaps(true, "*.html", "index.html");
	assert_overlaps(true, "**/*.html", "index.html");
	assert_overlaps(true, "**/*.html", "a/b/index.html");
	assert_overlaps(true, "src/*.js", "**/main.*");
	assert_overlaps(true, "a*b", "*ab*");
	assert_overlaps(true, "[ab].c", "b.c");
	assert_overlaps(true, "?.c", "x.*");
	assert_overlaps(true, "a", "a");
}

static void no_path_can_match_both(void **state)
{
	(void)state;
	assert_overlaps(false, "index.html", "node_modules/**");
	assert_overlaps(false, "*.html", "*.css");
	assert_overlaps(false, "*.html", "pages/index.html");
	assert_overlaps(false, "src/**", "lib/**");
	assert_overlaps(false, "?", "/");
	assert_overlaps(false, "ab", "a");
	assert_overlaps(false, "*/x", "a/b/x");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_path_can_match_both),
		cmocka_unit_test(no_path_can_match_both),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
