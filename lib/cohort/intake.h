/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_INTAKE_H
#define MC_COHORT_INTAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "cohort/cohort.h"
#include "cohort/enrolment.h"
#include "cohort/profile.h"

/*
 * Taking a list of learners into a cohort: read, compare with the records, show, and only then commit all or
 * nothing.
 */

/** Faults and notices that are kept at most; the rest is counted. */
#define MC_INTAKE_MAX_FINDINGS 100u

/** What a row means for the records. */
enum mc_intake_state { MC_INTAKE_NEW, MC_INTAKE_CHANGED, MC_INTAKE_SAME };

struct mc_outcome_entry;

/** A learner of the list. Texts live in the intake's arena, or belong to the table. */
struct mc_intake_row {
	size_t line;
	enum mc_intake_state state;
	struct mc_enrolment wanted;
	const struct mc_enrolment *recorded; /* NULL: nothing is */
	const struct mc_profile *profile;    /* NULL: the list has no names or contacts of this person */
	const struct mc_profile *recorded_profile;
	bool may_be_known;			/* false: the learner is new to the school */
	bool is_profile_new;			/* the profile says something that is not recorded */
	const struct mc_outcome_entry *outcome; /* a list of outcomes: what the row says */
	const char *more;			/* to say behind the facts that change; NULL: nothing */
};

/** Something to say about a place of the list, never with what stands there. */
struct mc_intake_finding {
	bool is_error;
	size_t line;	    /* 0: the whole list */
	const char *column; /* NULL: the whole row */
	const char *text;
	const char *hint; /* NULL: none */
};

/** A list on its way into the records. */
struct mc_intake {
	struct mc_arena arena;
	const char *schema; /* of its document for programs; NULL: that of a list of learners */
	const struct mc_cohort *cohort;
	struct mc_intake_row *rows;
	size_t count;
	size_t capacity;
	struct mc_intake_finding *findings;
	size_t finding_count;
	size_t finding_capacity;
	size_t error_count; /* all, those that are not kept, too */
	size_t states[3];   /* rows of each state, after comparing */
	size_t events;	    /* added by committing */
};

#define MC_INTAKE_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_intake_release(struct mc_intake *intake);

/**
 * Reads the school's own table: the columns of enrolment.h and profile.h, learner_id, and birth_date, of
 * which only the age at the start is kept. Faults become findings. intake->cohort must be set. name: of the
 * file, for messages. Errors: MC_E_INPUT (no such table at all).
 */
struct mc_err *mc_intake_read_csv(struct mc_intake *intake, const char *bytes, size_t len, const char *name)
	MC_MUST_USE;

/** Somebody as they are described on a command line; what is not said is NULL. */
struct mc_intake_person {
	const char *id;
	const char *birth_date;
	const char *facts[MC_FACT_COUNT];
	const char *profile[MC_PROFILE_COUNT];
	unsigned min_age; /* the rule of admission, at the start; 0: any */
};

/** Takes one person in place of a table. intake->cohort must be set. Errors: MC_E_INPUT (the first fault,
 * with the name of the option). */
struct mc_err *mc_intake_read_person(struct mc_intake *intake, const struct mc_intake_person *person)
	MC_MUST_USE;

/** Sets the state of every row. Errors: MC_E_IO, those of people.h when the list has names. */
struct mc_err *mc_intake_compare(struct mc_intake *intake, struct mc_records *records) MC_MUST_USE;

/** Compares and records, in one transaction: all rows or none. Errors: as above; MC_E_INPUT when there were
 * faults. */
struct mc_err *mc_intake_commit(struct mc_intake *intake, struct mc_records *records) MC_MUST_USE;

/** Adds something to say; the texts are copied. */
void mc_intake_add_finding(struct mc_intake *intake, const struct mc_intake_finding *finding);

#endif
