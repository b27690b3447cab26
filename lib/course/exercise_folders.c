/* SPDX-License-Identifier: MIT */
#include "course/exercise_parts.h"

#include <string.h>

#include "base/alloc.h"
#include "base/glob.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/data_read.h"
#include "os/dir.h"
#include "os/file.h"
#include "os/tree_read.h"

/* A finding about a folder beside the spec: it has no line. */
static void folder_error(const struct mc_spec *spec, const char *name, const char *hint, const char *message)
{
	MC_AUTOTEXT path = mc_path_join(spec->dir, name);

	mc_spec_path_finding(spec, true, path, hint, "%s", message);
}

/* Reads dir/name into tree when it is there. What the sandbox would not lay out must not be in it. */
static struct mc_err *read_folder(struct mc_tree *tree, const struct mc_spec *spec, const char *name,
				  const struct mc_tree_filter *filter)
{
	MC_AUTOTEXT path = mc_path_join(spec->dir, name);

	if (!mc_file_is_dir(path))
		return NULL;
	struct mc_err *err = mc_tree_read_dir(tree, path, filter);

	if (err && err->code == MC_E_INPUT) {
		folder_error(spec, name, err->hint, err->msg);
		mc_err_drop(err);
		err = NULL;
	}
	for (size_t i = 0; i < tree->skip_count; i++) {
		MC_AUTOTEXT entry = mc_format("%s/%s", name, tree->skips[i].path);

		folder_error(spec, entry, _("only plain files with plain names can be used"),
			     !strcmp(tree->skips[i].reason, MC_SKIP_SYMLINK) ? _("this is a link")
			     : !strcmp(tree->skips[i].reason, MC_SKIP_NAME)  ? _("this name cannot be used")
									     : _("this is no plain file"));
	}
	return err;
}

/* Files that a test of kind files forbids are named in submit so that they are seen at all. */
static bool is_forbidden(const struct mc_exercise *exercise, const char *glob)
{
	for (size_t i = 0; i < exercise->test_count; i++) {
		const struct mc_test *test = &exercise->tests[i];

		for (size_t j = 0; test->kind == MC_TEST_FILES && j < test->absent.count; j++) {
			if (mc_glob_overlaps(test->absent.items[j], glob))
				return true;
		}
	}
	return false;
}

static bool has_match(const struct mc_tree *tree, const char *glob)
{
	for (size_t i = 0; i < tree->count; i++) {
		if (mc_str_is_match(glob, tree->files[i].path))
			return true;
	}
	return false;
}

/* "*.c" beside "*.py", which takes something: programs in either language are wanted. */
static bool is_alternative(const struct mc_texts *submit, const struct mc_tree *solution, const char *glob)
{
	const char *dot = strrchr(glob, '.');
	size_t stem = dot ? (size_t)(dot - glob) + 1 : 0;

	for (size_t i = 0; stem > 0 && memchr(glob, '*', stem) && i < submit->count; i++) {
		const char *other = submit->items[i];

		if (strrchr(other, '.') == other + stem - 1 && !strncmp(other, glob, stem) &&
		    has_match(solution, other))
			return true;
	}
	return false;
}

/* True when a folder with an outcome, which may be in another language, has a file for glob. */
static bool is_in_outcomes(const struct mc_exercise_reading *reading, const char *glob)
{
	const struct mc_exercise *exercise = reading->exercise;
	const struct mc_tree_filter filter = { .globs = &glob,
					       .glob_count = 1,
					       .max_files = MC_TREE_MAX_FILES,
					       .max_bytes = MC_TREE_MAX_BYTES,
					       .max_skips = MC_TREE_MAX_SKIPS };

	for (size_t i = 0; i < exercise->wrong_count; i++) {
		MC_AUTOTEXT name = mc_format("wrong/%s", exercise->wrongs[i].name);
		MC_AUTOTEXT path = mc_path_join(reading->spec.dir, name);
		MC_AUTO(mc_tree) tree = MC_TREE_INIT;

		if (exercise->wrongs[i].expected == MC_EXPECT_FAILS || !mc_file_is_dir(path))
			continue;
		mc_err_drop(mc_tree_read_dir(&tree, path, &filter));
		if (has_match(&tree, glob))
			return true;
	}
	return false;
}

/* True when the ending of glob stands in text as a whole: ".c" is not in "*.cc". */
static bool has_ending(const char *text, const char *ending)
{
	static const char more[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+_";

	for (const char *at = text; (at = strstr(at, ending)); at++) {
		if (at[strlen(ending)] == '\0' || !strchr(more, at[strlen(ending)]))
			return true;
	}
	return false;
}

/* A build that names an ending wants files with it; headers belong to programs and are not named. */
static bool is_expected(const struct mc_exercise *exercise, const char *glob)
{
	static const char *const headers[] = { ".h", ".hh", ".hpp" };
	const char *ending = strrchr(glob, '.');

	for (size_t i = 0; i < MC_COUNT(headers); i++) {
		if (!strcmp(ending, headers[i]))
			return true;
	}
	for (size_t i = 0; i < exercise->build.count; i++) {
		if (has_ending(exercise->build.items[i], ending))
			return true;
	}
	return false;
}

/* A glob that is one of several languages may still be misspelt. */
static void check_alternative(const struct mc_exercise_reading *reading, const struct mc_json_node *place,
			      const char *glob)
{
	if (!is_expected(reading->exercise, glob) && !is_in_outcomes(reading, glob))
		mc_spec_warning(&reading->spec, place,
				_("correct it, or show a solution in that language: a folder in 'wrong/' "
				  "with the outcome 'accepted'"),
				_("no file in 'solution/' matches '%s', nor one in a folder with an outcome"),
				glob);
}

/* A glob that takes nothing of the reference solution is misspelt. */
static struct mc_err *check_submit(const struct mc_exercise_reading *reading, const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	const struct mc_texts *submit = &reading->exercise->submit;
	MC_AUTO(mc_tree) solution = MC_TREE_INIT;
	const struct mc_tree_filter filter = MC_TREE_FILTER_ALL;

	MC_TRY(read_folder(&solution, spec, "solution", &filter));
	for (size_t i = 0; i < submit->count; i++) {
		const struct mc_json_node *place = mc_json_first(node);
		bool is_used = is_forbidden(reading->exercise, submit->items[i]) ||
			       has_match(&solution, submit->items[i]);

		while (place &&
		       (!mc_json_as_text(place) || strcmp(mc_json_as_text(place), submit->items[i]) != 0))
			place = mc_json_next(place);
		if (!is_used && is_alternative(submit, &solution, submit->items[i]))
			check_alternative(reading, place, submit->items[i]);
		else if (!is_used)
			mc_spec_error(spec, place, NULL, _("no file in 'solution/' matches '%s'"),
				      submit->items[i]);
	}
	return NULL;
}

static bool is_declared(const struct mc_exercise *exercise, const char *name)
{
	for (size_t i = 0; i < exercise->wrong_count; i++) {
		if (!strcmp(exercise->wrongs[i].name, name))
			return true;
	}
	return false;
}

/* Folders in wrong/ that the spec does not name; they would never be tried. */
static struct mc_err *check_undeclared(const struct mc_exercise_reading *reading)
{
	MC_AUTOTEXT path = mc_path_join(reading->spec.dir, "wrong");
	MC_AUTO(mc_dir) dir = MC_DIR_INIT;

	if (mc_file_is_dir(path))
		MC_TRY(mc_dir_read_folders(&dir, path));
	for (size_t i = 0; i < dir.count; i++) {
		MC_AUTOTEXT name = mc_format("wrong/%s", dir.names[i]);

		if (dir.names[i][0] != '.' && !is_declared(reading->exercise, dir.names[i]))
			folder_error(&reading->spec, name,
				     _("add it to 'wrong' in exercise.json, with the tests it fails"),
				     _("this wrong solution is not declared"));
	}
	return NULL;
}

static struct mc_err *check_wrongs(const struct mc_exercise_reading *reading, const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;

	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		MC_AUTOTEXT name = mc_format("wrong/%s", mc_json_key_of(n));
		MC_AUTOTEXT path = mc_path_join(spec->dir, name);

		if (mc_spec_is_id(mc_json_key_of(n)) && !mc_file_is_dir(path))
			mc_spec_key_error(spec, n, NULL, _("there is no folder '%s'"), name);
	}
	return check_undeclared(reading);
}

static bool has_dir(const struct mc_spec *spec, const char *name)
{
	MC_AUTOTEXT path = mc_path_join(spec->dir, name);

	return mc_file_is_dir(path);
}

/*
 * What a program leaves lies where it is read; a folder that only one program may see cannot lie there, and
 * a program that runs many times would find its own answer.
 */
static void check_kept(const struct mc_exercise_reading *reading, const struct mc_json_node *node)
{
	const struct mc_exercise *exercise = reading->exercise;

	for (size_t i = 0; exercise->keeps_files && i < exercise->test_count; i++) {
		const struct mc_test *test = &exercise->tests[i];

		if (test->is_hidden && test->kind == MC_TEST_SUITE && exercise->private_files.count > 0)
			mc_spec_error(&reading->spec, node,
				      _("leave 'keep_files' out, or move the files to 'tests/'"),
				      _("the hidden test '%s' needs 'private/', which cannot be hidden where "
					"files are kept"),
				      test->id);
		else if (test->kind == MC_TEST_TIME)
			mc_spec_error(&reading->spec, node, _("leave 'keep_files' out"),
				      _("the test '%s' runs a program several times, and each time must "
					"begin anew"),
				      test->id);
		else
			continue;
		return;
	}
}

struct mc_err *mc_exercise_read_folders(struct mc_exercise_reading *reading, const struct mc_json_node *root)
{
	const struct mc_spec *spec = &reading->spec;
	struct mc_exercise *exercise = reading->exercise;
	const struct mc_tree_filter filter = MC_TREE_FILTER_ALL;
	/* Test data is many files. */
	const struct mc_tree_filter wide = { .max_files = 2 * MC_DATA_MAX_CASES + MC_TREE_MAX_FILES,
					     .max_bytes = MC_DATA_MAX_BYTES,
					     .max_skips = MC_TREE_MAX_SKIPS };

	MC_TRY(read_folder(&exercise->starter, spec, "starter", &filter));
	MC_TRY(read_folder(&exercise->tests_files, spec, "tests", &wide));
	MC_TRY(read_folder(&exercise->private_files, spec, "private", &wide));
	if (mc_exercise_needs_reference(exercise))
		MC_TRY(read_folder(&exercise->reference, spec, "solution", &filter));
	mc_data_take_files(reading);
	check_kept(reading, mc_json_find(root, "keep_files"));
	/* A student's workspace has none of the teachers' folders: then there is nothing to compare with. */
	if (has_dir(spec, "solution"))
		MC_TRY(check_submit(reading, mc_json_find(root, "submit")));
	if (has_dir(spec, "solution") || has_dir(spec, "wrong"))
		MC_TRY(check_wrongs(reading, mc_json_find(root, "wrong")));
	return NULL;
}
