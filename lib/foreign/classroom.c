/* SPDX-License-Identifier: MIT */
#include "foreign/classroom.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/exercise_new.h"
#include "foreign/classroom_test.h"
#include "foreign/foreign_json.h"

struct reader {
	struct mc_exercise *exercise;
	struct mc_foreign_json *file;
	struct mc_classroom_maker maker;
	const struct source *source; /* the test that is being read */
};

/* One test while it is read. */
struct source {
	const struct mc_json_node *node;
	size_t index;
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

static void take_finding(void *context, bool is_error, const char *key, const char *hint, const char *message)
{
	struct reader *r = context;

	SAY(r, is_error, r->source, key, hint, "%s", message);
}

static void read_test(struct reader *r, struct mc_test *test, const struct source *source)
{
	const struct mc_classroom_test read = {
		.index = source->index,
		.name = read_text(r, source, "name"),
		.setup = read_text(r, source, "setup"),
		.run = read_text(r, source, "run"),
		.input = read_text(r, source, "input"),
		.output = read_text(r, source, "output"),
		.comparison = read_text(r, source, "comparison"),
		.minutes = read_number(r, source, "timeout", UINT32_MAX),
		.points = read_number(r, source, "points", MC_CLASSROOM_MAX_POINTS),
	};

	r->source = source;
	warn_of_unknown_keys(r, source);
	mc_classroom_make(test, &r->maker, &read);
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

struct mc_err *mc_classroom_parse(struct mc_exercise **exercise, struct mc_findings *findings,
				  const char *dir, const char *path, const char *bytes, size_t len,
				  const struct mc_toolbox *toolbox)
{
	MC_AUTO(mc_foreign_json) file = MC_FOREIGN_JSON_INIT;

	MC_TRY(mc_foreign_json_open(&file, findings, path, bytes, len));
	MC_AUTOPTR(mc_exercise) made = mc_exercise_new("classroom", dir);
	struct reader reader = {
		.exercise = made,
		.file = &file,
		.maker = { .exercise = made,
			   .toolbox = toolbox,
			   .keys = { "setup", "run", "input", "output", "comparison", "timeout" },
			   .default_minutes = 1,
			   .say = take_finding,
			   .context = &reader },
	};

	read_tests(&reader);
	MC_TRY(mc_foreign_json_err(&file));
	mc_classroom_settle(made, bytes, len);
	*exercise = MC_TAKE(made);
	return NULL;
}
