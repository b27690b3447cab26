/* SPDX-License-Identifier: MIT */
#include "foreign/hyf.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "course/exercise_new.h"
#include "course/suite_test.h"
#include "ext/hash.h"
#include "os/tree_read.h"

/* Raised when the same folder is to give other verdicts, because results are remembered by the hash of the
 * spec. */
#define RULES_VERSION "hyf/3"

#define POINTS 100
#define CPU_MS 60000
#define WALL_MS 120000
#define MEMORY_MB 1024
#define PROCESSES 128

#define TAP_FILE ".hyf/run_as_tap.sh"
#define REPORT ".hyf/points.tap"

/*
 * Each point of the score is a test.  The workflow of the school runs the script inside .hyf.  What the
 * script prints is for people, so the points go to a file; a score that was there before does not count.
 * Where none is written the suite is broken, which 'verify' finds out.
 */
static const char run_as_tap[] =
	"rm -rf .hyf/score.json " REPORT "\n"
	"(cd .hyf && exec bash test.sh) </dev/null\n"
	"score=$(tr '\\n' ' ' <.hyf/score.json | sed -n "
	"'s/.*\"score\"[[:space:]]*:[[:space:]]*\\([0-9][0-9]*\\).*/\\1/p')\n"
	"[ -n \"$score\" ] || { echo 'Bail out! .hyf/test.sh wrote no score' >" REPORT "; exit 0; }\n"
	"echo 1..100 >" REPORT "\n"
	"i=0\n"
	"while [ $((i += 1)) -le 100 ]; do\n"
	"\t[ \"$i\" -le \"$score\" ] && echo \"ok $i - point $i\" || echo \"not ok $i - point $i\"\n"
	"done >>" REPORT "\n";

static void say(struct mc_findings *findings, const char *path, const char *message, const char *hint)
{
	if (findings)
		mc_findings_add(findings, &(struct mc_finding){ .path = (char *)(uintptr_t)path,
								.message = (char *)(uintptr_t)message,
								.hint = (char *)(uintptr_t)hint });
}

/* What is run, as opposed to lists of packages and texts for people. */
static bool is_program(const char *path)
{
	static const char *const names[] = { "**.sh", "**.js", "**.mjs", "**.cjs", "**.ts", "**.py" };

	for (size_t i = 0; i < MC_COUNT(names); i++) {
		if (mc_str_is_match(names[i], path))
			return true;
	}
	return false;
}

static void warn(struct mc_findings *findings, const struct mc_exercise *exercise)
{
	static const char *const installers[] = { "npm install",  "npm ci",   "npm i ", "pip install",
						  "pip3 install", "apt-get ", "apt ",	"npx " };

	say(findings, MC_HYF_FILE,
	    _("the passing score of the script is left out: a pass has all 100 points"), NULL);
	for (size_t i = 0; i < exercise->tests_files.count; i++) {
		const struct mc_tree_file *file = &exercise->tests_files.files[i];
		bool installs = false;

		for (size_t k = 0; k < MC_COUNT(installers); k++)
			installs |= strstr(file->data, installers[k]) != NULL;
		if (!is_program(file->path))
			continue;
		if (strstr(file->data, "http://") || strstr(file->data, "https://"))
			say(findings, file->path, _("names an address: there is no network in the sandbox"),
			    NULL);
		if (installs)
			say(findings, file->path, _("installs packages: there is no network in the sandbox"),
			    _("install them on this machine: those of npm in a folder above the exercise"));
	}
}

static void set_test(struct mc_exercise *exercise, struct mc_test *test, const struct mc_toolbox *toolbox)
{
	static const char *const run[] = { "sh", TAP_FILE };
	struct mc_suite_test *suite = mc_arena_alloc(&exercise->arena, sizeof(*suite));

	suite->report = REPORT;
	test->id = "score";
	test->title = mc_words_of(&exercise->arena, "score");
	test->kind = MC_TEST_SUITE;
	test->format = MC_SUITE_TAP;
	test->suite = suite;
	test->points = POINTS * (int64_t)1000;
	test->case_count = POINTS;
	test->run = mc_texts_copy(&exercise->arena, run, MC_COUNT(run));
	test->limits = (struct mc_limits)MC_LIMITS_RUN;
	test->limits.cpu_ms = CPU_MS;
	test->limits.wall_ms = WALL_MS;
	test->limits.memory_mb = MEMORY_MB;
	test->limits.processes = PROCESSES;
	exercise->limits = test->limits;
	if (!toolbox->has_program("bash"))
		test->lacks = "bash";
}

struct mc_err *mc_hyf_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
			   const struct mc_toolbox *toolbox)
{
	static const char *const everything[] = { "**" };
	static const char *const own[] = { ".hyf/**" };
	struct mc_tree_filter filter = MC_TREE_FILTER_ALL;
	MC_AUTOPTR(mc_exercise) made = mc_exercise_new("hyf", dir);
	struct mc_hash hash;

	filter.globs = own;
	filter.glob_count = MC_COUNT(own);
	MC_TRY(mc_tree_read_dir(&made->tests_files, dir, &filter));
	if (!mc_tree_find(&made->tests_files, MC_HYF_FILE))
		return mc_err_new(MC_E_INPUT, _("there is no file '%s'"), MC_HYF_FILE);
	mc_tree_add(&made->tests_files, TAP_FILE, run_as_tap, sizeof(run_as_tap) - 1, false);
	mc_tree_sort(&made->tests_files);
	made->tests = mc_arena_alloc(&made->arena, sizeof(*made->tests));
	made->test_count = 1;
	set_test(made, &made->tests[0], toolbox);
	warn(findings, made);
	made->submit = mc_texts_copy(&made->arena, everything, MC_COUNT(everything));
	mc_exercise_settle(made);
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, RULES_VERSION);
	mc_hash_add_tree(&hash, &made->tests_files);
	mc_hash_hex(made->hash, &hash);
	*exercise = MC_TAKE(made);
	return NULL;
}
