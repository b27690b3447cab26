/* SPDX-License-Identifier: MIT */
#include "prove/mutant.h"

#include <string.h>

#include "base/alloc.h"
#include "check.h"
#include "prove/mutant_print.h"

/* True when one of the mutants of text is of this kind and reads wanted. */
static bool makes(const char *path, const char *text, const char *kind, const char *wanted)
{
	MC_AUTO(mc_mutants) mutants = MC_MUTANTS_INIT;
	bool is_made = false;

	mc_mutants_find(&mutants, path, text, strlen(text));
	for (size_t i = 0; i < mutants.count; i++) {
		MC_AUTO(mc_buf) made = MC_BUF_INIT;

		mc_mutant_apply(&made, &mutants.items[i]);
		assert_string_not_equal(made.ptr, text);
		is_made |= !strcmp(made.ptr, wanted) &&
			   !strcmp(mc_mutant_kind_name(mutants.items[i].kind), kind);
	}
	if (!is_made)
		print_error("%s: no mutant '%s' that reads:\n%s\n", path, kind, wanted);
	return is_made;
}

static size_t count(const char *path, const char *text)
{
	MC_AUTO(mc_mutants) mutants = MC_MUTANTS_INIT;

	mc_mutants_find(&mutants, path, text, strlen(text));
	return mutants.count;
}

struct expected {
	const char *text;
	const char *kind;
	const char *wanted;
};

#define check_all(path, list) check_list(path, list, MC_COUNT(list))

static void check_list(const char *path, const struct expected *list, size_t length)
{
	for (size_t i = 0; i < length; i++)
		assert_true(makes(path, list[i].text, list[i].kind, list[i].wanted));
}

static void test_c(void **state)
{
	static const struct expected list[] = {
		{ "x = a < b;", "comparison", "x = a <= b;" },
		{ "x = a == b;", "comparison", "x = a != b;" },
		{ "x = a && b;", "logic", "x = a || b;" },
		{ "x = !b;", "logic", "x = b;" },
		{ "x = a + 1;", "arithmetic", "x = a - 1;" },
		{ "x = a * b;", "arithmetic", "x = a / b;" },
		{ "i++;", "arithmetic", "i--;" },
		{ "for (i = 0; i < 10; i++) f(i);", "bound", "for (i = 0; i < 11; i++) f(i);" },
		{ "x = a[2];", "bound", "x = a[1];" },
		{ "x = 0;", "number", "x = 1;" },
		{ "#define MOST 10\n", "number", "#define MOST 11\n" },
		{ "return a + b;", "return", "return 0;" },
		{ "return 0.00;", "return", "return 1;" },
		{ "{\n\tf(x);\n}", "statement", "{\n\t;\n}" },
		{ "{\n\tx = 1;\n}", "statement", "{\n\t;\n}" },
		{ "for (;;) { break; }", "statement", "for (;;) { ; }" },
		{ "if (a(b)) c();", "condition", "if (1) c();" },
		{ "if (a(b)) c();", "condition", "if (0) c();" },
		{ "while (a) c();", "condition", "while (0) c();" },
		{ "puts(\"hi\");", "string", "puts(\"\");" },
		{ "c = 'a';", "string", "c = 'x';" },
	};

	(void)state;
	check_all("a.c", list);
	assert_int_equal(
		count("a.c", "#include <stdio.h>\n#include \"a.h\"\nint n;\nFILE *f;\nchar s[20];\n"), 0);
	assert_int_equal(count("a.c", "/* a < b */ // 1 + 2\n"), 0);
}

static void test_script(void **state)
{
	static const struct expected list[] = {
		{ "x = a === b;", "comparison", "x = a !== b;" },
		{ "x = a >= b;", "comparison", "x = a > b;" },
		{ "x = a || b;", "logic", "x = a && b;" },
		{ "x = true;", "logic", "x = false;" },
		{ "x = a - b;", "arithmetic", "x = a + b;" },
		{ "x += b;", "arithmetic", "x -= b;" },
		{ "x = a.slice(1);", "bound", "x = a.slice(2);" },
		{ "x = a[i % 2];", "bound", "x = a[i % 3];" },
		{ "function f() {\n  return a.b({ c: 1 });\n}\n", "return",
		  "function f() {\n  return null;\n}\n" },
		{ "function f() {\n  return null\n}\n", "return", "function f() {\n  return 0\n}\n" },
		{ "a\n  .b()\n  .c();\nd();\n", "statement", ";\nd();\n" },
		{ "a()\nb()\n", "statement", "a()\n;\n" },
		{ "if (a) {\n  throw b(c);\n}", "statement", "if (a) {\n  ;\n}" },
		{ "if (a) b();", "condition", "if (true) b();" },
		{ "x = `a${b}c`;", "string", "x = `a${b}`;" },
		{ "x = 'a';", "string", "x = '';" },
		{ "x = Math.min(a, b);", "function", "x = Math.max(a, b);" },
		{ "x = a.toLowerCase();", "function", "x = a.toUpperCase();" },
	};

	(void)state;
	check_all("a.js", list);
	assert_int_equal(
		count("a.js", "\"use strict\";\nimport a from 'b';\nconst c = require('d');\nlet e;\n"), 0);
}

static void test_python(void **state)
{
	static const struct expected list[] = {
		{ "x = a < b\n", "comparison", "x = a <= b\n" },
		{ "x = a and b\n", "logic", "x = a or b\n" },
		{ "x = not b\n", "logic", "x = b\n" },
		{ "x = a is not b\n", "logic", "x = a is b\n" },
		{ "x = a // b\n", "arithmetic", "x = a / b\n" },
		{ "for i in range(10):\n  f(i)\n", "bound", "for i in range(9):\n  f(i)\n" },
		{ "def f():\n  return a(\n    b)\n", "return", "def f():\n  return None\n" },
		{ "def f():\n  return None", "return", "def f():\n  return 0" },
		{ "if a:\n  f(x)\n", "statement", "if a:\n  pass\n" },
		{ "x = f(\n  1)\n", "statement", "pass\n" },
		{ "for a in b:\n  break\n", "statement", "for a in b:\n  pass\n" },
		{ "if a == {1: 2}:\n  b()\n", "condition", "if True:\n  b()\n" },
		{ "elif a:\n  b()\n", "condition", "elif False:\n  b()\n" },
		{ "while a:\n  b()\n", "condition", "while False:\n  b()\n" },
		{ "x = \"a\"\n", "string", "x = \"\"\n" },
		{ "x = max(a)\n", "function", "x = min(a)\n" },
	};

	(void)state;
	check_all("a.py", list);
	assert_int_equal(count("a.py", "import a\nfrom b import c\ndef f(x):\n  \"\"\"Says x.\"\"\"\n"), 0);
}

static void test_shell(void **state)
{
	static const struct expected list[] = {
		{ "[ \"$a\" -lt 3 ]", "comparison", "[ \"$a\" -le 3 ]" },
		{ "[ $a = b ]", "comparison", "[ $a != b ]" },
		{ "[ -z $a ]", "comparison", "[ -n $a ]" },
		{ "a && b", "logic", "a || b" },
		{ "echo $((a + 1))", "arithmetic", "echo $((a - 1))" },
		{ "((a < 3))", "comparison", "((a <= 3))" },
		{ "[ $a -gt 3 ]", "bound", "[ $a -gt 2 ]" },
		{ "exit 1\n", "return", "exit 0\n" },
		{ "a b\nc d\n", "statement", "a b\n:\n" },
		{ "a | b -c | d\n", "statement", "a | d\n" },
		{ "if a b; then c; fi", "condition", "if true; then c; fi" },
		{ "while a b; do c; done", "condition", "while false; do c; done" },
		{ "echo \"a b\"", "string", "echo \"\"" },
		{ "echo \"$a\"", "quotes", "echo $a" },
		{ "sort -n a", "option", "sort a" },
	};

	(void)state;
	check_all("a.sh", list);
	assert_int_equal(count("a.sh", "#!/bin/sh\n# a < b && c\n"), 0);
}

static void test_sql(void **state)
{
	static const struct expected list[] = {
		{ "SELECT a FROM t WHERE b = 1;", "comparison", "SELECT a FROM t WHERE b <> 1;" },
		{ "SELECT a FROM t WHERE b and c", "logic", "SELECT a FROM t WHERE b OR c" },
		{ "SELECT a FROM t WHERE b ORDER BY a;", "clause", "SELECT a FROM t ORDER BY a;" },
		{ "SELECT a FROM t ORDER BY a, b LIMIT 3;", "order", "SELECT a FROM t LIMIT 3;" },
		{ "SELECT a FROM t ORDER BY a;", "order", "SELECT a FROM t ORDER BY a DESC;" },
		{ "select a from t order by a desc;", "order", "select a from t order by a ASC;" },
		{ "SELECT a FROM t JOIN u ON b;", "join", "SELECT a FROM t LEFT JOIN u ON b;" },
		{ "SELECT a FROM t LEFT OUTER JOIN u ON b;", "join", "SELECT a FROM t JOIN u ON b;" },
		{ "SELECT DISTINCT a FROM t;", "clause", "SELECT a FROM t;" },
		{ "SELECT SUM(a) FROM t;", "function", "SELECT AVG(a) FROM t;" },
		{ "SELECT a WHERE b IS NULL;", "logic", "SELECT a WHERE b IS NOT NULL;" },
		{ "CREATE TABLE t (a INTEGER NOT NULL, b);", "constraint", "CREATE TABLE t (a INTEGER, b);" },
		{ "CREATE TABLE t (a INTEGER PRIMARY KEY);", "constraint", "CREATE TABLE t (a INTEGER);" },
		{ "CREATE TABLE t (a INT CHECK (a > 0));", "constraint", "CREATE TABLE t (a INT);" },
		{ "CREATE TABLE t (a INT REFERENCES u (b));", "constraint", "CREATE TABLE t (a INT);" },
		{ "DELETE FROM t;\nSELECT 1;", "statement", "\nSELECT 1;" },
		{ "SELECT a FROM t LIMIT 3;", "number", "SELECT a FROM t LIMIT 4;" },
		{ "SELECT 'a';", "string", "SELECT '';" },
	};

	(void)state;
	check_all("a.sql", list);
}

static void test_html_and_css(void **state)
{
	static const struct expected html[] = {
		{ "<p>a</p><br>", "element", "<br>" },
		{ "<p>a</p><br>", "element", "<p>a</p>" },
		{ "<p><p>a</p></p>b", "element", "b" },
		{ "<img src=\"a\" alt=\"b\">", "attribute", "<img src=\"a\">" },
		{ "<input required>", "attribute", "<input>" },
		{ "<label for=\"a\">b</label>", "label", "<label for=\"a-x\">b</label>" },
		{ "<h1>a <b>c</b></h1>", "heading", "<h2>a <b>c</b></h2>" },
		{ "<p>Hello</p>", "text", "<p></p>" },
		{ "<style>p { a: b }</style>", "rule", "<style></style>" },
		{ "<script>x = a < b;</script>", "comparison", "<script>x = a <= b;</script>" },
	};
	static const struct expected css[] = {
		{ "p, a:hover { a: b; c: d }\nq { e: f }", "rule", "\nq { e: f }" },
		{ "p { a: b; c: d }", "declaration", "p {  c: d }" },
		{ "p { a: b; c: d }", "declaration", "p { a: b;  }" },
	};

	(void)state;
	check_all("a.html", html);
	check_all("a.css", css);
	assert_int_equal(count("a.html", "<!DOCTYPE html>\n<html lang=\"en\"><!-- <p>a</p> --></html>\n"), 0);
}

static void test_other_files_have_none(void **state)
{
	(void)state;
	assert_int_equal(count("a.txt", "a < b && 1 + 2"), 0);
	assert_int_equal(count("Makefile", "a < b"), 0);
}

static const char *id_of(const struct mc_mutants *mutants, const char *kind, size_t nth)
{
	for (size_t i = 0; i < mutants->count; i++) {
		if (!strcmp(mc_mutant_kind_name(mutants->items[i].kind), kind) && nth-- == 0)
			return mutants->items[i].id;
	}
	return "";
}

static void test_ids_survive_changes_elsewhere(void **state)
{
	const char *before = "def f(a):\n    return a < 3\n";
	const char *after = "import sys\n\n\ndef f(a, b):\n  return a < 3\nprint(f(1, 2))\n";
	const char *twice = "x = a < b\ny()\nx = a < b\n";
	MC_AUTO(mc_mutants) one = MC_MUTANTS_INIT;
	MC_AUTO(mc_mutants) other = MC_MUTANTS_INIT;
	MC_AUTO(mc_mutants) equal = MC_MUTANTS_INIT;

	(void)state;
	mc_mutants_find(&one, "f.py", before, strlen(before));
	mc_mutants_find(&other, "f.py", after, strlen(after));
	assert_string_equal(id_of(&one, "comparison", 0), id_of(&other, "comparison", 0));
	assert_string_not_equal(id_of(&one, "comparison", 0), id_of(&one, "return", 0));
	mc_mutants_find(&equal, "f.py", twice, strlen(twice));
	assert_int_equal(strlen(id_of(&equal, "comparison", 0)), 10);
	assert_string_equal(id_of(&equal, "comparison", 1) + 10, "-2");
	assert_memory_equal(id_of(&equal, "comparison", 1), id_of(&equal, "comparison", 0), 10);
}

static void test_choice_is_spread_over_kinds_and_places(void **state)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_mutants) mutants = MC_MUTANTS_INIT;
	size_t kinds[64] = { 0 };

	(void)state;
	for (size_t i = 0; i < 300; i++)
		mc_buf_addf(&text, "x%zu = a + b\n", i);
	mc_buf_addz(&text, "x = a < b\n");
	mc_mutants_find(&mutants, "a.py", text.ptr, text.len);
	assert_true(mutants.count > 600);
	mc_mutants_choose(&mutants, 20);
	assert_int_equal(mutants.count, 20);
	for (size_t i = 0; i < mutants.count; i++)
		kinds[mutants.items[i].kind]++;
	assert_int_equal(kinds[MC_MUTANT_COMPARISON], 1);
	assert_true(kinds[MC_MUTANT_ARITHMETIC] >= 9 && kinds[MC_MUTANT_STATEMENT] >= 9);
	assert_true(mutants.items[0].line < 60 && mutants.items[19].line > 240);
	mc_mutants_choose(&mutants, 0);
	assert_int_equal(mutants.count, 20);
}

static void test_diff_and_words(void **state)
{
	const char *text = "a()\nx = a < b\nc()\n";
	MC_AUTO(mc_mutants) mutants = MC_MUTANTS_INIT;
	MC_AUTO(mc_buf) words = MC_BUF_INIT;
	MC_AUTO(mc_buf) diff = MC_BUF_INIT;
	const struct mc_mutant *mutant = NULL;

	(void)state;
	mc_mutants_find(&mutants, "a.py", text, strlen(text));
	for (size_t i = 0; i < mutants.count; i++) {
		if (mutants.items[i].kind == MC_MUTANT_COMPARISON)
			mutant = &mutants.items[i];
	}
	assert_non_null(mutant);
	mc_mutant_print_words(&words, mutant);
	assert_string_equal(words.ptr, "another comparison: '<=' instead of '<'");
	mc_mutant_print_diff(&diff, mutant, NULL, 0);
	assert_string_equal(diff.ptr, "   1  a()\n-  2  x = a < b\n+  2  x = a <= b\n   3  c()\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_c),
		cmocka_unit_test(test_script),
		cmocka_unit_test(test_python),
		cmocka_unit_test(test_shell),
		cmocka_unit_test(test_sql),
		cmocka_unit_test(test_html_and_css),
		cmocka_unit_test(test_other_files_have_none),
		cmocka_unit_test(test_ids_survive_changes_elsewhere),
		cmocka_unit_test(test_choice_is_spread_over_kinds_and_places),
		cmocka_unit_test(test_diff_and_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
