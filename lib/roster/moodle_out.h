/* SPDX-License-Identifier: MIT */
#ifndef MC_ROSTER_MOODLE_OUT_H
#define MC_ROSTER_MOODLE_OUT_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* Tables for Moodle beside people: grades, and sessions of its attendance activity. */

struct mc_moodle_grade {
	const char *points;   /* a number with a point, such as "7.5"; NULL or "": none */
	const char *feedback; /* NULL: none */
};

struct mc_moodle_learner {
	const char *id;			      /* Moodle's idnumber */
	const struct mc_moodle_grade *grades; /* one for each item */
};

/**
 * Appends a table for Moodle's "Import grades, CSV file": idnumber, then grade and feedback of each item.
 * Moodle erases the grade that is there where a field is empty, so only those who have a grade of every item
 * are in it. left_out gets the number of others: give them their items in a table of their own.
 *
 * Errors: MC_E_INPUT: somebody has no identifier (Moodle would give the grades to the person of the row
 * before).
 * Source: Moodle 4.3, grade/import/csv.
 */
struct mc_err *mc_moodle_write_grades(struct mc_buf *out, size_t *left_out, const char *const items[],
				      size_t item_count, const struct mc_moodle_learner *learners,
				      size_t learner_count) MC_MUST_USE;

struct mc_moodle_session {
	const char *id;	    /* for messages */
	const char *groups; /* names with ';' between; NULL: everybody */
	const char *starts; /* local time of the site, "2026-03-02T18:30" */
	unsigned minutes;
	const char *about; /* NULL: nothing */
};

/**
 * Appends a table for "Import sessions" of mod_attendance. What of a session is not here (marking by
 * learners, codes, calendar) stays as the site has set it.
 *
 * course  short name, for an import for the whole site; NULL: in the course itself
 *
 * Errors: MC_E_INPUT: a session without time of day, or one that ends on another day.
 * Source: mod_attendance, classes/import/sessions.php.
 */
struct mc_err *mc_moodle_write_sessions(struct mc_buf *out, const char *course,
					const struct mc_moodle_session *sessions, size_t count) MC_MUST_USE;

#endif
