/* SPDX-License-Identifier: MIT */
#include "foreign/exercism_track.h"

#include <stdbool.h>
#include <string.h>

#include "base/cleanup.h"
#include "course/exercise_new.h"
#include "foreign/jest_suite.h"

static uint32_t count_text(const char *text, const char *part)
{
	uint32_t count = 0;

	for (const char *at = strstr(text, part); at; at = strstr(at + strlen(part), part))
		count++;
	return count;
}

static bool ends_with(const char *name, const char *ending)
{
	size_t len = strlen(name);
	size_t ending_len = strlen(ending);

	return len > ending_len && !strcmp(name + len - ending_len, ending);
}

static void keep_cases(char *text)
{
	(void)text;
}

/* C: Unity, built by the makefile of the exercise */

static uint32_t count_unity(const char *text)
{
	return count_text(text, "RUN_TEST(");
}

/* Blanks keep the line numbers in the messages of failing tests. */
static void enable_unity(char *text)
{
	static const char off[] = "TEST_IGNORE();";

	for (char *at = strstr(text, off); at; at = strstr(at, off))
		memset(at, ' ', sizeof(off) - 1);
}

/*
 * Unity speaks a format of its own: "file:line:name:PASS", in colour.  It becomes TAP; what else is printed
 * becomes comment lines, so that no line of the student's is taken for a verdict (the student's text may
 * stand before Unity's in a line).  A program that dies or ends early leaves the plan unfulfilled.  stdbuf
 * keeps the verdicts before a crash.
 */
static const char unity_to_tap[] =
	"echo \"1..$1\"\n"
	"{ stdbuf -oL ./tests.out; echo $? >/tmp/status; } | sed \\\n"
	"  -e \"s/$(printf '\\033')\\[[0-9;]*m//g\" -e 't reset' -e ':reset' \\\n"
	"  -e 's/^.*test[^: ]*:[0-9]*:\\([^: ]*\\):PASS$/ok - \\1/; t' \\\n"
	"  -e 's/^.*\\(test[^: ]*:[0-9]*\\):\\([^: ]*\\):FAIL\\(.*\\)$/not ok - \\2\\n# \\1\\3/; t' \\\n"
	"  -e 's/^.*test[^: ]*:[0-9]*:\\([^: ]*\\):IGNORE\\(.*\\)$/ok - \\1 # SKIP/; t' -e 's/^/# /'\n"
	"read -r status </tmp/status && exit \"$status\"\n"
	"exit 1\n";

#define UNITY_TAP_FILE "run_unity_as_tap.sh"

static void set_unity(struct mc_exercise *exercise, struct mc_test *test, const struct mc_texts *tests,
		      const struct mc_toolbox *toolbox)
{
	static const char *const build[] = { "make", "-s", "CC=gcc", "tests.out" };
	const char *count = mc_arena_format(&exercise->arena, "%u", test->case_count);
	const char *tap[] = { "sh", UNITY_TAP_FILE, count };
	const char *plain[] = { "./tests.out" };

	(void)tests;
	if (!toolbox->has_program("make") || !toolbox->has_program("gcc"))
		test->lacks = toolbox->has_program("make") ? "gcc" : "make";
	else
		exercise->build = mc_texts_copy(&exercise->arena, build, MC_COUNT(build));
	test->format = test->case_count ? MC_SUITE_TAP : MC_SUITE_EXIT;
	test->run = test->case_count ? mc_texts_copy(&exercise->arena, tap, MC_COUNT(tap))
				     : mc_texts_copy(&exercise->arena, plain, MC_COUNT(plain));
	mc_tree_add(&exercise->tests_files, UNITY_TAP_FILE, unity_to_tap, sizeof(unity_to_tap) - 1, false);
	mc_tree_sort(&exercise->tests_files);
}

/* bash: bats */

static uint32_t count_bats(const char *text)
{
	return (uint32_t)!strncmp(text, "@test ", 6) + count_text(text, "\n@test ");
}

/* argv: first, then the names of the test files. */
static struct mc_texts with_tests(struct mc_arena *arena, const char *const first[], size_t count,
				  const struct mc_texts *tests)
{
	struct mc_texts run = { mc_arena_alloc(arena, (count + tests->count + 1) * sizeof(*run.items)),
				count + tests->count };

	for (size_t i = 0; i < run.count; i++)
		run.items[i] = i < count ? first[i] : tests->items[i - count];
	return run;
}

static void set_bats(struct mc_exercise *exercise, struct mc_test *test, const struct mc_texts *tests,
		     const struct mc_toolbox *toolbox)
{
	static const char *const bats[] = { "bats", "--tap" };
	static const char *const env[] = { "BATS_RUN_SKIPPED=true" };

	if (!toolbox->has_program("bats"))
		test->lacks = "bats";
	test->run = with_tests(&exercise->arena, bats, MC_COUNT(bats), tests);
	test->env = mc_texts_copy(&exercise->arena, env, MC_COUNT(env));
	test->format = MC_SUITE_TAP;
}

/* Python: unittest, or pytest where a test file asks for it */

static uint32_t count_python(const char *text)
{
	/* classes may inherit cases, so the text cannot tell their number; the plan does */
	(void)text;
	return 0;
}

/*
 * unittest has no TAP.  What student code prints goes to stderr, and the plan comes first, so that an early
 * end of the process is seen.
 */
static const char python_tap[] =
	"import os\n"
	"import sys\n"
	"import unittest\n"
	"\n"
	"out = os.fdopen(os.dup(1), 'w', encoding='utf-8', errors='backslashreplace')\n"
	"os.dup2(2, 1)\n"
	"\n"
	"\n"
	"class Tap(unittest.TestResult):\n"
	"    count = 0\n"
	"    problem = note = ''\n"
	"\n"
	"    def startTest(self, test):\n"
	"        super().startTest(test)\n"
	"        self.problem, self.note = '', ''\n"
	"\n"
	"    def addSkip(self, test, reason):\n"
	"        self.note = ' # SKIP ' + ' '.join(reason.split())\n"
	"\n"
	"    def addExpectedFailure(self, test, err):\n"
	"        pass\n"
	"\n"
	"    def addUnexpectedSuccess(self, test):\n"
	"        self.problem = 'passed, but should have failed'\n"
	"\n"
	"    def addFailure(self, test, err):\n"
	"        self.problem += self._exc_info_to_string(err, test)\n"
	"\n"
	"    addError = addFailure\n"
	"\n"
	"    def addSubTest(self, test, subtest, err):\n"
	"        if err is not None:\n"
	"            self.problem += subtest._subDescription() + '\\n'\n"
	"            self.problem += self._exc_info_to_string(err, test)\n"
	"\n"
	"    def stopTest(self, test):\n"
	"        self.count += 1\n"
	"        name = test.id().split('.', 1)[-1].replace('#', ' ')\n"
	"        verdict = 'not ok' if self.problem else 'ok'\n"
	"        print('%s %d - %s%s' % (verdict, self.count, name, self.note), file=out)\n"
	"        for line in self.problem.splitlines():\n"
	"            print('# ' + line, file=out)\n"
	"        out.flush()\n"
	"\n"
	"\n"
	"names = [name[:-3] for name in sys.argv[1:]]\n"
	"suite = unittest.defaultTestLoader.loadTestsFromNames(names)\n"
	"print('1..%d' % suite.countTestCases(), file=out, flush=True)\n"
	"result = Tap()\n"
	"suite.run(result)\n";

#define PYTHON_TAP_FILE "run_unittest_as_tap.py"

static bool wants_pytest(const struct mc_exercise *exercise, const struct mc_texts *tests)
{
	for (size_t i = 0; i < tests->count; i++) {
		const struct mc_tree_file *file = mc_tree_find(&exercise->tests_files, tests->items[i]);

		if (file && (strstr(file->data, "import pytest") || strstr(file->data, "from pytest")))
			return true;
	}
	return false;
}

static void set_python(struct mc_exercise *exercise, struct mc_test *test, const struct mc_texts *tests,
		       const struct mc_toolbox *toolbox)
{
	static const char *const unittest[] = { "python3", "-B", PYTHON_TAP_FILE };
	static const char *const pytest[] = {
		"python3", "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider"
	};

	if (!toolbox->has_program("python3"))
		test->lacks = "python3";
	if (wants_pytest(exercise, tests)) {
		if (!test->lacks && !toolbox->has_path("/usr/lib/python3/dist-packages/pytest"))
			test->lacks = "pytest";
		test->format = MC_SUITE_EXIT;
		test->run = with_tests(&exercise->arena, pytest, MC_COUNT(pytest), tests);
		return;
	}
	test->format = MC_SUITE_TAP;
	test->run = with_tests(&exercise->arena, unittest, MC_COUNT(unittest), tests);
	mc_tree_add(&exercise->tests_files, PYTHON_TAP_FILE, python_tap, sizeof(python_tap) - 1, false);
	mc_tree_sort(&exercise->tests_files);
}

/* JavaScript: Jest */

static void set_jest(struct mc_exercise *exercise, struct mc_test *test, const struct mc_texts *tests,
		     const struct mc_toolbox *toolbox)
{
	if (!toolbox->has_program("node"))
		test->lacks = "node";
	mc_jest_set_test(exercise, test, tests->items, tests->count, MC_JS_ES);
	mc_jest_add_settings(exercise, MC_JS_ES);
}

static const struct mc_exercism_track tracks[] = {
	{ "C", ".c", NULL, count_unity, enable_unity, set_unity },
	{ "bash", ".bats", "gawk", count_bats, keep_cases, set_bats },
	{ "Python", "_test.py", NULL, count_python, keep_cases, set_python },
	{ "JavaScript", ".spec.js", NULL, mc_jest_count_cases, mc_jest_enable_cases, set_jest },
};

const struct mc_exercism_track *mc_exercism_track_of(const char *name)
{
	for (size_t i = 0; i < MC_COUNT(tracks); i++) {
		if (ends_with(name, tracks[i].test_ending))
			return &tracks[i];
	}
	return NULL;
}
