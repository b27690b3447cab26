/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "course/curriculum.h"
#include "foreign/open.h"
#include "grading/grading_part.h"
#include "os/catalogue.h"
#include "os/file.h"

static bool is_among(const char *text, const char *const *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(items[i], text))
			return true;
	}
	return false;
}

/* ---- learners ---- */

static void add_learner(struct mc_grading_job *job, const struct mc_query *query)
{
	const struct mc_grading_wanted *wanted = job->wanted;
	struct mc_grading *g = job->grading;
	const char *id = mc_query_text(query, 0);
	bool is_twice = g->learner_count > 0 && !strcmp(g->learners[g->learner_count - 1].id, id);
	bool is_wanted = wanted->learner_count == 0 || is_among(id, wanted->learners, wanted->learner_count);

	if (is_twice || !is_wanted)
		return;
	*MC_VEC_ADD(g->learners, g->learner_count, g->learner_capacity) =
		(struct mc_grading_learner){ .id = mc_query_copy(&g->arena, query, 0),
					     .started_in = mc_query_copy(&g->arena, query, 1),
					     .place = MC_GRADING_PLACE_READY };
}

/* Who learns in the cohort now, wherever they started. */
static struct mc_err *read_learners(struct mc_grading_job *job)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, job->wanted->records,
		"SELECT e.learner_id, e.cohort_id FROM enrolment e JOIN learner l"
		" ON l.school_id = e.school_id AND l.learner_id = e.learner_id WHERE e.school_id = ?1"
		" AND COALESCE(e.cohort_finish, e.cohort_id) = ?2 AND e.withdrawn_on IS NULL"
		" AND l.erased_on IS NULL"
		" ORDER BY e.learner_id, e.cohort_id"));
	mc_query_bind_text(query, 2, job->wanted->cohort);
	MC_TRY(mc_query_step(&has_row, query));
	while (has_row) {
		add_learner(job, query);
		MC_TRY(mc_query_step(&has_row, query));
	}
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *check_learners(const struct mc_grading_job *job)
{
	const struct mc_grading_wanted *wanted = job->wanted;
	const struct mc_grading *g = job->grading;

	for (size_t i = 0; i < wanted->learner_count; i++) {
		bool is_found = false;

		for (size_t k = 0; k < g->learner_count && !is_found; k++)
			is_found = !strcmp(g->learners[k].id, wanted->learners[i]);
		if (!is_found)
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("the cohort '%s' has no learner '%s'"),
						      wanted->cohort, wanted->learners[i]),
					   _("'migracode learner list --cohort %s' names its learners"),
					   wanted->cohort);
	}
	if (g->learner_count == 0)
		return mc_err_hint(mc_err_new(MC_E_NOTHING, _("the cohort '%s' has no learners"),
					      wanted->cohort),
				   _("type: migracode learner import --cohort %s <file>"), wanted->cohort);
	return NULL;
}

/* ---- exercises ---- */

static struct mc_err *add_exercise(struct mc_grading_job *job, const char *dir, const char *module)
{
	struct mc_grading *g = job->grading;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	MC_TRY(mc_spec_open(&exercise, NULL, dir));
	for (size_t i = 0; i < g->exercise_count; i++) {
		if (!strcmp(g->exercises[i].exercise->id, exercise->id))
			return mc_err_hint(mc_err_new(MC_E_INPUT,
						      _("two exercises of the course have the id '%s'"),
						      exercise->id),
					   "%s", _("'migracode lint' says where"));
	}
	*MC_VEC_ADD(g->exercises, g->exercise_count, g->exercise_capacity) =
		(struct mc_grading_exercise){ .exercise = MC_TAKE(exercise),
					      .dir = mc_arena_strdup(&g->arena, dir),
					      .module = module ? mc_arena_strdup(&g->arena, module) : NULL,
					      .tools = MC_TOOLCHAIN_INIT };
	return NULL;
}

/* True for a folder, and not the id of an exercise. */
static bool is_folder(const char *text)
{
	return strchr(text, '/') || mc_spec_is_there(text);
}

static bool is_same_place(const char *a, const char *b)
{
	MC_AUTOTEXT x = realpath(a, NULL);
	MC_AUTOTEXT y = realpath(b, NULL);

	return x && y && !strcmp(x, y);
}

static struct mc_err *add_course_exercise(struct mc_grading_job *job, const struct mc_module *module,
					  const char *folder)
{
	const char *only = job->wanted->exercise;
	MC_AUTOTEXT dir = mc_path_join(module->dir, folder);
	size_t count = job->grading->exercise_count;

	if (only && is_folder(only) && !is_same_place(only, dir))
		return NULL;
	MC_TRY(add_exercise(job, dir, module->id));
	struct mc_grading_exercise *added = &job->grading->exercises[count];

	if (!only || is_folder(only) || !strcmp(added->exercise->id, only))
		return NULL;
	mc_exercise_free(added->exercise);
	job->grading->exercise_count--;
	return NULL;
}

static struct mc_err *check_modules(const struct mc_grading_job *job, const struct mc_curriculum *course)
{
	const struct mc_grading_wanted *wanted = job->wanted;

	for (size_t i = 0; i < wanted->module_count; i++) {
		bool is_found = false;

		for (size_t m = 0; m < course->module_count && !is_found; m++)
			is_found = !strcmp(course->modules[m]->id, wanted->modules[i]);
		if (!is_found)
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("the course has no module '%s'"),
						      wanted->modules[i]),
					   _("its modules are listed in '%s/curriculum.json'"), course->dir);
	}
	return NULL;
}

static void take_langs(struct mc_grading_job *job, const struct mc_curriculum *course)
{
	MC_AUTO(mc_dir) known = MC_DIR_INIT;
	struct mc_arena *arena = &job->grading->arena;
	size_t most;

	mc_catalogue_langs(&known);
	most = 1 + known.count + (course ? course->languages.count : 0);
	job->langs = mc_arena_alloc(arena, most * sizeof(*job->langs));
	job->langs[job->lang_count++] = mc_arena_strdup(arena, job->wanted->school->lang);
	for (size_t i = 0; i < known.count; i++) {
		if (!is_among(known.names[i], job->langs, job->lang_count))
			job->langs[job->lang_count++] = mc_arena_strdup(arena, known.names[i]);
	}
	for (size_t i = 0; course && i < course->languages.count; i++) {
		if (!is_among(course->languages.items[i], job->langs, job->lang_count))
			job->langs[job->lang_count++] = mc_arena_strdup(arena, course->languages.items[i]);
	}
}

static struct mc_err *read_course(struct mc_grading_job *job, const char *path)
{
	MC_AUTOPTR(mc_curriculum) course = NULL;
	const struct mc_grading_wanted *wanted = job->wanted;

	MC_TRY(mc_curriculum_open(&course, NULL, path));
	MC_TRY(check_modules(job, course));
	take_langs(job, course);
	for (size_t m = 0; m < course->module_count; m++) {
		const struct mc_module *module = course->modules[m];

		if (wanted->module_count > 0 && !is_among(module->id, wanted->modules, wanted->module_count))
			continue;
		for (size_t i = 0; i < module->exercises.count; i++)
			MC_TRY(add_course_exercise(job, module, module->exercises.items[i]));
	}
	return NULL;
}

static struct mc_err *refuse_nothing(const struct mc_grading_job *job, const char *course)
{
	const char *only = job->wanted->exercise;

	if (!course)
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s",
					      _("no course is named, so exercises are not known")),
				   "%s",
				   _("put its folder into school.json: \"curriculum\": \"../curriculum\", or "
				     "name an exercise by its folder: --exercise <dir>"));
	if (only)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the course has no exercise '%s'"), only),
				   _("name one by its folder: --exercise <dir>; the course is '%s'"), course);
	return mc_err_new(MC_E_NOTHING, _("the course '%s' has no exercises"), course);
}

static struct mc_err *read_exercises(struct mc_grading_job *job, const char *of_cohort)
{
	const char *only = job->wanted->exercise;
	MC_AUTOTEXT course = mc_school_curriculum_path(job->wanted->school, of_cohort);

	if (course)
		MC_TRY(read_course(job, course));
	else
		take_langs(job, NULL);
	if (job->grading->exercise_count == 0 && only && is_folder(only))
		MC_TRY(add_exercise(job, only, NULL));
	if (job->grading->exercise_count == 0)
		return refuse_nothing(job, course);
	for (size_t i = 0; i < job->grading->exercise_count; i++)
		MC_TRY(mc_toolchain_find(&job->grading->exercises[i].tools,
					 job->grading->exercises[i].exercise));
	return NULL;
}

struct mc_err *mc_grading_plan(struct mc_grading_job *job)
{
	const struct mc_grading_wanted *wanted = job->wanted;
	struct mc_grading *g = job->grading;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;

	MC_TRY(mc_cohorts_read(&cohorts, wanted->records, wanted->cohort));
	g->cohort = mc_arena_strdup(&g->arena, wanted->cohort);
	MC_TRY(read_exercises(job, cohorts.items[0].curriculum));
	MC_TRY(read_learners(job));
	MC_TRY(check_learners(job));
	g->cells = mc_alloc_zero(g->learner_count * g->exercise_count, sizeof(*g->cells));
	MC_TRY(mc_grades_read(&job->recorded, wanted->records, wanted->cohort, NULL));
	return mc_deadlines_open(&job->deadlines, wanted->records, wanted->cohort);
}
