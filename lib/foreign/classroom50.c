/* SPDX-License-Identifier: MIT */
#include "foreign/classroom50.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/exercise_new.h"
#include "course/suite_test.h"
#include "ext/hash.h"
#include "ext/regex.h"
#include "foreign/classroom_test.h"
#include "foreign/foreign_json.h"
#include "foreign/python_regex.h"

/* Raised when the same file is to give other verdicts, because results are remembered by the hash of the
 * spec. */
#define RULES_VERSION "classroom50/1"

#define DEFAULT_SECONDS 10
#define MAX_SECONDS 600
#define MAX_NAME 100
#define MAX_POINTS 1000
#define REPORT "pytest-report.xml"

enum type { IO, RUN, PYTHON };

struct reader {
	struct mc_exercise *exercise;
	struct mc_foreign_json *file;
	const struct mc_tree *bundle;
	struct mc_classroom_maker maker;
	const struct mc_json_node *node; /* the test that is being read */
	size_t index;
	struct mc_texts fixtures; /* files of the bundle that students must not see */
};

static void say(struct reader *r, bool is_error, const char *key, const char *hint, const char *message)
{
	MC_AUTO(mc_buf) pointer = MC_BUF_INIT;
	const struct mc_json_node *member = key ? mc_json_find(r->node, key) : NULL;

	mc_json_pointer(&pointer, r->file->json, member ? member : r->node);
	mc_foreign_json_say(r->file, is_error, member ? member : r->node, pointer.ptr, hint, "%s", message);
}

static void take_finding(void *context, bool is_error, const char *key, const char *hint, const char *message)
{
	say(context, is_error, key, hint, message);
}

/* ---- values ---- */

static void check_keys(struct reader *r, const struct mc_json_node *node, const char *const known[],
		       size_t count)
{
	const struct mc_json_node *before = r->node;

	/* Only members of an object have keys. */
	if (mc_json_type(node) != MC_JSON_OBJECT)
		return;
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		const char *near = mc_str_nearest(mc_json_key_of(n), known, count);
		MC_AUTOTEXT hint = near ? mc_format(_("did you mean '%s'?"), near) : NULL;
		MC_AUTOTEXT message = mc_format(_("unknown key '%s'"), mc_json_key_of(n));

		if (near && !strcmp(near, mc_json_key_of(n)))
			continue;
		r->node = n;
		say(r, true, NULL, hint, message);
	}
	r->node = before;
}

static const char *read_text(struct reader *r, const char *key)
{
	const struct mc_json_node *node = mc_json_find(r->node, key);

	if (!node)
		return "";
	if (!mc_json_as_text(node)) {
		say(r, true, key, NULL, _("expected a text"));
		return "";
	}
	return mc_arena_strdup(&r->exercise->arena, mc_json_as_text(node));
}

static unsigned read_number(struct reader *r, const char *key, unsigned max)
{
	const struct mc_json_node *node = mc_json_find(r->node, key);
	double number = 0;

	if (!node)
		return 0;
	if (!mc_json_as_number(&number, node) || !(number >= 0 && number <= max) ||
	    number > (double)(unsigned)number) {
		MC_AUTOTEXT message = mc_format(_("'%s' must be a whole number from 0 to %u"), key, max);

		say(r, true, key, NULL, message);
		return 0;
	}
	return (unsigned)number;
}

static size_t read_choice(struct reader *r, const char *key, const char *const choices[], size_t count)
{
	const char *text = read_text(r, key);

	for (size_t i = 0; i < count; i++) {
		if (!strcmp(text, choices[i]))
			return i;
	}
	MC_AUTOTEXT message = mc_format(_("'%s' is no value that '%s' may have"), text, key);

	say(r, true, key, NULL, message);
	return 0;
}

/* What stands in the test itself, or in a file of the bundle. */
static struct mc_str read_content(struct reader *r, const char *key, const char *file_key)
{
	const char *path = read_text(r, file_key);

	if (mc_json_find(r->node, key) && mc_json_find(r->node, file_key))
		say(r, true, file_key, NULL, _("give the text or the file, not both"));
	if (!*path)
		return mc_str(read_text(r, key));
	const struct mc_tree_file *file = mc_tree_find(r->bundle, path);

	if (!file) {
		MC_AUTOTEXT message = mc_format(_("there is no file '%s'"), path);

		say(r, true, file_key, NULL, message);
		return mc_str("");
	}
	r->fixtures.items[r->fixtures.count++] = path;
	return (struct mc_str){ mc_arena_copy(&r->exercise->arena, file->data, file->len), file->len };
}

/* ---- tests ---- */

static struct mc_str python_pattern(struct reader *r, struct mc_str pattern)
{
	MC_AUTO(mc_buf) pcre = MC_BUF_INIT;
	MC_AUTOPTR(mc_regex) regex = NULL;

	mc_python_regex_translate(&pcre, pattern.ptr);
	struct mc_err *err = mc_regex_open(&regex, NULL, pcre.ptr, MC_REGEX_MULTILINE);

	if (err)
		say(r, true, "expected", NULL, err->msg);
	mc_err_free(err);
	return (struct mc_str){ mc_arena_copy(&r->exercise->arena, pcre.ptr, pcre.len), pcre.len };
}

static void read_io(struct reader *r, struct mc_test *test)
{
	static const char *const comparisons[] = { "included", "exact", "regex" };
	size_t comparison = read_choice(r, "comparison", comparisons, MC_COUNT(comparisons));
	struct mc_str input = read_content(r, "input", "input-file");
	struct mc_str expected = read_content(r, "expected", "expected-file");

	test->kind = MC_TEST_IO;
	test->input = input.ptr;
	test->input_len = input.len;
	test->exit_status = MC_EXIT_ANY;
	if (comparison != 1 && expected.len == 0)
		say(r, true, "expected", NULL, _("every text contains the empty text: this is always true"));
	if (comparison == 2)
		expected = python_pattern(r, expected);
	test->out = (struct mc_expect){
		.is_given = true,
		.text = expected.ptr,
		.len = expected.len,
		.compare = { .mode = comparison == 0   ? MC_COMPARE_CONTAINS
				     : comparison == 1 ? MC_COMPARE_EXACT
						       : MC_COMPARE_REGEX,
			     .is_case_sensitive = true,
			     .is_trimmed = comparison == 1 },
	};
}

/* pytest says in its report which cases passed; the points are divided by them. */
static void set_pytest(struct reader *r, struct mc_test *test)
{
	struct mc_arena *arena = &r->exercise->arena;
	struct mc_suite_test *suite = mc_arena_alloc(arena, sizeof(*suite));
	const char **last = &test->run.items[test->run.count - 1];

	*last = mc_arena_format(arena, "%s --junit-xml=" REPORT, *last);
	suite->report = REPORT;
	test->suite = suite;
	test->format = MC_SUITE_JUNIT;
	if (!test->lacks && !r->maker.toolbox->has_path("/usr/lib/python3/dist-packages/pytest"))
		test->lacks = "pytest";
}

static void check_belonging(struct reader *r, enum type type)
{
	static const char *const of_io[] = { "input", "input-file", "expected", "expected-file",
					     "comparison" };

	for (size_t i = 0; i < MC_COUNT(of_io) && type != IO; i++) {
		if (mc_json_find(r->node, of_io[i]))
			say(r, true, of_io[i], NULL, _("this key is for tests of type 'io'"));
	}
	if (type != RUN && mc_json_find(r->node, "exit-code"))
		say(r, true, "exit-code", NULL, _("this key is for tests of type 'run'"));
}

/* What students see of a failure; node holds the key itself, or the defaults do. */
static void read_reporting(struct reader *r, struct mc_test *test)
{
	static const char *const levels[] = { "full", "actual-only", "none" };
	static const char *const unused[] = { "show-output", "show-command" };
	const struct mc_json_node *defaults = mc_json_find(mc_json_root(r->file->json), "defaults");
	const struct mc_json_node *own = r->node;

	r->node = mc_json_find(own, "failure-details") ? own : defaults;
	if (mc_json_find(r->node, "failure-details"))
		test->is_hidden = read_choice(r, "failure-details", levels, MC_COUNT(levels)) != 0;
	r->node = own;
	if (test->is_hidden && strcmp(read_text(r, "failure-details"), "none") != 0)
		say(r, false, "failure-details", NULL,
		    _("what is expected stays hidden, and so does what the program printed"));
	for (size_t i = 0; i < MC_COUNT(unused); i++) {
		if (mc_json_find(own, unused[i]))
			say(r, false, unused[i], NULL, _("this key has no effect here"));
	}
}

static void read_name(struct reader *r, const char *name)
{
	bool is_good = *name && strlen(name) <= MAX_NAME;

	for (const char *c = name; *c; c++)
		is_good &= (unsigned char)*c >= 0x20 && *c != 0x7f;
	if (!is_good)
		say(r, true, "name", NULL, _("the name is missing, too long or not plain text"));
	for (size_t i = 0; i < r->index; i++) {
		if (!strcmp(r->exercise->tests[i].title.texts[0], name))
			say(r, true, "name", NULL, _("another test has this name already"));
	}
}

static void read_test(struct reader *r, struct mc_test *test)
{
	static const char *const keys[] = { "name",	   "type",	   "setup",	     "run",
					    "input",	   "input-file",   "expected",	     "expected-file",
					    "comparison",  "timeout",	   "exit-code",	     "points",
					    "show-output", "show-command", "failure-details" };
	static const char *const types[] = { "io", "run", "python" };
	static const char *const env[] = { "CLASSROOM50_BUNDLE_DIR=" MC_SANDBOX_HOME "/tests" };
	enum type type = (enum type)read_choice(r, "type", types, MC_COUNT(types));
	unsigned seconds = read_number(r, "timeout", MAX_SECONDS);
	const struct mc_classroom_test read = {
		.index = r->index,
		.name = read_text(r, "name"),
		.setup = read_text(r, "setup"),
		.run = read_text(r, "run"),
		.input = "",
		.output = "",
		.comparison = "",
		.points = read_number(r, "points", MAX_POINTS),
		/* both commands have the whole time */
		.minutes = (seconds ? seconds : DEFAULT_SECONDS) *
			   (mc_json_find(r->node, "setup") ? 2.0 : 1.0) / 60,
	};

	check_keys(r, r->node, keys, MC_COUNT(keys));
	mc_classroom_make(test, &r->maker, &read);
	read_name(r, read.name);
	check_belonging(r, type);
	test->env = mc_texts_copy(&r->exercise->arena, env, MC_COUNT(env));
	if (type == IO)
		read_io(r, test);
	else if (type == PYTHON)
		set_pytest(r, test);
	else if (mc_json_find(r->node, "exit-code")) {
		test->kind = MC_TEST_IO;
		test->exit_status = (int)read_number(r, "exit-code", 255);
	}
	read_reporting(r, test);
}

static void read_root(struct reader *r)
{
	static const char *const keys[] = { "schema", "tests", "defaults" };
	static const char *const default_keys[] = { "failure-details", "show-output", "show-command" };
	static const char *const schemas[] = { MC_CLASSROOM50_SCHEMA };
	const struct mc_json_node *root = mc_json_root(r->file->json);
	const struct mc_json_node *tests = mc_json_find(root, "tests");
	size_t count = mc_json_count(tests);

	r->node = root;
	(void)read_choice(r, "schema", schemas, MC_COUNT(schemas));
	check_keys(r, root, keys, MC_COUNT(keys));
	const struct mc_json_node *defaults = mc_json_find(root, "defaults");

	if (defaults && mc_json_type(defaults) != MC_JSON_OBJECT)
		say(r, true, "defaults", NULL, _("'defaults' must be an object"));
	else if (defaults)
		check_keys(r, defaults, default_keys, MC_COUNT(default_keys));
	if (!tests || mc_json_type(tests) != MC_JSON_ARRAY || count == 0 ||
	    count > MC_CLASSROOM50_MAX_TESTS) {
		say(r, true, "tests", NULL, _("there must be a list 'tests' of 1 to 100 tests"));
		return;
	}
	r->exercise->tests = mc_arena_alloc(&r->exercise->arena, count * sizeof(*r->exercise->tests));
	r->exercise->test_count = count;
	r->fixtures.items = mc_arena_alloc(&r->exercise->arena, (2 * count + 1) * sizeof(char *));
	for (const struct mc_json_node *n = mc_json_first(tests); n; n = mc_json_next(n), r->index++) {
		r->node = n;
		if (mc_json_type(n) == MC_JSON_OBJECT) {
			read_test(r, &r->exercise->tests[r->index]);
		} else {
			say(r, true, NULL, NULL, _("a test must be an object"));
			r->exercise->tests[r->index].title = mc_words_of(&r->exercise->arena, "");
			r->exercise->tests[r->index].id = "test";
		}
	}
}

/* The rest of the bundle: scripts that the commands of tests start. */
static void lay_bundle(struct reader *r)
{
	for (size_t i = 0; i < r->bundle->count; i++) {
		const struct mc_tree_file *file = &r->bundle->files[i];

		if (strcmp(file->path, MC_CLASSROOM50_FILE) != 0 && !mc_texts_has(&r->fixtures, file->path) &&
		    !mc_str_is_match("README*.md", file->path))
			mc_tree_add(&r->exercise->tests_files, file->path, file->data, file->len,
				    file->is_executable);
	}
	mc_tree_sort(&r->exercise->tests_files);
}

bool mc_classroom50_is_it(const char *bytes, size_t len)
{
	static const char name[] = "\"" MC_CLASSROOM50_SCHEMA "\"";

	return memmem(bytes, len, name, sizeof(name) - 1) != NULL;
}

struct mc_err *mc_classroom50_parse(struct mc_exercise **exercise, struct mc_findings *findings,
				    const char *dir, const char *path, const char *bytes, size_t len,
				    const struct mc_tree *bundle, const struct mc_toolbox *toolbox)
{
	MC_AUTO(mc_foreign_json) file = MC_FOREIGN_JSON_INIT;
	struct mc_hash hash;

	MC_TRY(mc_foreign_json_open(&file, findings, path, bytes, len));
	MC_AUTOPTR(mc_exercise) made = mc_exercise_new("classroom50", dir);
	struct reader reader = {
		.exercise = made,
		.file = &file,
		.bundle = bundle,
		.maker = { .exercise = made,
			   .toolbox = toolbox,
			   .keys = { "setup", "run", "input", "expected", "comparison", "timeout" },
			   .default_minutes = 1,
			   .say = take_finding,
			   .context = &reader },
	};

	read_root(&reader);
	MC_TRY(mc_foreign_json_err(&file));
	lay_bundle(&reader);
	mc_classroom_settle(made, bytes, len);
	made->is_laid_at_root = false;
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, RULES_VERSION);
	mc_hash_add_field(&hash, bytes, len);
	mc_hash_add_tree(&hash, bundle);
	mc_hash_hex(made->hash, &hash);
	*exercise = MC_TAKE(made);
	return NULL;
}
