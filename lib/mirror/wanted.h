/* SPDX-License-Identifier: MIT */
#ifndef MC_MIRROR_WANTED_H
#define MC_MIRROR_WANTED_H

#include "mirror/mirror.h"
#include "records/records.h"

/** The learners of a cohort with their repositories, from the records; texts live in the arena. */
struct mc_mirror_wanted_list {
	struct mc_arena arena;
	struct mc_mirror_wanted *items; /* by learner */
	const char **names;		/* of each the display name, or the id */
	size_t count;
};

#define MC_MIRROR_WANTED_LIST_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_mirror_wanted_list_release(struct mc_mirror_wanted_list *list);

/**
 * Reads who learns in a cohort: those who left it, or went on in another one, have nothing to hand in here.
 *
 * learners  only these are to be fetched, the others are left out; NULL: all
 *
 * Errors: MC_E_INPUT (no such cohort; one of the learners is not in it), those of records/people.h, MC_E_IO.
 */
struct mc_err *mc_mirror_wanted_read(struct mc_mirror_wanted_list *list, struct mc_records *records,
				     const char *cohort, const char *const learners[], size_t count)
	MC_MUST_USE;

#endif
