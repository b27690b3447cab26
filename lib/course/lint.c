/* SPDX-License-Identifier: MIT */
#include "course/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "course/curriculum.h"
#include "course/lint_parts.h"
#include "course/rubric.h"
#include "os/file.h"

/* An exercise that was read, to find doubles. */
struct seen {
	const char *id;
	const char *path;
};

struct lint {
	struct mc_arena arena;
	struct mc_findings *findings;
	struct seen *seen;
	size_t seen_count;
	size_t seen_capacity;
};

static void lint_release(struct lint *lint)
{
	mc_arena_release(&lint->arena);
	free(lint->seen);
}

/* Faults of the course have become findings already. */
static struct mc_err *only_others(struct mc_err *err)
{
	if (!err || err->code != MC_E_INPUT)
		return err;
	mc_err_drop(err);
	return NULL;
}

/* The languages of the curriculum that holds file, or none: it is the folder so many levels up. */
static struct mc_texts languages_for(struct lint *lint, const struct mc_course_file *file)
{
	static const char *const ups[] = {
		[MC_COURSE_CURRICULUM] = "curriculum.json",
		[MC_COURSE_MODULE] = "../../curriculum.json",
		[MC_COURSE_EXERCISE] = "../../../curriculum.json",
	};
	MC_AUTOTEXT path = mc_path_join(file->dir, ups[file->kind]);
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	struct mc_texts languages = { NULL, 0 };

	if (!mc_file_is_regular(path))
		return languages;
	struct mc_err *err = mc_buf_read_file(&bytes, path, MC_JSON_MAX_BYTES);

	if (!err)
		err = mc_curriculum_parse(&curriculum, NULL, NULL, bytes.ptr, bytes.len);
	mc_err_drop(err);
	if (!curriculum)
		return languages;
	languages.items =
		mc_arena_alloc(&lint->arena, (curriculum->languages.count + 1) * sizeof(*languages.items));
	for (; languages.count < curriculum->languages.count; languages.count++)
		languages.items[languages.count] =
			mc_arena_strdup(&lint->arena, curriculum->languages.items[languages.count]);
	return languages;
}

/* Opens the JSON of file once more, so that the rules of lint can point at places in it. */
static struct mc_err *spec_open(struct mc_spec *spec, struct lint *lint, const struct mc_course_file *file)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	*spec = (struct mc_spec){
		.arena = &lint->arena, .findings = lint->findings, .path = file->path, .dir = file->dir
	};
	MC_TRY(mc_buf_read_file(&bytes, file->path, MC_JSON_MAX_BYTES));
	return mc_json_open(&spec->json, NULL, bytes.ptr, bytes.len);
}

static void check_folder_name(const struct mc_spec *spec, const char *id)
{
	MC_AUTOTEXT whole = realpath(spec->dir, NULL);
	MC_AUTOTEXT name = mc_path_name(whole ? whole : spec->dir);

	if (strcmp(name, id) != 0)
		mc_spec_warning(spec, mc_json_find_pointer(spec->json, "/id"), NULL,
				_("the id '%s' is not the name of the folder, '%s'"), id, name);
}

static void check_double(struct lint *lint, const struct mc_spec *spec, const char *id)
{
	for (size_t i = 0; i < lint->seen_count; i++) {
		if (!strcmp(lint->seen[i].id, id)) {
			mc_spec_error(spec, mc_json_find_pointer(spec->json, "/id"), NULL,
				      _("'%s' has the id '%s', too"), lint->seen[i].path, id);
			return;
		}
	}
	*MC_VEC_ADD(lint->seen, lint->seen_count, lint->seen_capacity) =
		(struct seen){ mc_arena_strdup(&lint->arena, id), mc_arena_strdup(&lint->arena, spec->path) };
}

/* What people judge by, in the languages of the course. */
static struct mc_err *lint_rubric(struct lint *lint, const char *dir, const struct mc_texts *languages)
{
	MC_AUTOPTR(mc_rubric) rubric = NULL;
	MC_AUTOTEXT path = mc_path_join(dir, MC_RUBRIC_FILE);
	const struct mc_spec spec = { .arena = &lint->arena, .findings = lint->findings, .path = path };

	MC_TRY(only_others(mc_rubric_open(&rubric, lint->findings, dir)));
	for (size_t i = 0; rubric && i < rubric->count; i++) {
		const struct mc_rubric_criterion *criterion = &rubric->criteria[i];

		mc_lint_words(&spec, languages, &criterion->title, NULL);
		if (criterion->about.count > 0)
			mc_lint_words(&spec, languages, &criterion->about, NULL);
	}
	return NULL;
}

static struct mc_err *lint_exercise(struct lint *lint, const struct mc_course_file *file)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	struct mc_texts languages = languages_for(lint, file);
	struct mc_spec spec;

	MC_TRY(only_others(mc_exercise_open(&exercise, lint->findings, file->dir)));
	if (!exercise)
		return NULL;
	struct mc_err *err = spec_open(&spec, lint, file);

	if (!err) {
		check_folder_name(&spec, exercise->id);
		check_double(lint, &spec, exercise->id);
		mc_lint_exercise(&spec, exercise, &languages);
		mc_lint_translations(&spec, "README", true, &languages);
	}
	mc_spec_release(&spec);
	return err ? err : lint_rubric(lint, file->dir, &languages);
}

static bool is_mentioned(const struct mc_findings *findings, const char *path)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (!strcmp(findings->items[i].path, path))
			return true;
	}
	return false;
}

static struct mc_err *lint_module(struct lint *lint, const struct mc_course_file *file)
{
	MC_AUTOPTR(mc_module) module = NULL;
	MC_AUTO(mc_findings) found = MC_FINDINGS_INIT;
	struct mc_texts languages = languages_for(lint, file);
	/* Reading the curriculum has read this file, too: what it found must not be said twice. */
	bool is_said = is_mentioned(lint->findings, file->path);
	struct mc_spec spec;

	MC_TRY(only_others(mc_module_open(&module, is_said ? &found : lint->findings, file->dir)));
	if (!module)
		return NULL;
	struct mc_err *err = spec_open(&spec, lint, file);

	if (!err) {
		check_folder_name(&spec, module->id);
		mc_lint_words(&spec, &languages, &module->title, mc_json_find_pointer(spec.json, "/title"));
		mc_lint_translations(&spec, "lesson", false, &languages);
	}
	mc_spec_release(&spec);
	return err;
}

static struct mc_err *lint_curriculum(struct lint *lint, const struct mc_course_file *file)
{
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	struct mc_spec spec;

	MC_TRY(only_others(mc_curriculum_open(&curriculum, lint->findings, file->dir)));
	if (!curriculum)
		return NULL;
	struct mc_err *err = spec_open(&spec, lint, file);

	if (!err)
		mc_lint_words(&spec, &curriculum->languages, &curriculum->title,
			      mc_json_find_pointer(spec.json, "/title"));
	mc_spec_release(&spec);
	return err;
}

struct mc_err *mc_lint(struct mc_findings *findings, const struct mc_course_files *files)
{
	__attribute__((cleanup(lint_release))) struct lint lint = { .findings = findings };

	for (size_t i = 0; i < files->count; i++) {
		const struct mc_course_file *file = &files->items[i];

		switch (file->kind) {
		case MC_COURSE_CURRICULUM:
			/* Two curricula may use the same ids. */
			lint.seen_count = 0;
			MC_TRY(lint_curriculum(&lint, file));
			break;
		case MC_COURSE_MODULE:
			MC_TRY(lint_module(&lint, file));
			break;
		case MC_COURSE_EXERCISE:
			MC_TRY(lint_exercise(&lint, file));
			break;
		}
	}
	return NULL;
}
