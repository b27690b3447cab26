/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_GRADE_H
#define MC_GRADEBOOK_GRADE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "records/records.h"

/*
 * What a learner got for an exercise, as recorded: the event submission.graded, and the table grade with the
 * last one for each learner and exercise.  Texts are not kept here: key leads to the stored result.
 */

/** One grade. Texts live in the arena of the list. */
struct mc_grade {
	const char *cohort;
	const char *learner;
	const char *exercise;
	const char *module; /* NULL: not known */
	const char *tip;    /* of the mirror when it was graded */
	const char *until;  /* limit in time that held, "2026-…Z"; NULL: none */
	const char *commit; /* that was graded */
	const char *digest; /* see batch/survey.h */
	const char *spec;
	const char *tools;
	const char *version;	  /* of the program */
	const char *key;	  /* see batch/stored.h */
	const char *verdict;	  /* never "grader-error": that is no grade */
	int64_t points, max;	  /* thousandths, of the tests alone */
	const char *submitted_at; /* "2026-12-06T18:00:00Z": taken once for these files, never moves */
	const char *clock;	  /* whose it was: "committer", "arrival" or "next-commit" */
	/* For recording alone, not read again: */
	const char *started_in; /* cohort of the learner's enrolment; NULL: the same */
	const char *done_on;	/* day of submitted_at in the school's time zone; NULL: in UTC */
};

/** Grades, sorted by learner, then exercise. */
struct mc_grades {
	struct mc_arena arena;
	struct mc_grade *items;
	size_t count;
	size_t capacity;
};

#define MC_GRADES_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all. */
void mc_grades_release(struct mc_grades *grades);

/** Reads the grades of a cohort; learner NULL: of all. Errors: MC_E_IO. */
struct mc_err *mc_grades_read(struct mc_grades *grades, struct mc_records *records, const char *cohort,
			      const char *learner) MC_MUST_USE;

/** The grade of a learner for an exercise, or NULL. */
const struct mc_grade *mc_grades_find(const struct mc_grades *grades, const char *learner,
				      const char *exercise);

/**
 * Records grades that are new or differ from what is recorded, all in one transaction.  For the same files
 * (digest) submitted_at stays what it was first.  That the same files now stand in a later commit is no
 * difference. Errors: MC_E_IO.
 */
struct mc_err *mc_grades_record(struct mc_records *records, const struct mc_grade *grades, size_t count)
	MC_MUST_USE;

#endif
