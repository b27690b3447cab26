/* SPDX-License-Identifier: MIT */
#include "gradebook/programs.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "foreign/open.h"
#include "grade/submission.h"
#include "gradebook/names.h"
#include "mirror/mirror.h"
#include "os/file.h"

void mc_programs_release(struct mc_programs *programs)
{
	mc_exercise_free(programs->exercise);
	mc_grades_release(&programs->grades);
	mc_book_release(&programs->book);
	mc_arena_release(&programs->arena);
	*programs = (struct mc_programs)MC_PROGRAMS_INIT;
}

static struct mc_err *open_exercise(struct mc_programs *programs, const char *id)
{
	size_t column = mc_scores_find_exercise(programs->book.scores, id);
	const char *dir = mc_scores_column(programs->book.scores, column)->dir;

	if (!dir)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the course has no exercise '%s' any more"), id),
				   _("compare folders: migracode similar <path>..."));
	return mc_spec_open(&programs->exercise, NULL, dir);
}

/* The program is not here any more, and that is no fault. */
static bool is_erased(const struct mc_programs *programs, const char *learner)
{
	size_t row = mc_scores_find_learner(programs->book.scores, learner);

	return row != SIZE_MAX && mc_scores_is_erased(programs->book.scores, row);
}

static const char *shown_name(const struct mc_programs *programs, const char *const *names,
			      const char *learner)
{
	size_t row = mc_scores_find_learner(programs->book.scores, learner);

	return row == SIZE_MAX ? learner : names[row];
}

static struct mc_err *take_grades(struct mc_programs *programs, const char *exercise, bool has_names)
{
	const struct mc_grades *grades = &programs->grades;
	struct mc_arena *arena = &programs->arena;
	const char *const *names;

	MC_TRY(mc_score_names(&names, arena, programs->book.office.records, programs->book.scores,
			      has_names));
	programs->items = mc_arena_alloc(arena, (grades->count + 1) * sizeof(*programs->items));
	programs->learners = mc_arena_alloc(arena, (grades->count + 1) * sizeof(*programs->learners));
	programs->shown = mc_arena_alloc(arena, (grades->count + 1) * sizeof(*programs->shown));
	for (size_t i = 0; i < grades->count; i++) {
		const struct mc_grade *grade = &grades->items[i];

		if (strcmp(grade->exercise, exercise) != 0 || is_erased(programs, grade->learner))
			continue;
		programs->items[programs->count] = grade;
		programs->learners[programs->count] = grade->learner;
		programs->shown[programs->count++] = shown_name(programs, names, grade->learner);
	}
	return NULL;
}

struct mc_err *mc_programs_open(struct mc_programs *programs, const struct mc_book_wanted *wanted,
				bool has_names)
{
	if (!wanted->exercise)
		return mc_err_hint(mc_err_new(MC_E_USAGE, _("it is not said which exercise is compared")),
				   _("name it: --exercise <id>"));
	MC_TRY(mc_book_open(&programs->book, wanted));
	MC_TRY(open_exercise(programs, wanted->exercise));
	const char *cohort = programs->book.cohort->id;

	MC_TRY(mc_grades_read(&programs->grades, programs->book.office.records, cohort, NULL));
	MC_TRY(take_grades(programs, wanted->exercise, has_names));
	if (programs->count == 0)
		return mc_err_hint(mc_err_new(MC_E_NOTHING, _("nothing is graded of '%s' in the cohort '%s'"),
					      wanted->exercise, cohort),
				   _("grade it first: migracode grade --cohort %s --exercise %s"), cohort,
				   wanted->exercise);
	return NULL;
}

struct mc_err *mc_programs_read(struct mc_tree *tree, void *context, size_t index)
{
	const struct mc_programs *programs = context;
	const struct mc_grade *grade = programs->items[index];
	MC_AUTOTEXT mirror =
		mc_format("%s/%s/%s.git", programs->book.office.school.dir, MC_MIRROR_DIR, grade->learner);
	MC_AUTO(mc_submission) submission = MC_SUBMISSION_INIT;

	if (!mc_file_is_dir(mirror))
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no copy of the repository of '%s'"),
					      grade->learner),
				   _("type: migracode fetch --cohort %s"), programs->book.cohort->id);
	MC_TRY(mc_submission_read(&submission, mirror, grade->commit, programs->exercise));
	*tree = submission.tree;
	submission.tree = (struct mc_tree)MC_TREE_INIT;
	return NULL;
}
