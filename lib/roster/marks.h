/* SPDX-License-Identifier: MIT */
#ifndef MC_ROSTER_MARKS_H
#define MC_ROSTER_MARKS_H

#include "roster/roster.h"

/*
 * Who was there: our own table of marks, and the one that mod_attendance of Moodle imports and scanners at
 * doors make.
 */

#define MC_MARKS_MAX 5000000u

/** X(constant, name, acronym of mod_attendance) */
#define MC_MARK_STATUSES(X) \
	X(MC_MARK_PRESENT, "present", "p") \
	X(MC_MARK_LATE, "late", "l") \
	X(MC_MARK_EXCUSED, "excused", "e") \
	X(MC_MARK_ABSENT, "absent", "a")

enum mc_mark_status {
	MC_MARK_BY_TIME, /* only the time is known: who has the rules says what it means */
#define X(constant, name, acronym) constant,
	MC_MARK_STATUSES(X)
#undef X
};

struct mc_mark {
	size_t line;
	const char *user;    /* as the column that names people has it */
	const char *session; /* NULL: the table has no such column */
	const char *at;	     /* "2026-01-12T18:05", "2026-01-12" or "18:05"; "": not known */
	enum mc_mark_status status;
};

/** A table of marks. Everything in it lives in the arena of the list. */
struct mc_marks {
	struct mc_roster list; /* notices and faults; nobody is in it */
	const char *user; /* how people are named: "learner_id", "email", "moodle_login", "github_login", or
			     "user", which may be any of these */
	struct mc_mark *marks;
	size_t count;
	size_t capacity;
};

#define MC_MARKS_INIT \
	{ \
		.list = MC_ROSTER_INIT \
	}

/** Frees a table; it is usable again. */
void mc_marks_release(struct mc_marks *marks);

/** Name of a status; "" for MC_MARK_BY_TIME; static. */
const char *mc_mark_name(enum mc_mark_status status);

/**
 * Reads a table of marks. Faults go to marks->list.faults, all at once, as those of lists of people do:
 * mc_roster_check(&marks->list). Who was scanned twice in one session counts once, at the first time; who has
 * two statuses there is a fault.
 *
 * words  what statuses are called beside their names and acronyms, "R=late,J=excused"; NULL: nothing else
 *
 * Errors: MC_E_INPUT (no header, no column for people, neither status nor time, words that are not
 * understood), MC_E_LIMIT.
 * Source: mod_attendance, classes/import/marksessions.php.
 */
struct mc_err *mc_marks_read_bytes(struct mc_marks *marks, const char *file, const char *words,
				   const char *bytes, size_t len) MC_MUST_USE;

/** The same from a file. Errors: also MC_E_IO. */
struct mc_err *mc_marks_read(struct mc_marks *marks, const char *path, const char *words) MC_MUST_USE;

#endif
