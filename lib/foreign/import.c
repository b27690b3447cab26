/* SPDX-License-Identifier: MIT */
#include "foreign/import.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "course/exercise_new.h"
#include "course/exercise_write.h"
#include "course/scaffold.h"
#include "course/spec.h"
#include "foreign/instructions.h"
#include "foreign/open.h"
#include "os/file.h"
#include "os/scratch.h"
#include "os/tree_read.h"

void mc_import_release(struct mc_import *import)
{
	mc_exercise_free(import->exercise);
	mc_tree_release(&import->tree);
	mc_findings_release(&import->losses);
	*import = (struct mc_import)MC_IMPORT_INIT;
}

static void say(struct mc_import *import, const char *path, const char *hint, const char *message)
{
	mc_findings_add(&import->losses, &(struct mc_finding){ .path = (char *)(uintptr_t)path,
							       .message = (char *)(uintptr_t)message,
							       .hint = (char *)(uintptr_t)hint });
}

/* ---- what a repository holds ---- */

enum place { STARTER, TESTS, NOWHERE };

/* Names that have a meaning in the folder of an exercise, so that students cannot hand in files below them.
 */
static bool is_ours(const char *path)
{
	static const char *const own[] = { "tests/**",	  "private/**", "starter/**",
					   "solution/**", "wrong/**",	"exercise.json" };

	for (size_t i = 0; i < MC_COUNT(own); i++) {
		if (mc_str_is_match(own[i], path))
			return true;
	}
	return false;
}

/* What only the old place had a use for. */
static bool is_left_behind(const char *path)
{
	static const char *const left[] = { ".github/**", ".hyf/**", "autograding.json", "README*.md",
					    "node_modules/**" };

	for (size_t i = 0; i < MC_COUNT(left); i++) {
		if (mc_str_is_match(left[i], path))
			return true;
	}
	return false;
}

static enum place place_of(const struct mc_import_request *request, const char *path)
{
	for (size_t i = 0; i < request->test_count; i++) {
		if (mc_str_is_match(request->tests[i], path))
			return TESTS;
	}
	if (is_left_behind(path))
		return NOWHERE;
	return is_ours(path) ? TESTS : STARTER;
}

/* A test in the hands of students is one that they can change: worth saying. */
static bool looks_like_test(const char *path)
{
	static const char *const tests[] = { "**test_*.py", "**_test.py", "**.test.js", "**.spec.js",
					     "**.test.ts",  "**.bats",	  "**_test.c",	"**test_*.c",
					     "**Test.java", "**_test.go", "**test/**",	"**__tests__/**" };

	for (size_t i = 0; i < MC_COUNT(tests); i++) {
		if (mc_str_is_match(tests[i], path))
			return true;
	}
	return false;
}

static struct mc_err *sort_repository(struct mc_import *import, const struct mc_import_request *request)
{
	static const struct mc_tree_filter all = MC_TREE_FILTER_ALL;
	struct mc_exercise *exercise = import->exercise;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	MC_TRY(mc_tree_read_dir(&tree, request->source, &all));
	for (size_t i = 0; i < tree.count; i++) {
		const struct mc_tree_file *file = &tree.files[i];
		enum place place = place_of(request, file->path);

		if (place == NOWHERE)
			continue;
		mc_tree_add(place == TESTS ? &exercise->tests_files : &exercise->starter, file->path,
			    file->data, file->len, file->is_executable);
		if (place == STARTER && looks_like_test(file->path))
			say(import, file->path, _("name it with --tests"),
			    _("this looks like a test, but students hand it in and may change it"));
		else if (place == TESTS && is_ours(file->path))
			say(import, file->path, NULL,
			    _("a file in a folder of this name is laid for the tests: students cannot hand "
			      "it in"));
	}
	mc_tree_sort(&exercise->starter);
	mc_tree_sort(&exercise->tests_files);
	return NULL;
}

/* Where the reader took the files apart already, only those that were named change their place. */
static void move_tests(struct mc_exercise *exercise, const struct mc_import_request *request)
{
	size_t kept = 0;

	for (size_t i = 0; i < exercise->starter.count; i++) {
		const struct mc_tree_file *file = &exercise->starter.files[i];

		if (request->test_count > 0 && place_of(request, file->path) == TESTS)
			mc_tree_share(&exercise->tests_files, file);
		else
			exercise->starter.files[kept++] = *file;
	}
	exercise->starter.count = kept;
	mc_tree_sort(&exercise->tests_files);
}

/* The task stands in README.md of the new folder. */
static void drop_readmes(struct mc_tree *tree)
{
	size_t kept = 0;

	for (size_t i = 0; i < tree->count; i++) {
		if (!mc_str_is_match("README*.md", tree->files[i].path))
			tree->files[kept++] = tree->files[i];
	}
	tree->count = kept;
}

/* True when the source is what students get, and not the teacher's folder of tests. */
static bool is_repository(const struct mc_exercise *exercise)
{
	return !strcmp(exercise->source_format, "classroom") || !strcmp(exercise->source_format, "hyf");
}

/* ---- id, title, solution ---- */

static struct mc_err *set_id(struct mc_exercise *exercise, const struct mc_import_request *request)
{
	MC_AUTOTEXT real = realpath(request->dir, NULL);
	MC_AUTOTEXT name = mc_path_name(real ? real : request->dir);

	exercise->id = request->id ? mc_arena_strdup(&exercise->arena, request->id)
				   : mc_slug(&exercise->arena, name, "");
	if (mc_spec_is_id(exercise->id))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is no id"), request->id ? request->id : name),
			   _("an id has small letters, digits and '-', at most %d, as in 'list-sum'"),
			   MC_SPEC_MAX_ID);
}

/* "list-sum" becomes "List sum". */
static const char *title_of_id(struct mc_arena *arena, const char *id)
{
	char *title = mc_arena_strdup(arena, id);

	title[0] = (char)toupper((unsigned char)title[0]);
	for (char *p = title; *p; p++)
		*p = *p == '-' ? ' ' : *p;
	return title;
}

static struct mc_err *add_solution(struct mc_exercise *exercise, const struct mc_import_request *request)
{
	static const struct mc_tree_filter all = MC_TREE_FILTER_ALL;
	MC_AUTO(mc_tree) tree = MC_TREE_INIT;

	if (!request->solution)
		return NULL;
	MC_TRY(mc_tree_read_dir(&tree, request->solution, &all));
	mc_tree_release(&exercise->reference);
	for (size_t i = 0; i < tree.count; i++) {
		const struct mc_tree_file *file = &tree.files[i];

		if (mc_exercise_is_submitted(exercise, file->path) && !is_left_behind(file->path) &&
		    !mc_tree_find(&exercise->tests_files, file->path))
			mc_tree_add(&exercise->reference, file->path, file->data, file->len,
				    file->is_executable);
	}
	mc_tree_sort(&exercise->reference);
	if (exercise->reference.count > 0)
		return NULL;
	return mc_err_new(MC_E_INPUT, _("'%s' has no file that students would hand in"), request->solution);
}

static struct mc_err *add_readmes(struct mc_import *import, const struct mc_import_request *request)
{
	struct mc_exercise *exercise = import->exercise;
	bool is_named = !strcmp(exercise->source_format, "exercism");
	bool is_problem = !strcmp(exercise->source_format, "kattis");
	bool has_title = strcmp(exercise->title.langs[0], "und") != 0;
	MC_AUTO(mc_instructions) task = MC_INSTRUCTIONS_INIT;

	MC_TRY((is_problem ? mc_instructions_read_statement : mc_instructions_read)(&task, request->source));
	/* a folder of Exercism is called as the exercise is; others are called as it happens */
	const char *id = is_named ? exercise->title.texts[0] : exercise->id;
	const char *title = request->title ? request->title
			    : has_title	   ? exercise->title.texts[0]
			    : task.title   ? task.title
					   : title_of_id(&exercise->arena, id);

	if (!has_title || request->title)
		exercise->title = mc_words_of(&exercise->arena, title);
	mc_instructions_lay(&import->tree, &task, title);
	if (task.texts.count == 0)
		say(import, "README.md", _("write the task into README.md"),
		    _("there are no instructions in the source"));
	return NULL;
}

/* Nobody should find out later that the spec cannot be read: the foreign one may say what ours cannot. */
static struct mc_err *check_written(const struct mc_import *import, const struct mc_import_request *request)
{
	const struct mc_tree_file *spec = mc_tree_find(&import->tree, "exercise.json");
	MC_AUTOPTR(mc_exercise) again = NULL;

	MC_TRY_AS(mc_exercise_parse(&again, NULL, NULL, spec->data, spec->len),
		  _("'%s' says something that exercise.json cannot"), request->source);
	return NULL;
}

struct mc_err *mc_import_read(struct mc_import *import, const struct mc_import_request *request)
{
	MC_TRY(mc_spec_open_as(&import->exercise, &import->losses, request->source, request->format));
	struct mc_exercise *exercise = import->exercise;

	if (!strcmp(exercise->source_format, MC_EXERCISE_SCHEMA))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is an exercise of migracode already"),
					      request->source),
				   _("copy the folder, or say with --from what else to look for"));
	MC_TRY(set_id(exercise, request));
	if (is_repository(exercise))
		MC_TRY(sort_repository(import, request));
	else
		move_tests(exercise, request);
	drop_readmes(&exercise->starter);
	drop_readmes(&exercise->tests_files);
	MC_TRY(add_solution(exercise, request));
	import->has_solution = exercise->reference.count > 0;
	MC_TRY(add_readmes(import, request));
	MC_TRY(mc_exercise_write(&import->tree, &import->losses, exercise));
	return check_written(import, request);
}

struct mc_err *mc_import_write(const struct mc_import *import, const char *dir)
{
	MC_AUTOTEXT parent = mc_path_parent(dir);
	MC_AUTOTEXT module = mc_path_join(parent, "module.json");
	MC_AUTOTEXT name = mc_path_name(dir);

	MC_TRY(mc_scaffold_lay(&import->tree, dir, NULL));
	struct mc_err *err =
		mc_file_is_regular(module) ? mc_scaffold_list_add(module, "exercises", name) : NULL;

	if (err) {
		MC_AUTO(mc_scratch) undone = { mc_strdup(dir) };
	}
	return err;
}
