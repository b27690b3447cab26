/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_BOOK_H
#define MC_GRADEBOOK_BOOK_H

#include "cohort/cohort.h"
#include "cohort/office.h"
#include "gradebook/score.h"

/** A school with the scores of one of its cohorts: what a command about scores works with. */
struct mc_book {
	struct mc_office office;
	struct mc_cohorts cohorts;
	const struct mc_cohort *cohort;
	char *course; /* folder; NULL: none is known */
	struct mc_scores *scores;
};

#define MC_BOOK_INIT \
	{ \
		.office = MC_OFFICE_INIT, .cohorts = MC_COHORTS_INIT \
	}

/** Whose scores are wanted, and by whom; see mc_office_open(). */
struct mc_book_wanted {
	const char *school, *records, *actor;
	const struct mc_seal_asker *asker;
	const char *cohort;   /* NULL: the only one of the school */
	const char *learner;  /* NULL: all */
	const char *exercise; /* must be one of the matrix; NULL: any */
};

/**
 * Opens school, records and scores. Errors: those of mc_office_open() and mc_scores_open(); MC_E_USAGE (no
 * cohort is named and there are several), MC_E_INPUT (the cohort, its learner or the exercise is not there).
 */
struct mc_err *mc_book_open(struct mc_book *book, const struct mc_book_wanted *wanted) MC_MUST_USE;

/** Reads the scores again, after something was recorded. Errors: those of mc_scores_open(). */
struct mc_err *mc_book_read(struct mc_book *book, const char *learner) MC_MUST_USE;

/** Closes all. */
void mc_book_release(struct mc_book *book);

/** Refuses a learner who is not in the cohort. Errors: MC_E_INPUT. */
struct mc_err *mc_book_need_learner(const struct mc_book *book, const char *learner) MC_MUST_USE;

/** The score of a learner for an exercise that mc_book_open() was asked for. */
const struct mc_score *mc_book_score(const struct mc_book *book, const char *learner, const char *exercise);

#endif
