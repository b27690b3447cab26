/* SPDX-License-Identifier: MIT */
#include "course/exercise.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "course/exercise_hash.h"
#include "course/exercise_parts.h"
#include "os/file.h"

#define SCHEMA "migracode/exercise/v1"

static void read_submit(struct mc_exercise *exercise, const struct mc_spec *spec,
			const struct mc_json_node *node)
{
	static const char *everything[] = { "**", NULL };

	exercise->submit = (struct mc_texts){ everything, 1 };
	mc_spec_texts(&exercise->submit, spec, node, MC_SPEC_GLOBS, 1);
}

static void read_layout(struct mc_exercise *exercise, const struct mc_spec *spec,
			const struct mc_json_node *node)
{
	static const char *const layouts[] = { "tests", "root" };
	size_t layout = 0;

	(void)mc_spec_choice(&layout, spec, node, layouts, MC_COUNT(layouts));
	exercise->is_laid_at_root = layout == 1;
}

static void read_build(struct mc_exercise *exercise, const struct mc_spec *spec,
		       const struct mc_json_node *node)
{
	static const char *const keys[] = { "run", "limits" };

	exercise->build_limits = (struct mc_limits)MC_LIMITS_BUILD;
	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	mc_exercise_read_run(&exercise->build, spec, mc_spec_need(spec, node, "run"), NULL);
	mc_exercise_read_limits(&exercise->build_limits, spec, mc_json_find(node, "limits"));
}

static void check_twice(const struct mc_exercise_reading *reading, size_t index,
			const struct mc_json_node *node)
{
	const struct mc_exercise *exercise = reading->exercise;
	const char *id = exercise->tests[index].id;

	for (size_t i = 0; i < index; i++) {
		if (!strcmp(exercise->tests[i].id, id)) {
			mc_spec_error(&reading->spec, mc_json_find(node, "id"), NULL,
				      _("another test has the id '%s' already"), id);
			return;
		}
	}
}

static void read_tests(struct mc_exercise_reading *reading, const struct mc_json_node *node)
{
	struct mc_exercise *exercise = reading->exercise;
	size_t count, index = 0;

	if (!mc_spec_is(&reading->spec, node, MC_JSON_ARRAY))
		return;
	count = mc_json_count(node);
	if (count < 1 || count > MC_EXERCISE_MAX_TESTS) {
		mc_spec_error(&reading->spec, node, NULL, _("an exercise has from 1 to %d tests"),
			      MC_EXERCISE_MAX_TESTS);
		return;
	}
	exercise->tests = mc_arena_alloc(&exercise->arena, count * sizeof(*exercise->tests));
	reading->needs = mc_arena_alloc(&exercise->arena, count * sizeof(*reading->needs));
	reading->need_nodes = mc_arena_alloc(&exercise->arena, count * sizeof(*reading->need_nodes));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n), index++) {
		mc_exercise_read_test(reading, index, n);
		check_twice(reading, index, n);
	}
	exercise->test_count = count;
}

/* What the spec of a workspace says of the tests that students do not get. */
static void read_withheld(struct mc_exercise *exercise, const struct mc_spec *spec,
			  const struct mc_json_node *node)
{
	static const char *const keys[] = { "tests", "points" };

	if (!mc_spec_object(spec, node, keys, MC_COUNT(keys)))
		return;
	exercise->is_for_students = true;
	mc_spec_integer(&exercise->withheld_tests, spec, mc_spec_need(spec, node, "tests"), 0,
			MC_EXERCISE_MAX_TESTS);
	mc_exercise_read_points(&exercise->withheld_points, spec, mc_spec_need(spec, node, "points"),
				(double)MC_EXERCISE_MAX_TESTS * MC_EXERCISE_MAX_POINTS);
}

/* Every key of the file, in its order. */
/* Something must decide whether a submission passes. */
static void check_extra(const struct mc_exercise_reading *reading, const struct mc_json_node *node)
{
	const struct mc_exercise *exercise = reading->exercise;
	size_t extra = 0;

	for (size_t i = 0; i < exercise->test_count; i++)
		extra += exercise->tests[i].is_extra;
	if (extra > 0 && extra == exercise->test_count)
		mc_spec_error(&reading->spec, node, _("take \"extra\" away from one of them"), "%s",
			      _("all tests are extra, so none decides whether a submission passes"));
}

static void read_root(struct mc_exercise_reading *reading, const struct mc_json_node *root)
{
	static const char *const keys[] = { "$schema", "schema",   "id",	 "title",  "submit",
					    "layout",  "build",	   "keep_files", "limits", "align",
					    "tests",   "withheld", "wrong",	 "mutants" };
	struct mc_exercise *exercise = reading->exercise;
	const struct mc_spec *spec = &reading->spec;

	(void)mc_spec_object(spec, root, keys, MC_COUNT(keys));
	mc_spec_schema(spec, root, SCHEMA);
	mc_spec_id(&exercise->id, spec, mc_spec_need(spec, root, "id"));
	mc_spec_words(&exercise->title, spec, mc_spec_need(spec, root, "title"));
	read_submit(exercise, spec, mc_json_find(root, "submit"));
	read_layout(exercise, spec, mc_json_find(root, "layout"));
	read_build(exercise, spec, mc_json_find(root, "build"));
	mc_spec_bool(&exercise->keeps_files, spec, mc_json_find(root, "keep_files"));
	exercise->limits = (struct mc_limits)MC_LIMITS_RUN;
	mc_exercise_read_limits(&exercise->limits, spec, mc_json_find(root, "limits"));
	mc_spec_texts(&exercise->align, spec, mc_json_find(root, "align"), MC_SPEC_FILLED, 0);
	read_tests(reading, mc_spec_need(spec, root, "tests"));
	check_extra(reading, mc_json_find(root, "tests"));
	mc_exercise_read_needs(reading);
	read_withheld(exercise, spec, mc_json_find(root, "withheld"));
	mc_exercise_read_wrongs(reading, mc_json_find(root, "wrong"));
	mc_exercise_read_mutants(reading, mc_json_find(root, "mutants"));
}

static struct mc_err *read_bytes(struct mc_exercise_reading *reading, const char *bytes, size_t len)
{
	const struct mc_json_node *root = mc_spec_parse(&reading->spec, bytes, len);

	if (!root)
		return NULL;
	read_root(reading, root);
	if (reading->spec.dir)
		MC_TRY(mc_exercise_read_folders(reading, root));
	if (reading->spec.findings->error_count == 0)
		mc_exercise_hash(reading->exercise);
	return NULL;
}

struct mc_err *mc_exercise_parse(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
				 const char *bytes, size_t len)
{
	MC_AUTOPTR(mc_exercise) made = mc_alloc_zero(1, sizeof(*made));
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	MC_AUTOTEXT path = mc_path_join(dir ? dir : "", "exercise.json");
	struct mc_exercise_reading reading = {
		.spec = { .arena = &made->arena, .findings = &found, .path = path, .dir = dir },
		.exercise = made,
	};

	made->dir = mc_arena_strdup(&made->arena, dir ? dir : "");
	made->source_format = SCHEMA;
	struct mc_err *err = read_bytes(&reading, bytes, len);

	mc_spec_release(&reading.spec);
	if (err)
		return err;
	MC_TRY(mc_spec_conclude(findings, &found));
	*exercise = MC_TAKE(made);
	return NULL;
}

struct mc_err *mc_exercise_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOTEXT path = mc_path_join(dir, "exercise.json");

	if (!mc_file_exists(path))
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("there is no exercise in '%s': it has no exercise.json"),
					      dir),
				   "%s", _("'migracode new exercise' makes one"));
	MC_TRY(mc_buf_read_file(&bytes, path, MC_JSON_MAX_BYTES));
	return mc_exercise_parse(exercise, findings, dir, bytes.ptr, bytes.len);
}
