/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_LEARNER_H
#define MC_COHORT_LEARNER_H

#include <stdbool.h>
#include <stddef.h>

#include "cohort/enrolment.h"

/*
 * What happens to a learner between start and end.  Every function records an event; nothing is ever deleted,
 * and no enrolment leaves the cohort that it began in.
 */

/** Enrolments. */
struct mc_enrolments {
	struct mc_arena arena;
	struct mc_enrolment *items;
	size_t count;
	size_t capacity;
};

#define MC_ENROLMENTS_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_enrolments_release(struct mc_enrolments *enrolments);

/** Reads the enrolments of a cohort by learner: of those who started in it, and of those who moved to it.
 * Errors: MC_E_IO. */
struct mc_err *mc_enrolments_of_cohort(struct mc_enrolments *enrolments, struct mc_records *records,
				       const char *cohort) MC_MUST_USE;

/** Reads those of a learner by start. Errors: MC_E_IO. */
struct mc_err *mc_enrolments_of_learner(struct mc_enrolments *enrolments, struct mc_records *records,
					const char *learner) MC_MUST_USE;

/** Which enrolment of a learner is meant when nobody says the cohort. */
enum mc_enrolment_state {
	MC_ENROLMENT_ANY,
	MC_ENROLMENT_OPEN, /* neither withdrawn nor graduated */
	MC_ENROLMENT_LEFT, /* withdrawn */
};

/**
 * Finds the enrolment of a learner in a cohort, or in the one that they moved to; cohort NULL: the only one
 * in this state. Texts live in the arena. Errors: MC_E_INPUT (no such learner, not in this cohort, several,
 * of which the hint names the cohorts), MC_E_IO.
 */
struct mc_err *mc_learner_find(struct mc_enrolment *enrolment, struct mc_arena *arena,
			       struct mc_records *records, const char *learner, const char *cohort,
			       enum mc_enrolment_state state) MC_MUST_USE;

/** What is to happen to a learner; on is a day. */
struct mc_learner_step {
	const char *learner;
	const char *cohort; /* that the learner is in; NULL: the only one */
	const char *on;
	const char *to;	       /* mc_learner_move() */
	const char *reason;    /* mc_learner_withdraw(): as somebody wrote it, see MC_WORDS_REASON */
	const char *exclusion; /* MC_WORDS_EXCLUSION; NULL: none. One of the two must be there */
	const char *note;      /* free text, which is sealed; NULL: none */
};

/** Records that a learner goes on in another cohort; rates keep counting them where they started. Errors:
 * MC_E_INPUT, MC_E_NOTHING (is there already), MC_E_IO. */
struct mc_err *mc_learner_move(struct mc_records *records, const struct mc_learner_step *step) MC_MUST_USE;

/** Records that a learner left. Errors: MC_E_INPUT (graduated, left already, before the start, unknown word),
 * MC_E_IO. */
struct mc_err *mc_learner_withdraw(struct mc_records *records, const struct mc_learner_step *step)
	MC_MUST_USE;

/** Records that a learner who had left learns again. Errors: as above; MC_E_INPUT (has not left). */
struct mc_err *mc_learner_return(struct mc_records *records, const struct mc_learner_step *step) MC_MUST_USE;

#endif
