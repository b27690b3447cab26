/* SPDX-License-Identifier: MIT */
#include "foreign/classroom_test.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/exercise_new.h"
#include "ext/hash.h"
#include "ext/regex.h"
#include "foreign/classroom_shell.h"
#include "foreign/html_text.h"
#include "foreign/js_regex.h"

#define MINUTE_MS 60000

/* Raised when the same file is to give other verdicts, because results are remembered by the hash of the
 * spec. */
#define RULES_VERSION "classroom/1"

/* The original limited nothing but time, and time only by the clock: several processors may share the work.
 */
#define CPU_SHARE 4
#define MAX_CPU_MS 600000 /* the most that exercise.json takes */
#define MEMORY_MB 1024
#define OUTPUT_KB 4096
#define PROCESSES 128
#define DISK_MB 512

static void say(const struct mc_classroom_maker *maker, bool is_error, const char *key, const char *hint,
		const char *fmt, ...) __attribute__((format(printf, 5, 6)));

static void say(const struct mc_classroom_maker *maker, bool is_error, const char *key, const char *hint,
		const char *fmt, ...)
{
	MC_AUTO(mc_buf) message = MC_BUF_INIT;
	va_list args;

	va_start(args, fmt);
	mc_buf_addv(&message, fmt, args);
	va_end(args);
	maker->say(maker->context, is_error, key, hint, message.ptr);
}

struct mc_limits mc_classroom_limits(double minutes)
{
	double most = minutes < MC_CLASSROOM_MAX_MINUTES ? minutes : MC_CLASSROOM_MAX_MINUTES;
	uint32_t wall_ms = (uint32_t)((minutes > 0 ? most : 1) * MINUTE_MS);

	wall_ms = wall_ms > 0 ? wall_ms : 1;
	return (struct mc_limits){
		.wall_ms = wall_ms,
		.cpu_ms = wall_ms < MAX_CPU_MS / CPU_SHARE ? wall_ms * CPU_SHARE : MAX_CPU_MS,
		.memory_mb = MEMORY_MB,
		.output_kb = OUTPUT_KB,
		.processes = PROCESSES,
		.disk_mb = DISK_MB,
	};
}

/*
 * What 'setup' prints is not compared, and its shell is not that of 'run': neither "exit" nor "cd" reaches
 * over. Debian has no 'python'; GitHub's machines had, so a link stands in for it.
 */
static struct mc_texts command_of(struct mc_arena *arena, const char *setup, const char *run,
				  bool uses_python)
{
	static const char link_python[] =
		"command -v python >/dev/null || { mkdir -p /tmp/.python && ln -sf \"$(command -v python3)\" "
		"/tmp/.python/python && PATH=$PATH:/tmp/.python; }\n";
	static const char both[] = "sh -c \"$1\" </dev/null >&2 && exec sh -c \"$2\"";

	if (!*setup && !uses_python) {
		const char *words[] = { "sh", "-c", run };

		return mc_texts_copy(arena, words, MC_COUNT(words));
	}
	const char *script = mc_arena_format(arena, "%s%s", uses_python ? link_python : "", both);
	const char *words[] = { "sh", "-c", script, "sh", setup, run };

	return mc_texts_copy(arena, words, MC_COUNT(words));
}

static void warn_of_review(struct mc_classroom_maker *maker, const char *command, const char *key,
			   const struct mc_shell_review *review)
{
	if (review->lacks)
		say(maker, false, key,
		    _("install it on this machine; the sandbox has no network and no root"),
		    _("needs '%s', which is not here: the test cannot be judged"), review->lacks);
	else if (review->left_out)
		say(maker, false, key, NULL, _("'%s' is left out: the sandbox has no network and no root"),
		    review->left_out);
	else if (strcmp(review->command, command) != 0)
		say(maker, false, key, NULL, "%s", _("'sudo' is left out: the sandbox has no root"));
}

static void set_command(struct mc_classroom_maker *maker, struct mc_test *test,
			const struct mc_classroom_test *source)
{
	static const char *const env[] = { "FORCE_COLOR=true", "DOTNET_CLI_HOME=/tmp", "DOTNET_NOLOGO=true" };
	struct mc_arena *arena = &maker->exercise->arena;
	struct mc_shell_review setup;
	struct mc_shell_review run;

	mc_shell_review(&setup, arena, maker->toolbox, source->setup);
	mc_shell_review(&run, arena, maker->toolbox, source->run);
	warn_of_review(maker, source->setup, maker->keys.setup, &setup);
	warn_of_review(maker, source->run, maker->keys.run, &run);
	test->run = command_of(arena, setup.command, run.command, setup.uses_python || run.uses_python);
	test->env = mc_texts_copy(arena, env, MC_COUNT(env));
	test->lacks = setup.lacks ? setup.lacks : run.lacks;
	if (!maker->lacks_install && (setup.lacks_install || run.lacks_install))
		maker->lacks_install = test->lacks;
	if (!test->lacks)
		test->lacks = maker->lacks_install;
}

static void set_regex(struct mc_classroom_maker *maker, struct mc_test *test,
		      const struct mc_classroom_test *source)
{
	MC_AUTO(mc_buf) pattern = MC_BUF_INIT;
	MC_AUTOPTR(mc_regex) regex = NULL;

	mc_js_regex_translate(&pattern, source->output);
	struct mc_err *err = mc_regex_open(&regex, NULL, pattern.ptr, 0);

	if (err)
		say(maker, true, maker->keys.output, NULL, "%s", err->msg);
	mc_err_free(err);
	test->out.text = mc_arena_copy(&maker->exercise->arena, pattern.ptr, pattern.len);
	test->out.len = pattern.len;
	test->out.compare.mode = MC_COMPARE_REGEX;
}

static void set_comparison(struct mc_classroom_maker *maker, struct mc_test *test,
			   const struct mc_classroom_test *source)
{
	const char *name = source->comparison;

	test->out = (struct mc_expect){
		.text = source->output,
		.len = strlen(source->output),
		.compare = { .mode = MC_COMPARE_CONTAINS, .is_case_sensitive = true, .is_trimmed = true },
	};
	if (!strcmp(name, "exact"))
		test->out.compare.mode = MC_COMPARE_EXACT;
	else if (!strcmp(name, "regex"))
		set_regex(maker, test, source);
	else if (*name && strcmp(name, "included") != 0 && strcmp(name, "contains") != 0)
		say(maker, false, maker->keys.comparison, _("'included', 'exact' or 'regex'"),
		    _("unknown comparison '%s' counts as 'included'"), name);
	/* nothing is included in every output, and found in it by an empty pattern */
	test->out.is_given = *source->output || test->out.compare.mode == MC_COMPARE_EXACT;
}

static void warn_of_traps(struct mc_classroom_maker *maker, const struct mc_test *test,
			  const struct mc_classroom_test *source)
{
	if (source->minutes > MC_CLASSROOM_MAX_MINUTES)
		say(maker, false, maker->keys.timeout, _("0.5 is half a minute"),
		    _("'timeout' is in minutes, so %g are a long time: at most %d are given"),
		    source->minutes, MC_CLASSROOM_MAX_MINUTES);
	if (strchr(source->input, '\r') && !maker->has_said_cr) {
		maker->has_said_cr = true;
		say(maker, false, maker->keys.input, NULL, "%s",
		    _("the input has carriage returns; programs get them as they are, as they always did"));
	}
	for (const char *cr = strchr(source->output, '\r'); cr; cr = strchr(cr + 1, '\r')) {
		if (cr[1] != '\n' || test->out.compare.mode == MC_COMPARE_REGEX) {
			say(maker, false, maker->keys.output, NULL, "%s",
			    _("the expected output has a carriage return that no output of a program here "
			      "will match"));
			break;
		}
	}
	if (*source->input && !test->out.is_given)
		say(maker, false, maker->keys.input, NULL, "%s",
		    _("no output is expected, so any output passes"));
}

/* Names went through a web form that escaped them once, and sometimes twice. */
static void set_name(struct mc_classroom_maker *maker, struct mc_test *test,
		     const struct mc_classroom_test *source)
{
	struct mc_arena *arena = &maker->exercise->arena;
	const char *name = mc_html_text(arena, mc_html_text(arena, source->name));

	if (!*name)
		name = mc_arena_format(arena, _("test %zu"), source->index + 1);
	test->title = mc_words_of(arena, name);
	test->id = mc_slug(arena, name, "test");
}

void mc_classroom_make(struct mc_test *test, struct mc_classroom_maker *maker,
		       const struct mc_classroom_test *source)
{
	set_name(maker, test, source);
	if (mc_str_trim(mc_str(source->run)).len == 0)
		say(maker, true, NULL, NULL, _("a test needs a command in '%s'"), maker->keys.run);
	set_command(maker, test, source);
	set_comparison(maker, test, source);
	warn_of_traps(maker, test, source);
	test->limits = mc_classroom_limits(source->minutes > 0 ? source->minutes : maker->default_minutes);
	test->points = (int64_t)(source->points * 1000 + 0.5);
	test->kind = MC_TEST_IO;
	test->input = source->input;
	test->input_len = strlen(source->input);
	if (!*source->input && !*source->output) {
		test->kind = MC_TEST_SUITE;
		test->format = MC_SUITE_EXIT;
		test->out = (struct mc_expect){ 0 };
	}
}

void mc_classroom_settle(struct mc_exercise *exercise, const char *bytes, size_t len)
{
	static const char *const everything[] = { "**" };
	struct mc_hash hash;

	exercise->submit = mc_texts_copy(&exercise->arena, everything, MC_COUNT(everything));
	exercise->keeps_files = true;
	exercise->limits = mc_classroom_limits(1);
	mc_exercise_settle(exercise);
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, RULES_VERSION);
	mc_hash_add_field(&hash, bytes, len);
	mc_hash_hex(exercise->hash, &hash);
}
