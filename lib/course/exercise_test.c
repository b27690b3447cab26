/* SPDX-License-Identifier: MIT */
#include "course/exercise_parts.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"

/* The keys of all kinds, then those of each kind, in the order in which they are explained. */
#define COMMON "id", "kind", "title", "hint", "points", "needs", "hidden", "limits"

static const char *const io_keys[] = { COMMON,	 "run",	   "args",    "env",  "stdin",
				       "stdout", "stderr", "compare", "exit", "files" };
static const char *const files_keys[] = { COMMON, "present", "absent" };
static const char *const source_keys[] = { COMMON, "files", "present", "absent", "count", "skip" };
static const char *const suite_keys[] = { COMMON, "run", "env", "format", "cases" };
static const char *const build_keys[] = { COMMON };

static const struct kind {
	const char *const *keys;
	size_t key_count;
} kinds[] = {
	[MC_TEST_IO] = { io_keys, MC_COUNT(io_keys) },
	[MC_TEST_FILES] = { files_keys, MC_COUNT(files_keys) },
	[MC_TEST_SOURCE] = { source_keys, MC_COUNT(source_keys) },
	[MC_TEST_SUITE] = { suite_keys, MC_COUNT(suite_keys) },
	[MC_TEST_BUILD] = { build_keys, MC_COUNT(build_keys) },
};

static const char *const kind_names[] = {
#define X(constant, name) [constant] = name,
	MC_TEST_KINDS(X)
#undef X
};

static const struct limit {
	const char *key;
	size_t offset;
	uint32_t min, max;
} limit_table[] = {
	{ "cpu_ms", offsetof(struct mc_limits, cpu_ms), 10, 600000 },
	{ "wall_ms", offsetof(struct mc_limits, wall_ms), 10, 3600000 },
	{ "memory_mb", offsetof(struct mc_limits, memory_mb), 4, 8192 },
	{ "output_kb", offsetof(struct mc_limits, output_kb), 1, 65536 },
	{ "processes", offsetof(struct mc_limits, processes), 1, 1024 },
	{ "disk_mb", offsetof(struct mc_limits, disk_mb), 1, 4096 },
};

void mc_exercise_read_limits(struct mc_limits *limits, const struct mc_spec *spec,
			     const struct mc_json_node *node)
{
	const char *keys[MC_COUNT(limit_table)];

	for (size_t i = 0; i < MC_COUNT(limit_table); i++)
		keys[i] = limit_table[i].key;
	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	for (size_t i = 0; i < MC_COUNT(limit_table); i++) {
		const struct limit *limit = &limit_table[i];

		mc_spec_integer((uint32_t *)(void *)((char *)limits + limit->offset), spec,
				mc_json_find(node, limit->key), limit->min, limit->max);
	}
	/* A waiting program needs more time than a busy one; five times is what the defaults have, too. */
	if (mc_json_find(node, "cpu_ms") && !mc_json_find(node, "wall_ms"))
		limits->wall_ms = 5 * limits->cpu_ms + 1000;
}

static void shell_run(struct mc_texts *run, const struct mc_spec *spec, const char *line,
		      const struct mc_texts *args)
{
	size_t count = args ? args->count : 0;
	const char **argv = mc_arena_alloc(spec->arena, (5 + count) * sizeof(*argv));

	argv[0] = "sh";
	argv[1] = "-c";
	argv[2] =
		count ? mc_arena_format(spec->arena, "%s \"$@\"", line) : mc_arena_strdup(spec->arena, line);
	*run = (struct mc_texts){ argv, 3 };
	if (count == 0)
		return;
	argv[run->count++] = "sh"; /* $0, which messages of the shell start with */
	for (size_t i = 0; i < count; i++)
		argv[run->count++] = args->items[i];
}

void mc_exercise_read_run(struct mc_texts *run, const struct mc_spec *spec, const struct mc_json_node *node,
			  const struct mc_texts *args)
{
	struct mc_texts words = { NULL, 0 };
	const char *line = NULL;

	if (node && mc_json_type(node) == MC_JSON_TEXT) {
		mc_spec_text(&line, spec, node);
		shell_run(run, spec, line, args);
		return;
	}
	mc_spec_texts(&words, spec, node, MC_SPEC_ANY, 1);
	if (words.count == 0)
		return;
	if (!words.items[0][0])
		mc_spec_error(spec, node, NULL, "%s", _("the name of the program is empty"));
	size_t count = words.count + (args ? args->count : 0);
	const char **argv = mc_arena_alloc(spec->arena, (count + 1) * sizeof(*argv));

	memcpy(argv, words.items, words.count * sizeof(*argv));
	if (args && args->count)
		memcpy(argv + words.count, args->items, args->count * sizeof(*argv));
	*run = (struct mc_texts){ argv, count };
}

static void read_points(int64_t *points, const struct mc_spec *spec, const struct mc_json_node *node)
{
	double value = 1;

	mc_spec_number(&value, spec, node, 0, 1000);
	double thousandths = value * 1000;
	int64_t rounded = (int64_t)(thousandths + 0.5);
	double off = thousandths - (double)rounded;

	if (off > 1e-6 || off < -1e-6)
		mc_spec_error(spec, node, NULL, "%s", _("points have at most three digits behind the point"));
	*points = rounded;
}

static void read_cases(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (node && mc_json_type(node) == MC_JSON_NUMBER) {
		mc_spec_integer(&test->case_count, spec, node, 1, 10000);
		return;
	}
	if (node && mc_json_type(node) != MC_JSON_ARRAY) {
		mc_spec_error(spec, node, NULL, "%s",
			      _("expected the number of cases, or an array of their names"));
		return;
	}
	mc_spec_texts(&test->cases, spec, node, MC_SPEC_FILLED, 1);
	test->case_count = (uint32_t)test->cases.count;
}

static bool is_env_name(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && (name[0] < '0' || name[0] > '9') &&
	       strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

static void read_env(struct mc_texts *env, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	env->items = mc_arena_alloc(spec->arena, (mc_json_count(node) + 1) * sizeof(*env->items));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		if (!is_env_name(mc_json_key_of(n)))
			mc_spec_key_error(spec, n, _("use letters, digits and '_', not a digit first"),
					  _("'%s' cannot be the name of an environment variable"),
					  mc_json_key_of(n));
		if (mc_spec_is(spec, n, MC_JSON_TEXT))
			env->items[env->count++] =
				mc_arena_format(spec->arena, "%s=%s", mc_json_key_of(n), mc_json_as_text(n));
	}
}

static void read_suite(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node)
{
	static const char *const formats[] = { [MC_SUITE_TAP] = "tap", [MC_SUITE_EXIT] = "exit" };
	size_t format = MC_SUITE_TAP;

	mc_exercise_read_run(&test->run, spec, mc_spec_need(spec, node, "run"), NULL);
	read_env(&test->env, spec, mc_json_find(node, "env"));
	(void)mc_spec_choice(&format, spec, mc_json_find(node, "format"), formats, MC_COUNT(formats));
	test->format = (enum mc_suite_format)format;
	read_cases(test, spec, mc_json_find(node, "cases"));
	if (test->format == MC_SUITE_EXIT && mc_json_find(node, "cases"))
		mc_spec_key_error(spec, mc_json_find(node, "cases"), NULL, "%s",
				  _("a suite that is judged by its exit status has no cases"));
}

static void read_files(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node)
{
	mc_spec_texts(&test->present, spec, mc_json_find(node, "present"), MC_SPEC_GLOBS, 1);
	mc_spec_texts(&test->absent, spec, mc_json_find(node, "absent"), MC_SPEC_GLOBS, 1);
	if (!mc_json_find(node, "present") && !mc_json_find(node, "absent"))
		mc_spec_error(spec, node, NULL, "%s",
			      _("a test of kind 'files' needs 'present' or 'absent'"));
}

static void read_build_test(const struct mc_exercise *exercise, const struct mc_spec *spec,
			    const struct mc_json_node *node)
{
	if (exercise->build.count == 0 && !mc_json_find(mc_json_root(spec->json), "build"))
		mc_spec_error(spec, mc_json_find(node, "kind"), NULL, "%s",
			      _("a test of kind 'build' needs the key 'build' of the exercise"));
}

static bool has_key(const struct kind *kind, const char *key)
{
	for (size_t i = 0; i < kind->key_count; i++) {
		if (!strcmp(kind->keys[i], key))
			return true;
	}
	return false;
}

/* A key that another kind knows is misplaced rather than misspelt. */
static void check_keys(const struct mc_spec *spec, const struct mc_json_node *node, enum mc_test_kind kind)
{
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		const char *key = mc_json_key_of(n);
		size_t other = 0;

		if (mc_spec_is_full(spec))
			break;
		if (has_key(&kinds[kind], key))
			continue;
		while (other < MC_COUNT(kinds) && !has_key(&kinds[other], key))
			other++;
		if (other < MC_COUNT(kinds))
			mc_spec_key_error(spec, n, NULL, _("key '%s' is for tests of kind '%s', not '%s'"),
					  key, kind_names[other], kind_names[kind]);
		else
			mc_spec_key_error(spec, n,
					  mc_spec_nearest(spec, key, kinds[kind].keys, kinds[kind].key_count),
					  _("unknown key '%s'"), key);
	}
}

static void read_by_kind(const struct mc_exercise *exercise, struct mc_test *test, const struct mc_spec *spec,
			 const struct mc_json_node *node)
{
	switch (test->kind) {
	case MC_TEST_IO:
		mc_exercise_read_io(test, spec, node);
		read_env(&test->env, spec, mc_json_find(node, "env"));
		break;
	case MC_TEST_FILES:
		read_files(test, spec, node);
		break;
	case MC_TEST_SOURCE:
		test->sources = exercise->submit;
		mc_exercise_read_source(test, spec, node);
		break;
	case MC_TEST_SUITE:
		read_suite(test, spec, node);
		break;
	case MC_TEST_BUILD:
		read_build_test(exercise, spec, node);
		break;
	}
}

void mc_exercise_read_test(struct mc_exercise_reading *reading, size_t index, const struct mc_json_node *node)
{
	struct mc_exercise *exercise = reading->exercise;
	struct mc_test *test = &exercise->tests[index];
	const struct mc_spec *spec = &reading->spec;
	size_t kind = 0;

	test->limits = exercise->limits;
	test->id = mc_arena_format(spec->arena, "#%zu",
				   index); /* no real id can be so, so it clashes with none */
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	mc_spec_id(&test->id, spec, mc_spec_need(spec, node, "id"));
	mc_spec_words(&test->title, spec, mc_json_find(node, "title"));
	mc_spec_words(&test->hint, spec, mc_json_find(node, "hint"));
	read_points(&test->points, spec, mc_json_find(node, "points"));
	reading->need_nodes[index] = mc_json_find(node, "needs");
	mc_spec_texts(&reading->needs[index], spec, reading->need_nodes[index], MC_SPEC_IDS, 0);
	mc_spec_bool(&test->is_hidden, spec, mc_json_find(node, "hidden"));
	mc_exercise_read_limits(&test->limits, spec, mc_json_find(node, "limits"));
	if (!mc_spec_choice(&kind, spec, mc_spec_need(spec, node, "kind"), kind_names, MC_COUNT(kind_names)))
		return;
	test->kind = (enum mc_test_kind)kind;
	check_keys(spec, node, test->kind);
	read_by_kind(exercise, test, spec, node);
}
