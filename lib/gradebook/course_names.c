/* SPDX-License-Identifier: MIT */
#include "gradebook/course_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/vec.h"
#include "course/curriculum.h"
#include "os/file.h"

void mc_course_names_release(struct mc_course_names *names)
{
	free(names->modules);
	free(names->exercises);
	mc_arena_release(&names->arena);
	*names = (struct mc_course_names)MC_COURSE_NAMES_INIT;
}

/* What is wrong with an exercise is the business of lint; then its folder names it. */
static struct mc_err *add_exercise(struct mc_course_names *names, const struct mc_module *module,
				   const char *folder)
{
	MC_AUTOPTR(mc_exercise) exercise = NULL;
	MC_AUTOTEXT dir = mc_path_join(module->dir, folder);
	struct mc_err *err = mc_exercise_open(&exercise, NULL, dir);

	if (err && err->code != MC_E_INPUT)
		return err;
	mc_err_drop(err);
	*MC_VEC_ADD(names->exercises, names->exercise_count, names->exercise_capacity) =
		(struct mc_course_exercise){ mc_arena_strdup(&names->arena, exercise ? exercise->id : folder),
					     mc_arena_strdup(&names->arena, module->id) };
	return NULL;
}

struct mc_err *mc_course_names_read(struct mc_course_names *names, const struct mc_school *school,
				    const struct mc_cohort *cohort)
{
	MC_AUTOPTR(mc_curriculum) curriculum = NULL;
	MC_AUTOTEXT path = mc_school_curriculum_path(school, cohort->curriculum);

	names->is_known = path != NULL;
	if (!path)
		return NULL;
	MC_TRY(mc_curriculum_open(&curriculum, NULL, path));
	for (size_t m = 0; m < curriculum->module_count; m++) {
		const struct mc_module *module = curriculum->modules[m];

		*MC_VEC_ADD(names->modules, names->module_count, names->module_capacity) =
			mc_arena_strdup(&names->arena, module->id);
		for (size_t i = 0; i < module->exercises.count; i++)
			MC_TRY(add_exercise(names, module, module->exercises.items[i]));
	}
	return NULL;
}

/* ---- looking for one ---- */

static struct mc_err *refuse_unknown_course(void)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT, "%s",
				      _("no course is named, so modules and exercises are not known")),
			   "%s", _("put its folder into school.json: \"curriculum\": \"../curriculum\""));
}

static struct mc_err *hint_nearest(struct mc_err *err, const char *word, const char *const *known,
				   size_t count)
{
	const char *nearest = mc_str_nearest(word, known, count);

	return nearest ? mc_err_hint(err, _("did you mean '%s'?"), nearest) : err;
}

struct mc_err *mc_course_names_module(const struct mc_course_names *names, const char *module)
{
	if (!names->is_known)
		return refuse_unknown_course();
	for (size_t i = 0; i < names->module_count; i++) {
		if (!strcmp(names->modules[i], module))
			return NULL;
	}
	return hint_nearest(mc_err_new(MC_E_INPUT, _("the course has no module '%s'"), module), module,
			    names->modules, names->module_count);
}

struct mc_err *mc_course_names_exercise(const char **module, const struct mc_course_names *names,
					const char *exercise)
{
	if (!names->is_known)
		return refuse_unknown_course();
	for (size_t i = 0; i < names->exercise_count; i++) {
		if (strcmp(names->exercises[i].id, exercise) != 0)
			continue;
		*module = names->exercises[i].module;
		return NULL;
	}
	const char **ids = mc_alloc_zero(names->exercise_count + 1, sizeof(*ids));

	for (size_t i = 0; i < names->exercise_count; i++)
		ids[i] = names->exercises[i].id;
	struct mc_err *err =
		hint_nearest(mc_err_new(MC_E_INPUT, _("the course has no exercise '%s'"), exercise), exercise,
			     ids, names->exercise_count);

	free(ids);
	return err;
}
