/* SPDX-License-Identifier: MIT */
#include "similar/canon.h"

#include <string.h>

#include "base/buf.h"
#include "check.h"

static void add_codes(struct mc_buf *out, enum mc_language language, const char *text)
{
	MC_AUTO(mc_canon) canon = MC_CANON_INIT;

	mc_canon_add(&canon, language, text, strlen(text));
	for (size_t i = 0; i < canon.count; i++)
		mc_buf_addf(out, "%u ", canon.items[i].code);
}

static void same(enum mc_language language, const char *a, const char *b)
{
	MC_AUTO(mc_buf) one = MC_BUF_INIT;
	MC_AUTO(mc_buf) other = MC_BUF_INIT;

	add_codes(&one, language, a);
	add_codes(&other, language, b);
	assert_true(one.len > 0);
	if (strcmp(one.ptr, other.ptr) != 0)
		fail_msg("%s\n%s\n%s\n%s", a, one.ptr, b, other.ptr);
}

static void different(enum mc_language language, const char *a, const char *b)
{
	MC_AUTO(mc_buf) one = MC_BUF_INIT;
	MC_AUTO(mc_buf) other = MC_BUF_INIT;

	add_codes(&one, language, a);
	add_codes(&other, language, b);
	if (!strcmp(one.ptr, other.ptr))
		fail_msg("the same: %s and %s: %s", a, b, one.ptr);
}

#define C(a, b) same(MC_LANGUAGE_C, a, b)
#define JS(a, b) same(MC_LANGUAGE_SCRIPT, a, b)
#define JAVA(a, b) same(MC_LANGUAGE_JAVA, a, b)
#define PYTHON(a, b) same(MC_LANGUAGE_PYTHON, a, b)

static void test_names_and_layout(void **state)
{
	(void)state;
	C("int add(int a, int b) { return a + b; }", "/* sum */\nint\nplus(int x,int y){return(x+y);}");
	JS("const f = (a) => a * 2", "let  total = (value) => value * 3;");
	PYTHON("def f(x):\n    return x\n", "def other(value): # v\n  return value");
	C("int size = 1; f(size);", "int n = 1; f(n);");
	JS("function max(a) {}", "function most(b) {}");
	different(MC_LANGUAGE_SCRIPT, "a.map(f)", "a.filter(f)");
	different(MC_LANGUAGE_C, "a = b + c;", "a = b - c;");
	different(MC_LANGUAGE_C, "printf(a);", "puts(a);");
}

static void test_steps(void **state)
{
	(void)state;
	C("i++;", "++i;");
	C("i++;", "i += 1;");
	C("i++;", "i = i + 1;");
	C("i++;", "i = 1 + i;");
	C("i--;", "i -= 1;");
	C("i--;", "i = i - 1;");
	C("s += n;", "s = s + n;");
	C("s *= n;", "s = n * s;");
	C("s *= 3;", "s = 3 * s;");
	C("s <<= 2;", "s = s << 2;");
	PYTHON("i += 1", "i = i + 1");
	different(MC_LANGUAGE_C, "i++;", "i--;");
	different(MC_LANGUAGE_C, "i = i + 2;", "i = i + 1;");
	different(MC_LANGUAGE_C, "i = j - 1;", "i = i - 1;");
}

static void test_comparisons(void **state)
{
	(void)state;
	C("if (a < 5) f();", "if (5 > a) f();");
	C("if (!a) f();", "if (a == 0) f();");
	C("if (!a) f();", "if (a == NULL) f();");
	C("if (!a) f();", "if (NULL == a) f();");
	C("if (!g(a)) f();", "if (0 == g(a)) f();");
	C("while (*p) p++;", "while (*p != '\\0') p++;");
	C("x = 2 * y;", "x = y * 2;");
	PYTHON("if not a:\n f()", "if a is None:\n f()");
	PYTHON("if a is not None:\n f()", "if a != None:\n f()");
	PYTHON("if a == 0:\n f()", "if not a:\n f()");
	different(MC_LANGUAGE_C, "if (a == 1) f();", "if (a) f();");
	different(MC_LANGUAGE_C, "x = 2 - y;", "x = y - 2;");
}

static void test_loops(void **state)
{
	(void)state;
	C("for (i = 0; i < n; i++) s += a[i];", "i = 0; while (i < n) { s += a[i]; i++; }");
	C("for (int i = 0; i < n; i++) { s += i; t--; } u = 1;",
	  "int i = 0; while (n > i) { s += i; t--; i++; } u = 1;");
	C("for (;;) f(a);", "while (1) f(a);");
	C("for (i = 0; i < n; i++) for (j = 0; j < n; ++j) s++;",
	  "i = 0; while (i < n) { j = 0; while (j < n) { s++; j++; } i++; }");
	C("for (i = 0; i < n; i++) if (a) f(); else g();",
	  "i = 0; while (i < n) { if (a) { f(); } else { g(); } i++; }");
	JS("for (const x of list) { f(x); }", "for (let y of other) g(y)");
	PYTHON("while True:\n  f()", "while 1:\n  f()");
}

static void test_conditions(void **state)
{
	(void)state;
	C("if (a < b) { return a; } else { return b; }", "if (a < b) return a; else return b;");
	C("x = (a < b) ? c : d;", "x = a < b ? c : d;");
	C("if (a) { f(); } else if (b) { g(); }", "if (a) f(); else { if (b) g(); }");
	PYTHON("if a:\n f()\nelif b:\n g()", "if a:\n f()\nelse:\n if b:\n  g()");
}

static void test_declarations(void **state)
{
	(void)state;
	C("int i = 0; f(i);", "int i; i = 0; f(i);");
	C("static unsigned long a = 1;", "long a = 1;");
	C("int f(int a); int f(int b) { return b; }", "int f(int a) { return a; }");
	C("struct list *l = f();", "List_x = f();");
	C("x = (int)y;", "x = y;");
	C("x = (struct node *)malloc(sizeof(struct node));", "x = malloc(sizeof(struct other));");
	C("#include <stdio.h>\n#pragma once\nf(a);", "f(b);");
	C("std::cout << a;", "cout << a;");
	JAVA("import java.util.*;\npublic class A { private int x = 1; }", "class B { int y = 1; }");
	JAVA("@Override public int f() { return this.a; }", "int f() { return a; }");
	JAVA("List<Integer> a = new ArrayList<>();",
	     "List<Map<String, Integer>> b = new ArrayList<Integer>();");
	JS("import a from 'b';\nf(a);", "import { c,\n d } from \"e\"\nf(a)");
	JS("function f(a: number, b?: string[]): void { g(a) }", "function f(a, b) { g(a) }");
	JS("export const a = 1", "var a = 1;");
	PYTHON("import sys\nfrom a import (b,\n c)\nf(1)", "f(2)");
	PYTHON("def f(a: list[int], b=1) -> int:\n    \"\"\"Doc.\"\"\"\n    return a",
	       "def f(a, b=2):\n  return a");
	PYTHON("self.x = y", "x = y");
	PYTHON("def f(self, x):\n  return f'{x}'", "def f(x):\n  return f\"{x}\"");
}

static void test_pointers(void **state)
{
	(void)state;
	C("x = *(a + i);", "x = a[i];");
	C("*(a + 1) = 2;", "a[1] = 2;");
	C("a->b = 1;", "a.b = 1;");
	different(MC_LANGUAGE_C, "x = a * (b + c);", "x = a[b];");
}

static void test_strings(void **state)
{
	(void)state;
	C("puts(\"a\" \"b\");", "puts(\"c\");");
	C("x = 'a';", "x = 97;");
	C("puts(\"\");", "puts(\"c\");");
	JS("f('a')", "f(\"b\")");
}

static void test_sql(void **state)
{
	(void)state;
	same(MC_LANGUAGE_SQL, "SELECT u.name FROM users AS u WHERE u.id = 3;",
	     "select name\nfrom people where nr = 4");
	same(MC_LANGUAGE_SQL, "select count(*) from a inner join b on a.x = b.y",
	     "SELECT COUNT(*) FROM c d JOIN e f ON d.x = f.y");
	different(MC_LANGUAGE_SQL, "select max(a) from b", "select min(a) from b");
}

static void test_shell(void **state)
{
	(void)state;
	same(MC_LANGUAGE_SHELL, "for f in *.txt; do\n  wc -l \"$f\"\ndone",
	     "for x in *.txt\ndo wc -l \"$x\"; done");
	same(MC_LANGUAGE_SHELL, "if [ -f a ]; then n=1; fi", "if test -f a\nthen\nm=1\nfi");
	same(MC_LANGUAGE_SHELL, "echo ${a} | sort", "echo $b|sort");
	different(MC_LANGUAGE_SHELL, "grep a b", "sed a b");
}

static void test_pages(void **state)
{
	(void)state;
	same(MC_LANGUAGE_HTML, "<p class=\"a\" id=b>Hello</p>",
	     "<P id='x' class=\"y\">\n  Other words\n</P>");
	same(MC_LANGUAGE_HTML, "<script>let a = 1;</script>", "<script>\n// one\nvar b = 2\n</script>");
	same(MC_LANGUAGE_CSS, ".a { color: #fff; margin: 2px }", ".b{color:#000;margin:3px;}");
	different(MC_LANGUAGE_HTML, "<p>a</p>", "<div>a</div>");
	different(MC_LANGUAGE_CSS, "a { color: red }", "a { margin: red }");
}

static void test_hostile(void **state)
{
	(void)state;
	MC_AUTO(mc_buf) deep = MC_BUF_INIT;
	MC_AUTO(mc_canon) canon = MC_CANON_INIT;

	for (int i = 0; i < 100000; i++)
		mc_buf_addz(&deep, "for(;;x){([");
	mc_canon_add(&canon, MC_LANGUAGE_C, deep.ptr, deep.len);
	assert_true(canon.count > 100000);
	mc_canon_reset(&canon);
	mc_canon_add(&canon, MC_LANGUAGE_C, ")}];)};a", 8);
	assert_int_equal(canon.count, 1);
	mc_canon_reset(&canon);
	mc_canon_add(&canon, MC_LANGUAGE_PYTHON, "", 0);
	assert_int_equal(canon.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_and_layout),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_comparisons),
		cmocka_unit_test(test_loops),
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_declarations),
		cmocka_unit_test(test_pointers),
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_sql),
		cmocka_unit_test(test_shell),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
