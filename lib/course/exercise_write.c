/* SPDX-License-Identifier: MIT */
#include "course/exercise_write.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "course/exercise_new.h"
#include "course/exercise_parts.h"
#include "course/fmt.h"
#include "course/kind.h"
#include "course/variant.h"
#include "os/file.h"

static void write_limits(struct mc_exercise_writing *writing, const char *owner,
			 const struct mc_limits *limits, const struct mc_limits *base)
{
	struct mc_limits kept = *limits;

	if (mc_exercise_clamp_limits(&kept))
		mc_write_lost(writing,
			      _("'%s': a limit is beyond what exercise.json takes: the nearest is set"),
			      owner);
	mc_exercise_write_limits(&writing->json, &kept, base);
}

static void write_submit(struct mc_exercise_writing *writing)
{
	const struct mc_texts *submit = &writing->exercise->submit;

	if (submit->count != 1 || strcmp(submit->items[0], "**") != 0)
		mc_write_texts(writing, "submit", submit);
}

static void write_build(struct mc_exercise_writing *writing)
{
	static const struct mc_limits usual = MC_LIMITS_BUILD;
	const struct mc_exercise *exercise = writing->exercise;

	if (exercise->build.count == 0)
		return;
	mc_json_key(&writing->json, "build");
	mc_json_start(&writing->json, '{');
	mc_write_run(writing, &exercise->build);
	write_limits(writing, "build", &exercise->build_limits, &usual);
	mc_json_end(&writing->json);
}

static void write_needs(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	if (test->need_count == 0)
		return;
	mc_json_key(&writing->json, "needs");
	mc_json_start(&writing->json, '[');
	for (size_t i = 0; i < test->need_count; i++)
		mc_json_text(&writing->json, writing->exercise->tests[test->needs[i]].id);
	mc_json_end(&writing->json);
}

static void write_points(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	int64_t most = MC_EXERCISE_MAX_POINTS * (int64_t)1000;

	if (test->sums_points)
		return;
	if (test->points > most)
		mc_write_lost(writing, _("the test '%s' has more than %d points: it keeps %d"), test->id,
			      MC_EXERCISE_MAX_POINTS, MC_EXERCISE_MAX_POINTS);
	if (test->points != 1000)
		mc_write_points(writing, "points", test->points > most ? most : test->points);
}

static struct mc_err *write_test(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	const struct mc_kind *kind = mc_kind(test->kind);

	if (!kind->write)
		return mc_err_new(MC_E_INPUT, _("a test of kind '%s' cannot be written yet"),
				  mc_test_kind_name(test->kind));
	mc_json_start(&writing->json, '{');
	mc_json_key_text(&writing->json, "id", test->id);
	mc_json_key_text(&writing->json, "kind", mc_test_kind_name(test->kind));
	mc_write_words(writing, "title", &test->title);
	mc_write_words(writing, "hint", &test->hint);
	write_points(writing, test);
	write_needs(writing, test);
	if (test->is_hidden)
		mc_json_key_bool(&writing->json, "hidden", true);
	if (test->is_extra)
		mc_json_key_bool(&writing->json, "extra", true);
	write_limits(writing, test->id, &test->limits, &writing->exercise->limits);
	kind->write(writing, test);
	mc_json_end(&writing->json);
	return NULL;
}

static struct mc_err *write_tests(struct mc_exercise_writing *writing)
{
	const struct mc_exercise *exercise = writing->exercise;

	if (exercise->test_count > MC_EXERCISE_MAX_TESTS)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("%zu tests are too many"), exercise->test_count),
				   _("an exercise has at most %d: divide it"), MC_EXERCISE_MAX_TESTS);
	mc_json_key(&writing->json, "tests");
	mc_json_start(&writing->json, '[');
	for (size_t i = 0; i < exercise->test_count; i++)
		MC_TRY(write_test(writing, &exercise->tests[i]));
	mc_json_end(&writing->json);
	return NULL;
}

static void write_withheld(struct mc_exercise_writing *writing)
{
	const struct mc_exercise *exercise = writing->exercise;

	if (!exercise->is_for_students)
		return;
	mc_json_key(&writing->json, "withheld");
	mc_json_start(&writing->json, '{');
	mc_json_key_int(&writing->json, "tests", exercise->withheld_tests);
	mc_write_points(writing, "points", exercise->withheld_points);
	mc_json_end(&writing->json);
}

/* The folder in wrong/; those of foreign specs have names of any kind. Owned by the caller. */
static char *wrong_id(const struct mc_exercise *exercise, size_t index)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	const struct mc_wrong *wrong = &exercise->wrongs[index];
	const char *id = wrong->is_foreign ? mc_slug(&arena, wrong->name, "wrong") : wrong->name;
	size_t same = 0;

	for (size_t i = 0; wrong->is_foreign && i < index; i++)
		same += !strcmp(mc_slug(&arena, exercise->wrongs[i].name, "wrong"), id);
	return same > 0 ? mc_format("%s-%zu", id, same + 1) : mc_strdup(id);
}

static void write_wrongs(struct mc_exercise_writing *writing)
{
	const struct mc_exercise *exercise = writing->exercise;

	if (exercise->wrong_count == 0)
		return;
	mc_json_key(&writing->json, "wrong");
	mc_json_start(&writing->json, '{');
	for (size_t i = 0; i < exercise->wrong_count; i++) {
		const struct mc_wrong *wrong = &exercise->wrongs[i];
		MC_AUTOTEXT id = wrong_id(exercise, i);

		mc_json_key(&writing->json, id);
		mc_json_start(&writing->json, '{');
		mc_write_texts(writing, "fails", &wrong->fails);
		if (wrong->expected != MC_EXPECT_FAILS)
			mc_json_key_text(&writing->json, "outcome", mc_expected_name(wrong->expected));
		mc_write_words(writing, "why", &wrong->why);
		mc_json_end(&writing->json);
	}
	mc_json_end(&writing->json);
}

static struct mc_err *write_root(struct mc_exercise_writing *writing)
{
	static const struct mc_limits usual = MC_LIMITS_RUN;
	const struct mc_exercise *exercise = writing->exercise;

	mc_json_start(&writing->json, '{');
	mc_json_key_text(&writing->json, "schema", MC_EXERCISE_SCHEMA);
	mc_json_key_text(&writing->json, "id", exercise->id);
	mc_write_words(writing, "title", &exercise->title);
	write_submit(writing);
	if (exercise->is_laid_at_root)
		mc_json_key_text(&writing->json, "layout", "root");
	write_build(writing);
	if (exercise->keeps_files)
		mc_json_key_bool(&writing->json, "keep_files", true);
	write_limits(writing, "limits", &exercise->limits, &usual);
	mc_write_texts(writing, "align", &exercise->align);
	MC_TRY(write_tests(writing));
	write_withheld(writing);
	write_wrongs(writing);
	mc_json_end(&writing->json);
	return NULL;
}

static void add_folder(struct mc_tree *tree, const struct mc_tree *files, const char *folder)
{
	for (size_t i = 0; i < files->count; i++) {
		const struct mc_tree_file *file = &files->files[i];
		MC_AUTOTEXT path = mc_format("%s/%s", folder, file->path);

		mc_tree_add(tree, path, file->data, file->len, file->is_executable);
	}
}

static bool has_solution(const struct mc_exercise *exercise)
{
	MC_AUTOTEXT path = mc_path_join(exercise->dir, "solution");

	return exercise->reference.count > 0 || (!exercise->has_foreign_layout && mc_file_is_dir(path));
}

static struct mc_err *add_variant(struct mc_tree *tree, const struct mc_exercise *exercise,
				  enum mc_variant variant, size_t wrong, const char *folder)
{
	MC_AUTO(mc_tree) files = MC_TREE_INIT;

	MC_TRY(mc_variant_read(&files, exercise, variant, wrong));
	add_folder(tree, &files, folder);
	return NULL;
}

static struct mc_err *add_files(struct mc_tree *tree, const struct mc_exercise *exercise)
{
	add_folder(tree, &exercise->starter, "starter");
	add_folder(tree, &exercise->tests_files, "tests");
	add_folder(tree, &exercise->private_files, "private");
	mc_tree_overlay(tree, &exercise->case_files, "");
	if (!exercise->dir[0]) /* read from bytes alone */
		return NULL;
	if (has_solution(exercise))
		MC_TRY(add_variant(tree, exercise, MC_VARIANT_REFERENCE, 0, "solution"));
	for (size_t i = 0; i < exercise->wrong_count; i++) {
		MC_AUTOTEXT id = wrong_id(exercise, i);
		MC_AUTOTEXT folder = mc_format("wrong/%s", id);

		MC_TRY(add_variant(tree, exercise, MC_VARIANT_WRONG, i, folder));
	}
	return NULL;
}

struct mc_err *mc_exercise_write(struct mc_tree *tree, struct mc_findings *lost,
				 const struct mc_exercise *exercise)
{
	MC_AUTO(mc_buf) json = MC_BUF_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_exercise_writing writing = {
		.json = MC_JSON_WRITER(&json, false),
		.tree = tree,
		.lost = lost,
		.exercise = exercise,
	};

	MC_TRY(write_root(&writing));
	MC_TRY(mc_fmt_text(&text, MC_COURSE_EXERCISE, json.ptr, json.len));
	mc_tree_add(tree, "exercise.json", text.ptr, text.len, false);
	MC_TRY(add_files(tree, exercise));
	mc_tree_sort(tree);
	return NULL;
}
