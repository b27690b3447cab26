/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_REGISTER_H
#define MC_COHORT_REGISTER_H

#include "base/tree.h"
#include "cohort/cohort.h"
#include "cohort/school.h"
#include "roster/roster.h"

/*
 * The people of a cohort as a list for other programs: the one place where names leave the records.
 */

/** People of a cohort. Everything in it lives in its arena. */
struct mc_register {
	struct mc_arena arena;
	struct mc_roster_person *people;
	size_t count;
	size_t capacity;
};

#define MC_REGISTER_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_register_release(struct mc_register *list);

/** Reads who is in a cohort, those who left too (their status is "suspended"); who was erased is not there.
 * Errors: those of records/people.h. */
struct mc_err *mc_register_read(struct mc_register *list, struct mc_records *records,
				const struct mc_cohort *cohort) MC_MUST_USE;

/** Adds the files of a list in a format to tree, named after the cohort. Errors: those of
 * roster/roster_write.h. */
struct mc_err *mc_register_write(struct mc_tree *tree, const struct mc_register *list,
				 enum mc_roster_format format, const struct mc_school *school,
				 const struct mc_cohort *cohort) MC_MUST_USE;

#endif
