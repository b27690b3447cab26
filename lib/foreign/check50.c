/* SPDX-License-Identifier: MIT */
#include "foreign/check50.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "course/exercise_new.h"
#include "ext/hash.h"
#include "foreign/foreign_yaml.h"

/* Raised when the same file is to give other verdicts, because results are remembered by the hash of the
 * spec. */
#define RULES_VERSION "check50/1"

#define MAX_FILES 1000

struct reader {
	struct mc_exercise *exercise;
	struct mc_foreign_yaml *file;
	bool has_said_runs;
};

#define SAY(r, is_error, node, hint, ...) \
	mc_foreign_yaml_say((r)->file, (is_error), (node), (hint), __VA_ARGS__)

/* ---- texts ---- */

/* A backslash stood in a literal of Python, into which the check was put.  Returns what was read behind it.
 */
static size_t add_escape(struct mc_buf *out, const char *text)
{
	static const char names[] = "nrt\\'\"abfv";
	static const char values[] = "\n\r\t\\'\"\a\b\f\v";
	const char *name = *text ? strchr(names, *text) : NULL;
	size_t digits = *text == 'x' ? 2 : *text == 'u' ? 4 : 0;
	char bytes[4];

	if (name) {
		mc_buf_addc(out, values[name - names]);
		return 1;
	}
	if (digits == 0 || strspn(text + 1, "0123456789abcdefABCDEF") < digits) {
		mc_buf_addc(out, '\\');
		return 0;
	}
	char hex[5] = { 0 };

	memcpy(hex, text + 1, digits);
	unsigned long character = strtoul(hex, NULL, 16);

	if (character == 0 || (character >= 0xD800 && character <= 0xDFFF))
		character = 0xFFFD;
	mc_buf_add(out, bytes, mc_utf8_encode(bytes, (uint32_t)character));
	return digits + 1;
}

static void add_text(struct mc_buf *out, struct reader *r, const struct mc_yaml_node *node)
{
	const char *text = mc_foreign_yaml_text(r->file, &r->exercise->arena, node);

	while (*text) {
		if (*text == '\\')
			text += 1 + add_escape(out, text + 1);
		else
			mc_buf_addc(out, *text++);
	}
}

/* One text, or a list of lines. */
static void add_lines(struct mc_buf *out, struct reader *r, const struct mc_yaml_node *node)
{
	if (mc_yaml_type(node) != MC_YAML_LIST) {
		add_text(out, r, node);
		return;
	}
	for (const struct mc_yaml_node *line = mc_yaml_first(node); line; line = mc_yaml_next(line)) {
		if (line != mc_yaml_first(node))
			mc_buf_addc(out, '\n');
		add_text(out, r, line);
	}
}

/* ---- checks ---- */

static void read_exit(struct reader *r, struct mc_test *test, const struct mc_yaml_node *run)
{
	const struct mc_yaml_node *node = mc_yaml_find(run, "exit");
	const char *text = mc_yaml_as_text(node);
	char *end = NULL;

	test->exit_status = MC_EXIT_ANY;
	if (mc_yaml_type(node) == MC_YAML_NULL)
		return;
	long number = text ? strtol(text, &end, 10) : -1;

	if (!text || end == text || *end || number < 0 || number > 255)
		SAY(r, true, node, NULL, "%s", _("'exit' must be a number from 0 to 255"));
	else
		test->exit_status = (int)number;
}

static void read_texts(struct reader *r, struct mc_test *test, const struct mc_yaml_node *run)
{
	struct mc_arena *arena = &r->exercise->arena;
	MC_AUTO(mc_buf) in = MC_BUF_INIT;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	if (mc_yaml_find(run, "stdin")) {
		add_lines(&in, r, mc_yaml_find(run, "stdin"));
		mc_buf_addc(&in, '\n'); /* as the Return key does */
	}
	test->input = mc_arena_copy(arena, in.ptr, in.len);
	test->input_len = in.len;
	add_lines(&out, r, mc_yaml_find(run, "stdout"));
	test->out = (struct mc_expect){
		.is_given = out.len > 0,
		.text = mc_arena_copy(arena, out.ptr, out.len),
		.len = out.len,
		.compare = { .mode = MC_COMPARE_CONTAINS, .is_case_sensitive = true },
	};
}

static void check_keys(struct reader *r, const struct mc_yaml_node *run)
{
	static const char *const known[] = { "run", "stdin", "stdout", "exit" };

	for (const struct mc_yaml_node *node = mc_yaml_first(run); node; node = mc_yaml_next(node)) {
		const char *key = mc_yaml_key_of(node);
		size_t i = 0;

		while (i < MC_COUNT(known) && (!key || strcmp(key, known[i]) != 0))
			i++;
		if (i == MC_COUNT(known))
			SAY(r, true, node, _("check50 knows run, stdin, stdout and exit"),
			    _("unknown key '%s'"), key ? key : "");
	}
}

/* A terminal showed both streams as one. */
static void read_run(struct reader *r, struct mc_test *test, const struct mc_yaml_node *run, const char *name)
{
	struct mc_arena *arena = &r->exercise->arena;

	if (mc_yaml_type(run) != MC_YAML_MAP || !mc_yaml_find(run, "run")) {
		SAY(r, true, run, _("write '- run: …' below the name of the check"), "%s",
		    _("each run of a check needs the key 'run'"));
		return;
	}
	const char *command = mc_foreign_yaml_text(r->file, arena, mc_yaml_find(run, "run"));
	const char *words[] = { "bash", "-c", mc_arena_format(arena, "exec 2>&1\n%s", command) };

	check_keys(r, run);
	if (!*command)
		SAY(r, true, mc_yaml_find(run, "run"), NULL, _("a test needs a command in '%s'"), "run");
	test->kind = MC_TEST_IO;
	test->id = mc_slug(arena, name, "check");
	test->title = mc_words_of(arena, name);
	test->limits = r->exercise->limits;
	test->run = mc_texts_copy(arena, words, MC_COUNT(words));
	read_texts(r, test, run);
	read_exit(r, test, run);
}

static void read_check(struct reader *r, const struct mc_yaml_node *check)
{
	struct mc_exercise *exercise = r->exercise;
	size_t first = exercise->test_count;

	if (mc_yaml_type(check) != MC_YAML_LIST || mc_yaml_count(check) == 0) {
		SAY(r, true, check, _("write '- run: …' below the name of the check"),
		    _("the check '%s' must be a list of runs"), mc_yaml_key_of(check));
		return;
	}
	for (const struct mc_yaml_node *run = mc_yaml_first(check); run; run = mc_yaml_next(run)) {
		struct mc_test *test = &exercise->tests[exercise->test_count++];

		read_run(r, test, run, mc_yaml_key_of(check));
		if (exercise->test_count - 1 == first)
			continue;
		test->needs = mc_arena_alloc(&exercise->arena, sizeof(*test->needs));
		test->needs[0] = exercise->test_count - 2;
		test->need_count = 1;
	}
	exercise->tests[exercise->test_count - 1].points = 1000;
	if (exercise->test_count - first > 1 && !r->has_said_runs) {
		r->has_said_runs = true;
		SAY(r, false, check, NULL, "%s",
		    _("each run of a check becomes a test: what one writes, the next does not find"));
	}
}

static void read_checks(struct reader *r, const struct mc_yaml_node *checks)
{
	size_t room = 0;

	for (const struct mc_yaml_node *check = mc_yaml_first(checks); check; check = mc_yaml_next(check))
		room += mc_yaml_count(check);
	if (room > MC_CHECK50_MAX_RUNS) {
		SAY(r, true, checks, NULL, _("there are more than %d tests"), MC_CHECK50_MAX_RUNS);
		return;
	}
	r->exercise->tests = mc_arena_alloc(&r->exercise->arena, (room + 1) * sizeof(*r->exercise->tests));
	for (const struct mc_yaml_node *check = mc_yaml_first(checks); check; check = mc_yaml_next(check))
		read_check(r, check);
	if (room == 0)
		SAY(r, true, checks, NULL, "%s", _("there is no check"));
}

/* ---- files ---- */

struct submit {
	const char **items;
	size_t count;
	size_t capacity;
	bool excludes_all; /* what is not named is not handed in */
};

static void submit_release(struct submit *submit)
{
	free(submit->items);
}

static void add_file(struct reader *r, struct submit *submit, const struct mc_yaml_node *node,
		     const char *path)
{
	for (size_t i = 0; i < submit->count; i++) {
		if (!strcmp(submit->items[i], path))
			return;
	}
	if (!mc_tree_is_safe_path(path) || submit->count == MAX_FILES)
		SAY(r, false, node, NULL, _("'%s' is left out"), path);
	else
		*MC_VEC_ADD(submit->items, submit->count, submit->capacity) =
			mc_arena_strdup(&r->exercise->arena, path);
}

static void exclude(struct reader *r, struct submit *submit, const struct mc_yaml_node *node,
		    const char *path)
{
	if (!strcmp(path, "*"))
		submit->excludes_all = true;
	else
		SAY(r, false, node, _("list in 'submit' what students hand in"),
		    _("files that match '%s' are not left out here"), path);
}

/* The later form: tags say what is to become of a pattern. */
static void read_files(struct reader *r, struct submit *submit, const struct mc_yaml_node *list)
{
	for (const struct mc_yaml_node *node = mc_yaml_first(list); node; node = mc_yaml_next(node)) {
		const char *tag = mc_yaml_tag(node);
		const char *path = mc_foreign_yaml_text(r->file, &r->exercise->arena, node);

		if (tag && (!strcmp(tag, "!require") || !strcmp(tag, "!include")))
			add_file(r, submit, node, path);
		else if (tag && !strcmp(tag, "!exclude"))
			exclude(r, submit, node, path);
		else
			SAY(r, false, node, NULL, _("'%s' is left out"), path);
	}
}

/* The older form: lists of their own, where '!' in front of a pattern takes it in again. */
static void read_old_files(struct reader *r, struct submit *submit, const struct mc_yaml_node *tool)
{
	const struct mc_yaml_node *required = mc_yaml_find(tool, "required");
	const struct mc_yaml_node *excluded = mc_yaml_find(tool, "exclude");

	for (const struct mc_yaml_node *node = mc_yaml_first(required); node; node = mc_yaml_next(node))
		add_file(r, submit, node, mc_foreign_yaml_text(r->file, &r->exercise->arena, node));
	for (const struct mc_yaml_node *node = mc_yaml_first(excluded); node; node = mc_yaml_next(node)) {
		const char *path = mc_foreign_yaml_text(r->file, &r->exercise->arena, node);

		if (path[0] == '!')
			add_file(r, submit, node, path + 1);
		else
			exclude(r, submit, node, path);
	}
}

static void set_submit(struct reader *r, const struct mc_yaml_node *tool)
{
	__attribute__((cleanup(submit_release))) struct submit submit = { 0 };

	read_files(r, &submit, mc_yaml_find(tool, "files"));
	read_old_files(r, &submit, tool);
	if (!submit.excludes_all || submit.count == 0)
		add_file(r, &submit, tool, "**");
	r->exercise->submit = mc_texts_copy(&r->exercise->arena, submit.items, submit.count);
}

/* ---- the file ---- */

static void warn_of_rest(struct reader *r, const struct mc_yaml_node *tool)
{
	static const char *const known[] = { "checks", "files", "required", "exclude" };

	for (const struct mc_yaml_node *node = mc_yaml_first(tool); node; node = mc_yaml_next(node)) {
		const char *key = mc_yaml_key_of(node);
		size_t i = 0;

		while (i < MC_COUNT(known) && strcmp(key, known[i]) != 0)
			i++;
		if (i == MC_COUNT(known))
			SAY(r, false, node,
			    strcmp(key, "dependencies") ? NULL : _("install them on this machine"),
			    _("'%s' is left out"), key);
	}
}

static void read_tool(struct reader *r)
{
	const struct mc_yaml_node *tool = mc_yaml_find(mc_yaml_root(r->file->yaml), "check50");
	const struct mc_yaml_node *checks = mc_yaml_find(tool, "checks");

	if (mc_yaml_type(checks) != MC_YAML_MAP) {
		SAY(r, true, checks ? checks : tool, _("write them as tests of kind 'io' or 'suite'"), "%s",
		    _("there are no checks in YAML; those in Python cannot be read"));
		return;
	}
	warn_of_rest(r, tool);
	read_checks(r, checks);
	set_submit(r, tool);
}

struct mc_err *mc_check50_parse(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
				const char *path, const char *bytes, size_t len)
{
	MC_AUTO(mc_foreign_yaml) file = MC_FOREIGN_YAML_INIT;
	struct mc_hash hash;

	MC_TRY(mc_foreign_yaml_open(&file, findings, path, bytes, len));
	MC_AUTOPTR(mc_exercise) made = mc_exercise_new("check50", dir);
	struct reader reader = { .exercise = made, .file = &file };

	read_tool(&reader);
	MC_TRY(mc_foreign_yaml_err(&file));
	made->has_foreign_layout = true;
	made->is_laid_at_root = false;
	mc_exercise_settle(made);
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, RULES_VERSION);
	mc_hash_add_field(&hash, bytes, len);
	mc_hash_hex(made->hash, &hash);
	*exercise = MC_TAKE(made);
	return NULL;
}
