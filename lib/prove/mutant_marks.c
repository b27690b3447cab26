/* SPDX-License-Identifier: MIT */
#include "prove/mutant_marks.h"

#include <string.h>

#include "base/i18n.h"
#include "course/spec.h"
#include "course/variant.h"

void mc_mutants_of(struct mc_mutants *mutants, const struct mc_exercise *exercise,
		   const struct mc_tree *reference)
{
	for (size_t i = 0; i < reference->count; i++) {
		const struct mc_tree_file *file = &reference->files[i];

		if (mc_exercise_is_submitted(exercise, file->path))
			mc_mutants_find(mutants, file->path, file->data, file->len);
	}
}

bool mc_mutants_have(const struct mc_mutants *mutants, const char *id)
{
	for (size_t i = 0; i < mutants->count; i++) {
		if (!strcmp(mutants->items[i].id, id))
			return true;
	}
	return false;
}

static void warn(const struct mc_spec *spec, const struct mc_mutants *mutants)
{
	const struct mc_json_node *marks = mc_json_find_pointer(spec->json, "/mutants/equal");

	for (const struct mc_json_node *n = mc_json_first(marks); n; n = mc_json_next(n)) {
		if (!mc_mutants_have(mutants, mc_json_key_of(n)))
			mc_spec_warning(
				spec, n,
				_("take it out; 'migracode verify --mutants' prints the ids of today"),
				_("no mutant has the id '%s' any more"), mc_json_key_of(n));
	}
}

static struct mc_err *lint_exercise(struct mc_findings *findings, const struct mc_course_file *file,
				    struct mc_arena *arena)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	MC_AUTO(mc_tree) reference = MC_TREE_INIT;
	MC_AUTO(mc_mutants) mutants = MC_MUTANTS_INIT;
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	struct mc_spec spec = { .arena = arena, .findings = findings, .path = file->path, .dir = file->dir };

	MC_TRY(mc_exercise_open(&exercise, NULL, file->dir));
	if (exercise->equal_mutant_count == 0)
		return NULL;
	MC_TRY(mc_variant_read(&reference, exercise, MC_VARIANT_REFERENCE, 0));
	mc_mutants_of(&mutants, exercise, &reference);
	MC_TRY(mc_buf_read_file(&bytes, file->path, MC_JSON_MAX_BYTES));
	MC_TRY(mc_json_open(&spec.json, NULL, bytes.ptr, bytes.len));
	warn(&spec, &mutants);
	mc_spec_release(&spec);
	return NULL;
}

struct mc_err *mc_mutant_marks_lint(struct mc_findings *findings, const struct mc_course_files *files)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;

	for (size_t i = 0; i < files->count; i++) {
		if (files->items[i].kind != MC_COURSE_EXERCISE)
			continue;
		struct mc_err *err = lint_exercise(findings, &files->items[i], &arena);

		/* What is wrong with the spec itself has been said by those who read it first. */
		if (err && err->code != MC_E_INPUT)
			return err;
		mc_err_drop(err);
	}
	return NULL;
}
