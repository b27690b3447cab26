/* SPDX-License-Identifier: MIT */
#include "check.h"

#include <string.h>

#include "base/buf.h"
#include "ext/regex.h"
#include "foreign/classroom.h"
#include "foreign/classroom_install.h"
#include "foreign/classroom_shell.h"
#include "foreign/html_text.h"
#include "foreign/js_regex.h"

/* A machine with Python, a C compiler and one package, and nothing else. */
static bool has_program(const char *name)
{
	static const char *const programs[] = { "sh",	"python3", "gcc", "make", "cat",
						"grep", "pytest",  "npm", "node", "curl" };

	for (size_t i = 0; i < MC_COUNT(programs); i++) {
		if (!strcmp(name, programs[i]))
			return true;
	}
	return false;
}

static bool has_path(const char *path)
{
	return !strcmp(path, "/usr/lib/python3/dist-packages/numpy") ||
	       !strcmp(path, "/var/lib/dpkg/info/libfoo-dev:amd64.list");
}

static const struct mc_toolbox toolbox = { has_program, has_path, true, NULL };

static struct mc_exercise *parse(struct mc_findings *findings, const char *tests)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_exercise *exercise = NULL;

	mc_buf_addf(&text, "{\"tests\": [%s]}", tests);
	assert_ok(mc_classroom_parse(&exercise, findings, "hello", "autograding.json", text.ptr, text.len,
				     &toolbox));
	return exercise;
}

static void refuse(const char *text)
{
	struct mc_exercise *exercise = NULL;

	assert_err(MC_E_INPUT, mc_classroom_parse(&exercise, NULL, "hello", "autograding.json", text,
						  strlen(text), &toolbox));
	assert_null(exercise);
}

static bool has_finding(const struct mc_findings *findings, const char *pointer, const char *part)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (!strcmp(findings->items[i].pointer, pointer) && strstr(findings->items[i].message, part))
			return true;
	}
	return false;
}

static void test_output_test(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise =
		parse(&findings, "{\"name\": \"Says hello\", \"setup\": \"make\", \"run\": \"./hello\", "
				 "\"input\": \"Amal\\r\\n\","
				 " \"output\": \"Hello, Amal\\n\", \"comparison\": \"exact\", \"timeout\": "
				 "0.5, \"points\": 2.5}");
	const struct mc_test *test = &exercise->tests[0];

	(void)state;
	assert_string_equal(exercise->source_format, "classroom");
	assert_string_equal(exercise->submit.items[0], "**");
	assert_true(exercise->keeps_files);
	assert_int_equal(exercise->tests_files.count, 0);
	assert_int_equal(exercise->order[0], 0);
	assert_int_equal(strlen(exercise->hash), 64);
	assert_string_equal(test->id, "says-hello");
	assert_string_equal(test->title.texts[0], "Says hello");
	assert_int_equal(test->kind, MC_TEST_IO);
	assert_int_equal(test->points, 2500);
	assert_int_equal(test->limits.wall_ms, 30000);
	assert_int_equal(test->exit_status, 0);
	assert_string_equal(test->input, "Amal\r\n");
	assert_true(test->out.is_given && test->out.compare.is_trimmed &&
		    test->out.compare.is_case_sensitive);
	assert_int_equal(test->out.compare.mode, MC_COMPARE_EXACT);
	assert_string_equal(test->run.items[4], "make");
	assert_string_equal(test->run.items[5], "./hello");
	assert_null(test->lacks);
	assert_true(has_finding(&findings, "/tests/0/input", "carriage return"));
}

static void test_defaults(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise =
		parse(&findings, "{\"run\": \"gcc a.c\", \"points\": null, \"input\": null, \"timeout\": 0},"
				 "{\"name\": \"x\", \"run\": \"cat a\", \"output\": \"1\"}");

	(void)state;
	assert_int_equal(exercise->tests[0].kind, MC_TEST_SUITE);
	assert_int_equal(exercise->tests[0].format, MC_SUITE_EXIT);
	assert_int_equal(exercise->tests[0].points, 0);
	assert_int_equal(exercise->tests[0].limits.wall_ms, 60000);
	assert_int_equal(exercise->tests[0].run.count, 3);
	assert_string_equal(exercise->tests[0].run.items[2], "gcc a.c");
	assert_int_equal(exercise->tests[1].out.compare.mode, MC_COMPARE_CONTAINS);
	assert_int_equal(findings.count, 0);
}

/* With input and without expected output: "included" takes everything, "exact" wants silence. */
static void test_input_only(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise =
		parse(&findings,
		      "{\"name\": \"a\", \"run\": \"cat\", \"input\": \"1\"},"
		      "{\"name\": \"b\", \"run\": \"cat\", \"input\": \"1\", \"comparison\": \"exact\"}");

	(void)state;
	assert_int_equal(exercise->tests[0].kind, MC_TEST_IO);
	assert_false(exercise->tests[0].out.is_given);
	assert_true(has_finding(&findings, "/tests/0/input", "any output passes"));
	assert_true(exercise->tests[1].out.is_given);
	assert_int_equal(exercise->tests[1].out.len, 0);
}

static void test_traps_are_told(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = parse(
		&findings,
		"{\"name\": \"a\", \"run\": \"cat\", \"output\": \"1\", \"timeout\": 120, \"colour\": 1, "
		"\"comparison\": \"equal\", \"points\": \"3\", \"description\": \"fine\"}");

	(void)state;
	assert_true(has_finding(&findings, "/tests/0/timeout", "minutes"));
	assert_true(has_finding(&findings, "/tests/0/colour", "unknown key 'colour'"));
	assert_true(has_finding(&findings, "/tests/0/comparison", "'equal' counts as 'included'"));
	assert_true(has_finding(&findings, "/tests/0/points", "in quotes"));
	assert_int_equal(findings.count, 4);
	assert_int_equal(findings.error_count, 0);
	assert_int_equal(exercise->tests[0].limits.wall_ms, 60 * 60000);
	assert_int_equal(exercise->tests[0].points, 3000);
	assert_int_equal(exercise->tests[0].out.compare.mode, MC_COMPARE_CONTAINS);
}

static void test_names_become_ids(void **state)
{
	MC_AUTOPTR(mc_exercise) exercise = parse(
		NULL,
		"{\"name\": \"n&#38;&#35;250&#59;meros\", \"run\": \"cat\"}, {\"name\": \"N meros\", "
		"\"run\": \"cat\"},"
		"{\"name\": \"\\u0645\\u0631\\u062d\\u0628\\u0627\", \"run\": \"cat\"}, {\"run\": \"cat\"},"
		"{\"name\": \"n meros 2\", \"run\": \"cat\"}, {\"name\": \"n-meros\", \"run\": \"cat\"}");

	(void)state;
	assert_string_equal(exercise->tests[0].title.texts[0], "n\xc3\xbameros");
	assert_string_equal(exercise->tests[0].id, "n-meros");
	assert_string_equal(exercise->tests[1].id, "n-meros-2");
	assert_string_equal(exercise->tests[2].id, "test");
	assert_string_equal(exercise->tests[3].id, "test-4");
	assert_string_equal(exercise->tests[4].id, "n-meros-2-2");
	assert_string_equal(exercise->tests[5].id, "n-meros-3");
}

static void test_refused(void **state)
{
	(void)state;
	refuse("");
	refuse("[]");
	refuse("{\"tests\": {}}");
	refuse("{\"tests\": []}");
	refuse("{\"tests\": [1]}");
	refuse("{\"tests\": [{\"name\": \"a\"}]}");
	refuse("{\"tests\": [{\"name\": \"a\", \"run\": \" \"}]}");
	refuse("{\"tests\": [{\"name\": \"a\", \"run\": [\"ls\"]}]}");
	refuse("{\"tests\": [{\"run\": \"ls\", \"timeout\": -1}]}");
	refuse("{\"tests\": [{\"run\": \"ls\", \"points\": \"many\"}]}");
	refuse("{\"tests\": [{\"run\": \"ls\", \"output\": \"(\", \"comparison\": \"regex\"}]}");
}

static void test_hash_follows_the_file(void **state)
{
	MC_AUTOPTR(mc_exercise) one = parse(NULL, "{\"run\": \"cat\"}");
	MC_AUTOPTR(mc_exercise) same = parse(NULL, "{\"run\": \"cat\"}");
	MC_AUTOPTR(mc_exercise) other = parse(NULL, "{\"run\": \"cat a\"}");

	(void)state;
	assert_string_equal(one->hash, same->hash);
	assert_string_not_equal(one->hash, other->hash);
}

/* A test that cannot be judged here must never look like a failure of the student's. */
static void test_missing_things(void **state)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise =
		parse(&findings,
		      "{\"name\": \"a\", \"setup\": \"sudo -H pip3 install pytest\", \"run\": \"pytest\"},"
		      "{\"name\": \"b\", \"run\": \"cargo test\"},"
		      "{\"name\": \"c\", \"setup\": \"npm install\", \"run\": \"npm test\"},"
		      "{\"name\": \"d\", \"run\": \"node a.js\"}");

	(void)state;
	assert_null(exercise->tests[0].lacks);
	assert_string_equal(exercise->tests[0].run.items[4], ": ");
	assert_true(has_finding(&findings, "/tests/0/setup", "left out"));
	assert_string_equal(exercise->tests[1].lacks, "cargo");
	assert_true(has_finding(&findings, "/tests/1/run", "'cargo'"));
	assert_string_equal(exercise->tests[2].lacks, "npm install");
	assert_string_equal(exercise->tests[3].lacks, "npm install");
}

struct shell_case {
	const char *command;
	const char *becomes; /* NULL: stays */
	const char *lacks;
};

static void test_shell_commands(void **state)
{
	static const struct shell_case cases[] = {
		{ "gcc -o a a.c; ./a", NULL, NULL },
		{ "CFLAGS=-O2 make && ./a | grep -q '1; pip install x' && echo OK || echo BAD", NULL, NULL },
		{ "cat a | valgrind ./a", NULL, "valgrind" },
		{ "cat a || valgrind ./a", NULL, NULL },
		{ "if true; then valgrind ./a; fi", NULL, NULL },
		{ "cat <<X\nvalgrind\nX\n", NULL, NULL },
		{ "(cd b && valgrind ./a)", NULL, NULL },
		{ "echo $(valgrind)", NULL, NULL },
		{ "make 2>&1 | cat", NULL, NULL },
		{ "sudo make install", "make install", NULL },
		{ "sudo -H -u root make; cat a", "make; cat a", NULL },
		{ "pip install numpy 'pytest>=7' && python a.py", ": && python a.py", NULL },
		{ "python -m pip install --user pandas==1.5", NULL, "pip install pandas" },
		{ "pip install -r requirements.txt", NULL, "pip install requirements.txt" },
		{ "sudo apt-get update && sudo apt-get install -y libfoo-dev", ": && : ", NULL },
		{ "apt install libbar", NULL, "apt install libbar" },
		{ "python3 -m pytest -q", NULL, NULL },
		{ "npm run build", NULL, "npm install" },
		{ "mvn -q test", NULL, "mvn (network)" },
		{ "./gradlew test", NULL, "./gradlew (network)" },
		{ "curl -s http://localhost:3000/", NULL, NULL },
		{ "wget https://example.org/a", NULL, "wget (network)" },
		{ "git log --oneline", NULL, "git (history)" },
		{ "git clone x", NULL, "git (network)" },
		{ "'unclosed", NULL, NULL },
		{ "", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
		struct mc_shell_review review;
		const char *wanted = cases[i].becomes ? cases[i].becomes : cases[i].command;

		mc_shell_review(&review, &arena, &toolbox, cases[i].command);
		if (strncmp(review.command, wanted, strlen(wanted)) != 0)
			fail_msg("'%s' became '%s'", cases[i].command, review.command);
		if (!cases[i].lacks != !review.lacks ||
		    (review.lacks && strcmp(review.lacks, cases[i].lacks) != 0))
			fail_msg("'%s' lacks '%s'", cases[i].command,
				 review.lacks ? review.lacks : "nothing");
	}
}

static void test_requirements(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;

	(void)state;
	assert_null(mc_install_missing_requirement(
		&arena, &toolbox, mc_str("# tools\n\n-r more.txt\nNumPy==1.2 # fast\r\npytest>=7\n")));
	assert_string_equal(mc_install_missing_requirement(&arena, &toolbox, mc_str("numpy\nDjango[x]>=4")),
			    "Django");
}

static void test_python_without_number(void **state)
{
	MC_AUTOPTR(mc_exercise) exercise = parse(NULL, "{\"name\": \"a\", \"run\": \"cat x | python a.py\"}");

	(void)state;
	assert_null(exercise->tests[0].lacks);
	assert_non_null(strstr(exercise->tests[0].run.items[2], "python3"));
	assert_string_equal(exercise->tests[0].run.items[4], "");
}

static void test_html_text(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;

	(void)state;
	assert_string_equal(mc_html_text(&arena, "a &lt;b&gt; &#x41;&#65; &amp;lt;"), "a <b> AA &lt;");
	assert_string_equal(mc_html_text(&arena, "&nbsp; &#; &#x110000; &#7; &#xD800; R&D &"),
			    "&nbsp; &#; &#x110000; &#7; &#xD800; R&D &");
}

static bool finds(const char *pattern, const char *text)
{
	MC_AUTO(mc_buf) pcre = MC_BUF_INIT;
	MC_AUTOPTR(mc_regex) regex = NULL;
	bool found = false;

	mc_js_regex_translate(&pcre, pattern);
	assert_ok(mc_regex_open(&regex, NULL, pcre.ptr, MC_REGEX_MULTILINE));
	assert_ok(mc_regex_is_match(&found, regex, text, strlen(text)));
	return found;
}

/* Each line was tried in node: new RegExp(pattern).test(text). */
static void test_javascript_patterns(void **state)
{
	(void)state;
	assert_true(finds("b.d", "abcde"));
	assert_false(finds("^b", "a\nb"));
	assert_false(finds("a$", "a\nb"));
	assert_false(finds("a.b", "a\nb"));
	assert_true(finds("a[^]b", "a\nb"));
	assert_false(finds("a[]", "a"));
	assert_true(finds("^\\d+\\s\\w+$", "42 apples"));
	assert_false(finds("^\\w+$", "\xc3\xa9t\xc3\xa9"));
	assert_true(finds("t\\b", "\xc3\xa9t\xc3\xa9"));
	assert_true(finds("\\u00e9t", "\xc3\xa9t\xc3\xa9"));
	assert_true(finds("\\ud83d\\ude00", "\xf0\x9f\x98\x80"));
	assert_true(finds("\\h\\A", "hA"));
	assert_true(finds("[[:x]+]", "::x]"));
	assert_true(finds("^[\\w-.]+$", "a-b.c"));
	assert_true(finds("\\x41\\.", "A."));
	assert_true(finds("(a)\\1", "aa"));
	assert_false(finds("a\r\nb", "a\nb"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_output_test),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_input_only),
		cmocka_unit_test(test_traps_are_told),
		cmocka_unit_test(test_names_become_ids),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_hash_follows_the_file),
		cmocka_unit_test(test_missing_things),
		cmocka_unit_test(test_shell_commands),
		cmocka_unit_test(test_requirements),
		cmocka_unit_test(test_python_without_number),
		cmocka_unit_test(test_html_text),
		cmocka_unit_test(test_javascript_patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
