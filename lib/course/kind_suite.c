/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include <string.h>

#include "base/i18n.h"
#include "course/suite_test.h"

enum { MAX_CASES = 10000, MAX_NAMES = 2000 };

static const char *const keys[] = { "run", "env", "format", "report", "cases" };

static const char *const formats[] = {
#define X(constant, name) [constant] = name,
	MC_SUITE_FORMATS(X)
#undef X
};

/* An object of names and their points, of which the test has the sum. */
static void read_case_points(struct mc_test *test, struct mc_suite_test *suite, const struct mc_spec *spec,
			     const struct mc_json_node *node, const struct mc_json_node *points)
{
	size_t count = mc_json_count(node);
	const char **names = mc_arena_alloc(spec->arena, (count + 1) * sizeof(*names));
	int64_t *list = mc_arena_alloc(spec->arena, (count + 1) * sizeof(*list));
	size_t i = 0;

	if (points)
		mc_spec_key_error(spec, points, _("leave out 'points'"), "%s",
				  _("the points of this test are those of its cases"));
	test->points = 0;
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n), i++) {
		names[i] = mc_arena_strdup(spec->arena, mc_json_key_of(n));
		mc_exercise_read_points(&list[i], spec, n, MC_EXERCISE_MAX_POINTS);
		test->points += list[i];
		if (!names[i][0])
			mc_spec_key_error(spec, n, NULL, "%s", _("the name of a case is empty"));
	}
	if (count == 0)
		mc_spec_error(spec, node, NULL, "%s", _("the object names no case"));
	else if (count > MAX_NAMES)
		mc_spec_error(spec, node, NULL, _("the object names more than %d cases"), MAX_NAMES);
	else if (test->points > MC_EXERCISE_MAX_POINTS * INT64_C(1000))
		mc_spec_error(spec, node, NULL, _("the cases have more than %d points together"),
			      MC_EXERCISE_MAX_POINTS);
	test->cases = (struct mc_texts){ names, count };
	suite->case_points = list;
	test->sums_points = true;
}

static void read_cases(struct mc_test *test, struct mc_suite_test *suite, const struct mc_spec *spec,
		       const struct mc_json_node *node, const struct mc_json_node *points)
{
	if (node && mc_json_type(node) == MC_JSON_NUMBER) {
		mc_spec_integer(&test->case_count, spec, node, 1, MAX_CASES);
		return;
	}
	if (node && mc_json_type(node) != MC_JSON_ARRAY && mc_json_type(node) != MC_JSON_OBJECT) {
		mc_spec_error(spec, node, NULL, "%s",
			      _("expected the number of cases, an array of their names, or an object with "
				"their names and points"));
		return;
	}
	if (node && mc_json_type(node) == MC_JSON_OBJECT)
		read_case_points(test, suite, spec, node, points);
	else
		mc_spec_texts(&test->cases, spec, node, MC_SPEC_FILLED, 1);
	test->case_count = (uint32_t)test->cases.count;
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	struct mc_suite_test *suite = mc_arena_alloc(spec->arena, sizeof(*suite));
	size_t format = MC_SUITE_TAP;

	mc_kind_read_program(test, spec, node);
	(void)mc_spec_choice(&format, spec, mc_json_find(node, "format"), formats, MC_COUNT(formats));
	test->format = (enum mc_suite_format)format;
	test->suite = suite;
	mc_spec_path(&suite->report, spec, mc_json_find(node, "report"));
	read_cases(test, suite, spec, mc_json_find(node, "cases"), mc_json_find(node, "points"));
	if (test->format == MC_SUITE_EXIT && mc_json_find(node, "cases"))
		mc_spec_key_error(spec, mc_json_find(node, "cases"), NULL, "%s",
				  _("a suite that is judged by its exit status has no cases"));
	if (test->format == MC_SUITE_EXIT && suite->report)
		mc_spec_key_error(spec, mc_json_find(node, "report"), NULL, "%s",
				  _("a suite that is judged by its exit status has no report"));
}

/* Only what is there counts, so that specs without it keep their hash. */
static void add_to_hash(struct mc_hash *hash, const struct mc_test *test)
{
	const struct mc_suite_test *suite = test->suite;

	if (suite && suite->report) {
		mc_hash_add_text(hash, "report");
		mc_hash_add_text(hash, suite->report);
	}
	for (size_t i = 0; suite && suite->case_points && i < test->cases.count; i++)
		mc_hash_add_number(hash, (uint64_t)suite->case_points[i]);
}

static void write_case_points(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	mc_json_key(&writing->json, "cases");
	mc_json_start(&writing->json, '{');
	for (size_t i = 0; i < test->cases.count; i++)
		mc_write_points(writing, test->cases.items[i], test->suite->case_points[i]);
	mc_json_end(&writing->json);
}

static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_suite_test *suite = test->suite;

	mc_write_run(writing, &test->run);
	mc_write_env(writing, &test->env);
	if (test->format != MC_SUITE_TAP)
		mc_json_key_text(&writing->json, "format", formats[test->format]);
	if (suite && suite->report)
		mc_json_key_text(&writing->json, "report", suite->report);
	if (suite && suite->case_points)
		write_case_points(writing, test);
	else if (test->cases.count > 0)
		mc_write_texts(writing, "cases", &test->cases);
	else if (test->case_count > 0)
		mc_json_key_int(&writing->json, "cases", test->case_count);
}

/* Files that a framework, or what starts it, takes from the folder of the program before its own. */
static const struct {
	const char *word; /* in the command */
	const char *file;
} stand_ins[] = {
	{ "pytest", "pytest.py" },
	{ "pytest", "conftest.py" },
	{ "unittest", "unittest.py" },
	{ "jest", "jest.config.js" },
	{ "jest", "package.json" },
	{ "npm", "package.json" },
	{ "jest", "node_modules/jest/package.json" },
};

static bool names_word(const struct mc_test *test, const char *word)
{
	for (size_t i = 0; i < test->run.count; i++) {
		if (strstr(test->run.items[i], word))
			return true;
	}
	return false;
}

/* With one of them students hand in a framework of their own, and no test of the teacher is run. */
static void lint_stand_ins(const struct mc_spec *spec, const struct mc_exercise *exercise,
			   const struct mc_test *test, const struct mc_json_node *node)
{
	const struct mc_tree_filter submit = { .globs = exercise->submit.items,
					       .glob_count = exercise->submit.count };

	for (size_t i = 0; i < MC_COUNT(stand_ins); i++) {
		if (!names_word(test, stand_ins[i].word) || !mc_tree_is_wanted(&submit, stand_ins[i].file))
			continue;
		mc_spec_warning(spec, node, _("name the files in 'submit' one by one"),
				_("students could hand in '%s', which takes over the test '%s'"),
				stand_ins[i].file, test->id);
		return;
	}
}

static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	lint_stand_ins(spec, exercise, test, node);
	if (test->format != MC_SUITE_EXIT && test->case_count == 0)
		mc_spec_warning(spec, node, _("give 'cases': how many there are, or their names"),
				_("a program that ends early with a faked success line passes the test '%s'"),
				test->id);
}

const struct mc_kind mc_kind_suite = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.write = write_keys,
	.hash = add_to_hash,
	.lint = lint,
};
