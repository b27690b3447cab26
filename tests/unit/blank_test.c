/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "source/blank.h"

static void check(const char *path, const char *text, const char *wanted, bool comments, bool strings)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	mc_source_blank(&out, path, text, strlen(text), comments, strings);
	assert_string_equal(out.ptr, wanted);
	assert_int_equal(out.len, strlen(text));
}

#define without_comments(path, text, wanted) check(path, text, wanted, true, false)
#define without_strings(path, text, wanted) check(path, text, wanted, false, true)
#define without_both(path, text, wanted) check(path, text, wanted, true, true)

static void c_loses_comments_and_strings(void **state)
{
	(void)state;
	without_comments("a.c", "a /* for\n\tfor */ b // for\nc", "a       \n\t       b       \nc");
	without_comments("a.c", "s = \"// no\"; // yes\n", "s = \"// no\";       \n");
	without_strings("a.c", "s = \"a\\\"b\" + 'c'; // 'x", "s = \"    \" + ' '; // 'x");
	without_comments("a.c", "// one \\\ntwo\nthree", "        \n   \nthree");
	without_comments("a.c", "a /* never closed", "a                ");
	without_strings("a.c", "\"open\nfor", "\"    \nfor");
	without_strings("A.java", "\"\"\"\na\"b\n\"\"\" x", "\"\"\"\n   \n\"\"\" x");
	without_both("a.go", "`a//b` // c", "`    `     ");
	without_comments("a.css", "a { /* x */ b: url(//c) }", "a {         b: url(//c) }");
}

static void javascript_has_templates_and_regexes(void **state)
{
	(void)state;
	without_strings("a.js", "`a ${b + `c${d}`} e` + f", "`  ${b + ` ${d}`}  ` + f");
	without_strings("a.mjs", "`${ {a: 1}.a } x`", "`${ {a: 1}.a }  `");
	without_both("a.ts", "x = /a\\/[/]b/.test(y) // z", "x = /       /.test(y)     ");
	without_strings("a.js", "a = b / c / 'd'", "a = b / c / ' '");
	without_strings("a.js", "return /for/.test(x)", "return /   /.test(x)");
	without_strings("a.js", "f(x) / 2; g /= 3", "f(x) / 2; g /= 3");
	without_comments("a.js", "u = 'http://x' // y", "u = 'http://x'     ");
}

static void python_has_triple_quotes(void **state)
{
	(void)state;
	without_comments("a.py", "x = '#' # for\n", "x = '#'      \n");
	without_strings("a.py", "\"\"\"for\n'it'\n\"\"\"\nf'{x}' r\"\\\" b\"",
			"\"\"\"   \n    \n\"\"\"\nf'   ' r\"    \"");
	without_both("a.py", "'''open", "'''    ");
}

static void shell_has_words_and_documents(void **state)
{
	(void)state;
	without_comments("a.sh", "echo a#b $# # for\n#x", "echo a#b $#      \n  ");
	without_strings("a.sh", "echo \"a $(ls \"b c\") d\" 'e\\' f", "echo \"  $(ls \"   \")  \" '  ' f");
	without_strings("a.sh", "cat <<'END' | sort\nfor x\nEND\nfor", "cat <<'END' | sort\n     \nEND\nfor");
	without_strings("a.bash", "x=$((1 << 3)); cat <<< \"y\"", "x=$((1 << 3)); cat <<< \" \"");
	without_strings("a.sh", "echo \\\" for \\\"", "echo \\\" for \\\"");
}

static void sql_and_html(void **state)
{
	(void)state;
	without_both("q.sql", "SELECT 'it''s -- x' -- y\n/* z */ FROM \"a--b\"",
		     "SELECT '  ''      '     \n        FROM \"a--b\"");
	without_both("p.html", "<a href=\"x\">don't</a><!-- <b> -->", "<a href=\" \">don't</a>            ");
	without_both("p.html", "<script>a = '<p>' // b\n</script><i>c // d</i>",
		     "<script>a = '   '     \n</script><i>c // d</i>");
	without_both("p.htm", "<STYLE>a{} /* x */</STYLE>y", "<STYLE>a{}        </STYLE>y");
}

static void other_texts_stay(void **state)
{
	(void)state;
	without_both("notes.txt", "// a 'b'", "// a 'b'");
	without_both("Makefile", "# a 'b'", "# a 'b'");
}

/* Every cut of hostile code must be taken. */
static void broken_code_is_taken(void **state)
{
	static const char text[] = "\"\\`${`${'/*//<<E\n\"\"\"'''$($(<!--<script/[\\";
	static const char *const paths[] = { "a.c",  "a.js", "a.java", "a.go",
					     "a.py", "a.sh", "a.sql",  "a.html" };

	(void)state;
	for (size_t i = 0; i < MC_COUNT(paths); i++) {
		for (size_t start = 0; start < sizeof(text); start++) {
			MC_AUTO(mc_buf) out = MC_BUF_INIT;

			mc_source_blank(&out, paths[i], text + start, sizeof(text) - 1 - start, true, true);
			assert_int_equal(out.len, sizeof(text) - 1 - start);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c_loses_comments_and_strings),
		cmocka_unit_test(javascript_has_templates_and_regexes),
		cmocka_unit_test(python_has_triple_quotes),
		cmocka_unit_test(shell_has_words_and_documents),
		cmocka_unit_test(sql_and_html),
		cmocka_unit_test(other_texts_stay),
		cmocka_unit_test(broken_code_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
