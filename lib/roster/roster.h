/* SPDX-License-Identifier: MIT */
#ifndef MC_ROSTER_ROSTER_H
#define MC_ROSTER_ROSTER_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/*
 * Lists of people in the formats of others, read into one shape.  Nothing is decided here: whether a person
 * is known already is for those who have the records.
 */

/** The people of one list are at most so many. */
#define MC_ROSTER_MAX_PEOPLE 1000000u

/** What a list says of one person; a text is NULL when the format has no such column, "" when the field is
 * empty. */
struct mc_roster_person {
	size_t line;	/* of the file that names the person */
	const char *id; /* the school's own identifier (learner_id, idnumber, identifier, sourcedId) */
	const char *legal_name;
	const char *display_name;
	const char *email;
	const char *phone;
	const char *login;     /* of Moodle */
	const char *github;    /* login */
	const char *github_id; /* number: stays when the login is renamed */
	const char *language;
	const char *cohort;    /* the list's own name of a class, group or cohort */
	const char *starts_on; /* ISO day */
	const char *ends_on;
	const char *gender;
	const char *birth_date;
	const char *status; /* "active", "suspended", "deleted" */
};

/** Something unusual in a list that does not stop it: a sentence without any name. */
struct mc_roster_notice {
	const char *file;
	size_t line; /* 0: the whole file */
	const char *text;
};

/** A list. Everything in it lives in its arena. */
struct mc_roster {
	struct mc_arena arena;
	const char *format; /* its name: "moodle" … */
	struct mc_roster_person *people;
	size_t count;
	size_t capacity;
	struct mc_roster_notice *notices;
	size_t notice_count;
	size_t notice_capacity;
};

#define MC_ROSTER_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees a list; it is usable again. */
void mc_roster_release(struct mc_roster *roster);

#endif
