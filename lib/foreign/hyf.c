/* SPDX-License-Identifier: MIT */
#include "foreign/hyf.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "course/exercise_new.h"
#include "ext/hash.h"
#include "os/tree_read.h"

/* Raised when the same folder is to give other verdicts, because results are remembered by the hash of the
 * spec. */
#define RULES_VERSION "hyf/1"

#define POINTS 100
#define CPU_MS 60000
#define WALL_MS 120000
#define MEMORY_MB 1024
#define PROCESSES 128

#define TAP_FILE ".hyf/run_as_tap.sh"

/*
 * Each point of the score is a test.  What the script prints goes to stderr, and a score that was there
 * before does not count.  Where none is written the suite is broken, which 'verify' finds out.
 */
static const char run_as_tap[] =
	"rm -f .hyf/score.json\n"
	"bash .hyf/test.sh >&2 </dev/null\n"
	"score=$(tr '\\n' ' ' <.hyf/score.json | sed -n "
	"'s/.*\"score\"[[:space:]]*:[[:space:]]*\\([0-9][0-9]*\\).*/\\1/p')\n"
	"[ -n \"$score\" ] || { echo 'Bail out! .hyf/test.sh wrote no score'; exit 0; }\n"
	"echo 1..100\n"
	"i=0\n"
	"while [ $((i += 1)) -le 100 ]; do\n"
	"\t[ \"$i\" -le \"$score\" ] && echo \"ok $i - point $i\" || echo \"not ok $i - point $i\"\n"
	"done\n";

static void say(struct mc_findings *findings, const char *message, const char *hint)
{
	if (findings)
		mc_findings_add(findings, &(struct mc_finding){ .path = (char *)(uintptr_t)MC_HYF_FILE,
								.message = (char *)(uintptr_t)message,
								.hint = (char *)(uintptr_t)hint });
}

static void warn(struct mc_findings *findings, const struct mc_exercise *exercise)
{
	const struct mc_tree_file *script = mc_tree_find(&exercise->tests_files, MC_HYF_FILE);

	say(findings, _("the passing score of the script is left out: a pass has all 100 points"), NULL);
	if (strstr(script->data, "http://") || strstr(script->data, "https://"))
		say(findings, _("the script names an address: there is no network in the sandbox"), NULL);
}

static void set_test(struct mc_exercise *exercise, struct mc_test *test, const struct mc_toolbox *toolbox)
{
	static const char *const run[] = { "sh", TAP_FILE };

	test->id = "score";
	test->title = mc_words_of(&exercise->arena, "score");
	test->kind = MC_TEST_SUITE;
	test->format = MC_SUITE_TAP;
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
