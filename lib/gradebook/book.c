/* SPDX-License-Identifier: MIT */
#include "gradebook/book.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"

void mc_book_release(struct mc_book *book)
{
	mc_scores_free(book->scores);
	free(book->course);
	mc_cohorts_release(&book->cohorts);
	mc_office_release(&book->office);
	*book = (struct mc_book)MC_BOOK_INIT;
}

static struct mc_err *find_cohort(struct mc_book *book, const char *id)
{
	MC_TRY(mc_cohorts_read(&book->cohorts, book->office.records, id));
	if (!id && book->cohorts.count != 1)
		return mc_cohort_need(NULL);
	book->cohort = &book->cohorts.items[0];
	return NULL;
}

struct mc_err *mc_book_need_learner(const struct mc_book *book, const char *learner)
{
	if (mc_scores_find_learner(book->scores, learner) != SIZE_MAX)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("the cohort '%s' has no learner '%s'"), book->cohort->id,
				      learner),
			   _("'migracode learner list --cohort %s' names its learners"), book->cohort->id);
}

static struct mc_err *need_exercise(const struct mc_book *book, const char *exercise)
{
	size_t count = mc_scores_exercise_count(book->scores);

	if (mc_scores_find_exercise(book->scores, exercise) != SIZE_MAX)
		return NULL;
	const char **names = mc_alloc_zero(count + 1, sizeof(*names));

	for (size_t i = 0; i < count; i++)
		names[i] = mc_scores_column(book->scores, i)->exercise;
	const char *nearest = mc_str_nearest(exercise, names, count);
	struct mc_err *err =
		mc_err_new(MC_E_INPUT, _("the cohort '%s' has no exercise '%s'"), book->cohort->id, exercise);

	err = nearest ? mc_err_hint(err, _("did you mean '%s'?"), nearest)
		      : mc_err_hint(err, _("'migracode results --cohort %s' shows its exercises"),
				    book->cohort->id);
	free(names);
	return err;
}

struct mc_err *mc_book_read(struct mc_book *book, const char *learner)
{
	const struct mc_scores_wanted wanted = { book->cohort->id, learner, book->course,
						 book->office.school.dir };

	mc_scores_free(book->scores);
	book->scores = NULL;
	return mc_scores_open(&book->scores, book->office.records, &wanted);
}

struct mc_err *mc_book_open(struct mc_book *book, const struct mc_book_wanted *wanted)
{
	MC_TRY(mc_office_open(&book->office, wanted->school, wanted->records, wanted->actor, wanted->asker));
	MC_TRY(find_cohort(book, wanted->cohort));
	book->course = mc_school_curriculum_path(&book->office.school, book->cohort->curriculum);
	MC_TRY(mc_book_read(book, wanted->learner));
	if (wanted->learner)
		MC_TRY(mc_book_need_learner(book, wanted->learner));
	return wanted->exercise ? need_exercise(book, wanted->exercise) : NULL;
}

const struct mc_score *mc_book_score(const struct mc_book *book, const char *learner, const char *exercise)
{
	return mc_scores_at(book->scores, mc_scores_find_learner(book->scores, learner),
			    mc_scores_find_exercise(book->scores, exercise));
}
