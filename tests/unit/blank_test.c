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
			"\"\"\"   \n    \n\"\"\"\nf'{x}' r\"    \"");
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

static void python_has_code_in_strings(void **state)
{
	(void)state;
	without_strings("a.py", "f\"a {round(x, 2)} b\" + c", "f\"  {round(x, 2)}  \" + c");
	without_strings("a.py", "f'{{no}} {y}' 'z'", "f'       {y}' ' '");
	without_strings("a.py", "rf'{x:>{width}.2f}' + 'a'", "rf'{x  {width}   }' + ' '");
	without_strings("a.py", "f'{d[\"k\"]}' 'a'", "f'{d[\" \"]}' ' '");
	without_strings("a.py", "f\"{d[\"k\"]}\" 'a'", "f\"{d[\" \"]}\" ' '");
	without_strings("a.py", "f'{ {1: 2}[x[1:]] } b'", "f'{ {1: 2}[x[1:]] }  '");
	without_strings("a.py", "f'''a\n{x\n+ 1} for''' y", "f''' \n{x\n+ 1}    ''' y");
	without_strings("a.py", "f'{x\nfor y", "f'{x\nfor y");
	without_strings("a.py", "puff'{x}' b'{x}'", "puff'   ' b'   '");
	without_comments("a.py", "f'{x}#' # for", "f'{x}#'      ");
}

static void javascript_has_text_and_conditions(void **state)
{
	(void)state;
	/* JSX */
	without_strings("a.jsx", "return <p>don't {for_(a)}</p>;", "return <p>don't {for_(a)}</p>;");
	without_strings("a.jsx", "<a b={c} /> 'd' </a> 'e'", "<a b={c} /> ' ' </a> ' '");
	without_strings("a.js", "import a from'b'; return'c'", "import a from' '; return' '");
	/* regular expressions */
	without_strings("a.js", "if (a(b)) /it's/.test(c)", "if (a(b)) /    /.test(c)");
	without_strings("a.js", "while (a) /'/.exec(b); (c) / d / 'e'",
			"while (a) / /.exec(b); (c) / d / ' '");
	without_strings("a.js", "a.replace(/>/g, 'b')", "a.replace(/ /g, ' ')");
	without_strings("a.js", "i++ / 2 / 'a'", "i++ / 2 / ' '");
	without_strings("a.js", "[/[/'\"]/, 'a']", "[/     /, ' ']");
	/* templates */
	without_strings("a.js", "`a${`b${{c: `d`}.c}`}` + e", "` ${` ${{c: ` `}.c}`}` + e");
	without_strings("a.js", "`\\${a} ${\"}\"} b` + c", "`      ${\" \"}  ` + c");
}

static void shell_has_documents_of_all_kinds(void **state)
{
	(void)state;
	without_strings("a.sh", "cat <<A <<B | grep 'x'\na\nA\nb\nB\nc",
			"cat <<A <<B | grep ' '\n \nA\n \nB\nc");
	without_both("a.sh", "cat <<E # it's\nfor\nE\nx", "cat <<E       \n   \nE\nx");
	without_strings("a.sh", "cat <<E\n\tE\nfor\nE\nx", "cat <<E\n\t \n   \nE\nx");
	without_strings("a.sh", "cat <<-E\n\tfor\n\tE\nx", "cat <<-E\n\t   \n\tE\nx");
	without_strings("a.sh", "cat <<'a b'\nfor\na b\nx 'y'", "cat <<'a b'\n   \na b\nx ' '");
	without_strings("a.sh", "cat << \\E.1\nfor\nE.1\nx", "cat << \\E.1\n   \nE.1\nx");
	without_strings("a.sh", "x=$(cat <<E\nfor\nE\n) 'y'", "x=$(cat <<E\n   \nE\n) ' '");
	without_strings("a.sh", "cat <<E\nnever 'ends'", "cat <<E\nnever '    '");
}

static void sql_has_dollars_and_names(void **state)
{
	(void)state;
	without_both("q.sql", "SELECT $$it's -- x$$, 'a' -- b", "SELECT $$         $$, ' '     ");
	without_both("q.sql", "SELECT $f$ $$ for $f$ || $1 || 'a'", "SELECT $f$        $f$ || $1 || ' '");
	without_both("q.sql", "SELECT a$b, c$d FROM e -- f", "SELECT a$b, c$d FROM e     ");
	without_both("q.sql", "SELECT `it's` FROM a -- b", "SELECT `it's` FROM a     ");
	without_both("q.sql", "SELECT E'it\\'s', 'a\\', b", "SELECT E'     ', '  ', b");
}

static void css_and_html_have_addresses_and_tags(void **state)
{
	(void)state;
	without_both("a.css", "a { b: url(http://c/*.png); /* d */ }",
		     "a { b: url(http://c/*.png);         }");
	without_both("a.css", "a { b: url( 'c/*d' ) } /* e */", "a { b: url( '    ' ) }        ");
	without_both("p.html", "<style>a { b: url(//c/*) } /* d */</style>",
		     "<style>a { b: url(//c/*) }        </style>");
	without_both("p.html", "1 < 2 \"b\" <p c=\"d\">", "1 < 2 \"b\" <p c=\" \">");
	without_both("p.html", "<a b=don't c=\"d\">", "<a b=don't c=\" \">");
	without_both("p.html", "<a b = 'c'>'d'</a>", "<a b = ' '>'d'</a>");
	without_both("p.html", "<script-x>a // b</script-x>", "<script-x>a // b</script-x>");
	without_both("p.html", "<script src=\"a\">let a = \"</p>\" // b</script>c",
		     "<script src=\" \">let a = \"    \"     </script>c");
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

/* Millions of beginnings without an end would keep a grader for hours. */
static void thousands_of_open_documents_are_taken(void **state)
{
	static const char line[] = "cat <<A <<B <<C <<D\n";
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < 300000; i++)
		mc_buf_add(&text, line, sizeof(line) - 1);
	mc_source_blank(&out, "a.sh", text.ptr, text.len, true, true);
	assert_int_equal(out.len, text.len);
	assert_memory_equal(out.ptr, text.ptr, text.len);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(c_loses_comments_and_strings),
		cmocka_unit_test(javascript_has_templates_and_regexes),
		cmocka_unit_test(python_has_triple_quotes),
		cmocka_unit_test(shell_has_words_and_documents),
		cmocka_unit_test(sql_and_html),
		cmocka_unit_test(python_has_code_in_strings),
		cmocka_unit_test(javascript_has_text_and_conditions),
		cmocka_unit_test(shell_has_documents_of_all_kinds),
		cmocka_unit_test(sql_has_dollars_and_names),
		cmocka_unit_test(css_and_html_have_addresses_and_tags),
		cmocka_unit_test(other_texts_stay),
		cmocka_unit_test(broken_code_is_taken),
		cmocka_unit_test(thousands_of_open_documents_are_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
