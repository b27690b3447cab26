/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

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
		cmocka_unit_test(test_modules),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_enables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
