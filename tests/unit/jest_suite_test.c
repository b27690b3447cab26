/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "course/npm_imports.h"
#include "foreign/jest_suite.h"

static void test_modules(void **state)
{
	(void)state;
	assert_int_equal(mc_js_modules_of("import { a } from './a.js';\n"), MC_JS_ES);
	assert_int_equal(mc_js_modules_of("// a\n  export const b = 1;\n"), MC_JS_ES);
	assert_int_equal(mc_js_modules_of("const a = require('./a');\nmodule.exports = a;\n"), MC_JS_COMMON);
	assert_int_equal(mc_js_modules_of("a();  import x\nimportant = 1;\n"), MC_JS_COMMON);
	assert_int_equal(mc_js_modules_of(""), MC_JS_COMMON);
}

static void test_counts(void **state)
{
	(void)state;
	assert_int_equal(mc_jest_count_cases("test('a', f);\nit('b', g); submit(x); a.test(y);\n"), 2);
	assert_int_equal(mc_jest_count_cases("test.each([1])('a', f);\ntest('b', g);\n"), 0);
	assert_int_equal(mc_jest_count_cases("for (const a of b) test(a, f);\n"), 0);
	assert_int_equal(mc_jest_count_cases("test('a', f); test.skip('b', g);\n"), 0);
	assert_int_equal(mc_jest_count_cases("test('a', f);\n// test('b', g);\n"), 1);
	assert_int_equal(mc_jest_count_cases(""), 0);
}

static void test_todo(void **state)
{
	(void)state;
	assert_int_equal(mc_jest_count_cases("test('a', f);\ntest.todo('b');\n"), 1);
	assert_true(mc_jest_is_all_todo("const a = require('./a');\ntest.todo('b');\n"));
	assert_false(mc_jest_is_all_todo("test('a', f);\ntest.todo('b');\n"));
	assert_false(mc_jest_is_all_todo("it.each([1])('a', f);\nit.todo('b');\n"));
	assert_false(mc_jest_is_all_todo("const a = 1;\n"));
}

/* The packages that text imports, each with a space behind it. */
static void check_imports(const char *text, const char *wanted)
{
	MC_AUTO(mc_buf) names = MC_BUF_INIT;
	struct mc_str name;

	for (const char *at = text; mc_npm_next_import(&name, &at);)
		mc_buf_addf(&names, "%.*s ", (int)name.len, name.ptr);
	assert_string_equal(names.len > 0 ? names.ptr : "", wanted);
}

static void test_imports(void **state)
{
	(void)state;
	check_imports("const { JSDOM } = require(\"jsdom\");\nrequire( 'a/b' )", "jsdom a ");
	check_imports("import x from '@one/two/three';\nimport 'polyfill';\nawait import(`late`);",
		      "@one/two polyfill late ");
	check_imports("import a from './a.js';\nrequire('../b');\nrequire('/c');\nrequire('node:fs')", "");
	check_imports("import fs from 'fs/promises';\nimport { jest } from '@jest/globals';", "");
	check_imports("requires('a'); myimport('b'); from = 'c'; require(name); require('d\n", "");
	check_imports("require('half", "");
	check_imports("import", "");
	check_imports("Array.from('text here')", "");
}

static void test_enables(void **state)
{
	char text[] = "import { test, xtest } from '@jest/globals';\nxtest('a'); xit('b'); xdescribe('c');\n"
		      "xtest.each([1])('d');\ntest.skip('e'); maxit(1);\n";

	(void)state;
	mc_jest_enable_cases(text);
	assert_string_equal(text, "import { test, xtest } from '@jest/globals';\n test('a');  it('b');  "
				  "describe('c');\n test.each([1])('d');\ntest.skip('e'); maxit(1);\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_modules), cmocka_unit_test(test_counts),	cmocka_unit_test(test_todo),
		cmocka_unit_test(test_imports), cmocka_unit_test(test_enables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
