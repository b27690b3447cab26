/* SPDX-License-Identifier: MIT */
#include "foreign/classroom.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/exercise_new.h"
#include "ext/hash.h"
#include "ext/regex.h"
#include "foreign/classroom_shell.h"
#include "foreign/foreign_json.h"
#include "foreign/html_text.h"
#include "foreign/js_regex.h"

#define MINUTE_MS 60000
#define MAX_MINUTES 60
#define MAX_POINTS 1000000

/* Raised when the same file is to give other verdicts, because results are remembered by the hash of the
 * spec. */
#define RULES_VERSION "classroom/1"

/* The original limited nothing but time, and time only by the clock: several processors may share the work.
 */
#define CPU_SHARE 4
#define MEMORY_MB 1024
#define OUTPUT_KB 4096
#define PROCESSES 128
#define DISK_MB 512

struct reader {
	struct mc_exercise *exercise;
	struct mc_foreign_json *file;
	const struct mc_toolbox *toolbox;
	const char *lacks_install; /* what an earlier test could not install */
	bool has_said_cr;
};

/* One test while it is read. */
struct source {
	const struct mc_json_node *node;
	size_t index;
	const char *setup;
	const char *run;
	const char *input;
	const char *output;
	double minutes;
};

/* Notes a finding about a key of a test; key NULL: about the test, source NULL: about the document. */
#define SAY(r, is_error, source, key, hint, ...) \
	do { \
		MC_AUTO(mc_buf) say_pointer_ = MC_BUF_INIT; \
		const struct mc_json_node *say_node_ = find_place(&say_pointer_, (r), (source), (key)); \
\
		mc_foreign_json_say((r)->file, (is_error), say_node_, say_pointer_.ptr, (hint), \
				    __VA_ARGS__); \
	} while (0)

static const struct mc_json_node *find_place(struct mc_buf *pointer, const struct reader *r,
					     const struct source *source, const char *key)
{
	const struct mc_json_node *node = source ? source->node : mc_json_root(r->file->json);
	const struct mc_json_node *member = key ? mc_json_find(node, key) : NULL;

	if (source)
		mc_buf_addf(pointer, "/tests/%zu", source->index);
	if (member)
		mc_json_pointer_add(pointer, key);
	return member ? member : node;
}

/* The text of a key, "" when it is missing or null. */
static const char *read_text(struct reader *r, const struct source *source, const char *key)
{
	const struct mc_json_node *node = mc_json_find(source->node, key);

	if (!node || mc_json_type(node) == MC_JSON_NULL)
		return "";
	if (!mc_json_as_text(node)) {
		SAY(r, true, source, key, NULL, _("'%s' must be a text"), key);
		return "";
	}
	return mc_arena_strdup(&r->exercise->arena, mc_json_as_text(node));
}

/* The number of a key, 0 when it is missing or null; numbers in quotes occur, and the original took them. */
static double read_number(struct reader *r, const struct source *source, const char *key, double max)
{
	const struct mc_json_node *node = mc_json_find(source->node, key);
	const char *text = mc_json_as_text(node);
	double number = 0;
	char *end = NULL;

	if (!node || mc_json_type(node) == MC_JSON_NULL)
		return 0;
	if (text)
		number = strtod(text, &end);
	if (text ? end == text || *end : !mc_json_as_number(&number, node)) {
		SAY(r, true, source, key, NULL, _("'%s' must be a number"), key);
		return 0;
	}
	if (text)
		SAY(r, false, source, key, NULL, _("'%s' is a number in quotes"), key);
	if (!(number >= 0 && number <= max)) {
		SAY(r, true, source, key, NULL, _("'%s' must be between %g and %g"), key, 0.0, max);
		return 0;
	}
	return number;
}

static void warn_of_key(struct reader *r, const struct source *source, const char *key,
			const char *const known[], size_t count)
{
	const char *near = mc_str_nearest(key, known, count);

	if (near && !strcmp(key, near))
		return;
	MC_AUTOTEXT hint = near ? mc_format(_("did you mean '%s'?"), near) : NULL;

	SAY(r, false, source, key, hint, _("unknown key '%s' has no effect"), key);
}

static void warn_of_unknown_keys(struct reader *r, const struct source *source)
{
	static const char *const of_test[] = { "name",	     "setup",	"run",	  "input",	"output",
					       "comparison", "timeout", "points", "description" };
	static const char *const of_document[] = { "tests", "$schema" };
	const struct mc_json_node *node = source ? source->node : mc_json_root(r->file->json);

	for (const struct mc_json_node *child = mc_json_first(node); child; child = mc_json_next(child)) {
		if (source)
			warn_of_key(r, source, mc_json_key_of(child), of_test, MC_COUNT(of_test));
		else
			warn_of_key(r, source, mc_json_key_of(child), of_document, MC_COUNT(of_document));
	}
}

static struct mc_limits limits_of(double minutes)
{
	double most = minutes < MAX_MINUTES ? minutes : MAX_MINUTES;
	uint32_t wall_ms = (uint32_t)((minutes > 0 ? most : 1) * MINUTE_MS);

	wall_ms = wall_ms > 0 ? wall_ms : 1;
	return (struct mc_limits){
		.wall_ms = wall_ms,
		.cpu_ms = wall_ms * CPU_SHARE,
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

static void warn_of_review(struct reader *r, const struct source *source, const char *key,
			   const struct mc_shell_review *review)
{
	if (review->lacks)
		SAY(r, false, source, key,
		    _("install it on this machine; the sandbox has no network and no root"),
		    _("needs '%s', which is not here: the test cannot be judged"), review->lacks);
	else if (review->left_out)
		SAY(r, false, source, key, NULL,
		    _("'%s' is left out: the sandbox has no network and no root"), review->left_out);
	else if (strcmp(review->command, key[0] == 's' ? source->setup : source->run) != 0)
		SAY(r, false, source, key, NULL, "%s", _("'sudo' is left out: the sandbox has no root"));
}

static void set_command(struct reader *r, struct mc_test *test, const struct source *source)
{
	static const char *const env[] = { "FORCE_COLOR=true", "DOTNET_CLI_HOME=/tmp", "DOTNET_NOLOGO=true" };
	struct mc_arena *arena = &r->exercise->arena;
	struct mc_shell_review setup;
	struct mc_shell_review run;

	mc_shell_review(&setup, arena, r->toolbox, source->setup);
	mc_shell_review(&run, arena, r->toolbox, source->run);
	warn_of_review(r, source, "setup", &setup);
	warn_of_review(r, source, "run", &run);
	test->run = command_of(arena, setup.command, run.command, setup.uses_python || run.uses_python);
	test->env = mc_texts_copy(arena, env, MC_COUNT(env));
	test->lacks = setup.lacks ? setup.lacks : run.lacks;
	if (!r->lacks_install && (setup.lacks_install || run.lacks_install))
		r->lacks_install = test->lacks;
	if (!test->lacks)
		test->lacks = r->lacks_install;
}

static void set_regex(struct reader *r, struct mc_test *test, const struct source *source)
{
	MC_AUTO(mc_buf) pattern = MC_BUF_INIT;
	MC_AUTOPTR(mc_regex) regex = NULL;

	mc_js_regex_translate(&pattern, source->output);
	struct mc_err *err = mc_regex_open(&regex, NULL, pattern.ptr, 0);

	if (err)
		SAY(r, true, source, "output", NULL, "%s", err->msg);
	mc_err_free(err);
	test->out.text = mc_arena_copy(&r->exercise->arena, pattern.ptr, pattern.len);
	test->out.len = pattern.len;
	test->out.compare.mode = MC_COMPARE_REGEX;
}

static void set_comparison(struct reader *r, struct mc_test *test, const struct source *source)
{
	const char *name = read_text(r, source, "comparison");

	test->out = (struct mc_expect){
		.text = source->output,
		.len = strlen(source->output),
		.compare = { .mode = MC_COMPARE_CONTAINS, .is_case_sensitive = true, .is_trimmed = true },
	};
	if (!strcmp(name, "exact"))
		test->out.compare.mode = MC_COMPARE_EXACT;
	else if (!strcmp(name, "regex"))
		set_regex(r, test, source);
	else if (*name && strcmp(name, "included") != 0)
		SAY(r, false, source, "comparison", _("'included', 'exact' or 'regex'"),
		    _("unknown comparison '%s' counts as 'included'"), name);
	/* nothing is included in every output, and found in it by an empty pattern */
	test->out.is_given = *source->output || test->out.compare.mode == MC_COMPARE_EXACT;
}

static void warn_of_traps(struct reader *r, const struct mc_test *test, const struct source *source)
{
	if (source->minutes > MAX_MINUTES)
		SAY(r, false, source, "timeout", _("0.5 is half a minute"),
		    _("'timeout' is in minutes, so %g are a long time: at most %d are given"),
		    source->minutes, MAX_MINUTES);
	if (strchr(source->input, '\r') && !r->has_said_cr) {
		r->has_said_cr = true;
		SAY(r, false, source, "input", NULL, "%s",
		    _("the input has carriage returns; programs get them as they are, as they always did"));
	}
	for (const char *cr = strchr(source->output, '\r'); cr; cr = strchr(cr + 1, '\r')) {
		if (cr[1] != '\n' || test->out.compare.mode == MC_COMPARE_REGEX) {
			SAY(r, false, source, "output", NULL, "%s",
			    _("the expected output has a carriage return that no output of a program here "
			      "will match"));
			break;
		}
	}
	if (*source->input && !test->out.is_given)
		SAY(r, false, source, "input", NULL, "%s", _("no output is expected, so any output passes"));
}

/* Names went through a web form that escaped them once, and sometimes twice. */
static void set_name(struct reader *r, struct mc_test *test, const struct source *source)
{
	struct mc_arena *arena = &r->exercise->arena;
	const char *name = mc_html_text(arena, mc_html_text(arena, read_text(r, source, "name")));

	if (!*name)
		name = mc_arena_format(arena, _("test %zu"), source->index + 1);
	test->title = mc_words_of(arena, name);
	test->id = mc_slug(arena, name, "test");
}

static void read_test(struct reader *r, struct mc_test *test, struct source *source)
{
	source->setup = read_text(r, source, "setup");
	source->run = read_text(r, source, "run");
	source->input = read_text(r, source, "input");
	source->output = read_text(r, source, "output");
	source->minutes = read_number(r, source, "timeout", UINT32_MAX);
	set_name(r, test, source);
	if (mc_str_trim(mc_str(source->run)).len == 0)
		SAY(r, true, source, NULL, NULL, "%s", _("a test needs a command in 'run'"));
	warn_of_unknown_keys(r, source);
	set_command(r, test, source);
	set_comparison(r, test, source);
	warn_of_traps(r, test, source);
	test->limits = limits_of(source->minutes);
	test->points = (int64_t)(read_number(r, source, "points", MAX_POINTS) * 1000 + 0.5);
	test->kind = MC_TEST_IO;
	test->input = source->input;
	test->input_len = strlen(source->input);
	if (!*source->input && !*source->output) {
		test->kind = MC_TEST_SUITE;
		test->format = MC_SUITE_EXIT;
		test->out = (struct mc_expect){ 0 };
	}
}

static void read_tests(struct reader *r)
{
	const struct mc_json_node *root = mc_json_root(r->file->json);
	const struct mc_json_node *tests = mc_json_find(root, "tests");
	size_t count = mc_json_count(tests);
	size_t index = 0;

	if (!tests || mc_json_type(tests) != MC_JSON_ARRAY) {
		SAY(r, true, NULL, NULL, NULL, "%s", _("an autograding.json needs a list 'tests'"));
		return;
	}
	warn_of_unknown_keys(r, NULL);
	if (count == 0 || count > MC_CLASSROOM_MAX_TESTS) {
		SAY(r, true, NULL, "tests", NULL, _("there must be 1 to %d tests, not %zu"),
		    MC_CLASSROOM_MAX_TESTS, count);
		return;
	}
	r->exercise->tests = mc_arena_alloc(&r->exercise->arena, count * sizeof(*r->exercise->tests));
	r->exercise->test_count = count;
	for (const struct mc_json_node *node = mc_json_first(tests); node;
	     node = mc_json_next(node), index++) {
		struct source source = { .node = node, .index = index };

		if (mc_json_type(node) != MC_JSON_OBJECT)
			SAY(r, true, &source, NULL, NULL, "%s", _("a test must be an object"));
		else
			read_test(r, &r->exercise->tests[index], &source);
	}
}

static void settle(struct mc_exercise *exercise, const char *bytes, size_t len)
{
	static const char *const everything[] = { "**" };
	struct mc_hash hash;

	exercise->submit = mc_texts_copy(&exercise->arena, everything, MC_COUNT(everything));
	exercise->keeps_files = true;
	exercise->limits = limits_of(1);
	mc_exercise_settle(exercise);
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, RULES_VERSION);
	mc_hash_add_field(&hash, bytes, len);
	mc_hash_hex(exercise->hash, &hash);
}

struct mc_err *mc_classroom_parse(struct mc_exercise **exercise, struct mc_findings *findings,
				  const char *dir, const char *path, const char *bytes, size_t len,
				  const struct mc_toolbox *toolbox)
{
	MC_AUTO(mc_foreign_json) file = MC_FOREIGN_JSON_INIT;

	MC_TRY(mc_foreign_json_open(&file, findings, path, bytes, len));
	MC_AUTOPTR(mc_exercise) made = mc_exercise_new("classroom", dir);
	struct reader reader = { made, &file, toolbox, NULL, false };

	read_tests(&reader);
	MC_TRY(mc_foreign_json_err(&file));
	settle(made, bytes, len);
	*exercise = MC_TAKE(made);
	return NULL;
}
