/* SPDX-License-Identifier: MIT */
#ifndef MC_ROSTER_ROSTER_H
#define MC_ROSTER_ROSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/*
 * Lists of people in the formats of others, read into one shape.  Nothing is decided here: whether a person
 * is known already is for those who have the records.  What each format holds: migracode-roster(5).
 */

/** The people of one list are at most so many; of faults and notices so many are kept. */
#define MC_ROSTER_MAX_PEOPLE 1000000u
#define MC_ROSTER_MAX_FAULTS 100u

/** Longest text about a person, in bytes. */
#define MC_ROSTER_MAX_TEXT 1000u

/** The formats: X(constant, name, what it is). */
#define MC_ROSTER_FORMATS(X) \
	X(MC_ROSTER_CSV, "csv", N_("table of this program")) \
	X(MC_ROSTER_MOODLE, "moodle", N_("users for Moodle's upload")) \
	X(MC_ROSTER_ONEROSTER, "oneroster", N_("OneRoster 1.1 or 1.2, a zip file or a folder")) \
	X(MC_ROSTER_CLASSROOM, "github-classroom", N_("roster of GitHub Classroom")) \
	X(MC_ROSTER_LIMESURVEY, "limesurvey", N_("responses of LimeSurvey, with a mapping file"))

enum mc_roster_format {
	MC_ROSTER_ANY, /* found from the content */
#define X(constant, name, about) constant,
	MC_ROSTER_FORMATS(X)
#undef X
};

/** A course, class, group or cohort that a list puts somebody into. */
struct mc_roster_place {
	const char *course; /* OneRoster: the title of the class */
	const char *group;
	const char *cohort; /* OneRoster: the identifier of the class */
	const char *role;
	const char *status; /* "active", "suspended" */
	const char *starts_on;
	const char *ends_on;
};

/**
 * What a list says of one person; a text is NULL when the format has no such column, "" when the field is
 * empty. Texts have been checked: days are ISO days, an e-mail address has the form of one, and so on.
 */
struct mc_roster_person {
	size_t line;	/* of the file that names the person */
	const char *id; /* the school's own identifier (learner_id, idnumber, identifier, sourcedId) */
	const char *legal_name;
	const char *given_name;
	const char *family_name;
	const char *display_name;
	const char *email;
	const char *phone;
	const char *login;     /* of Moodle */
	const char *old_login; /* of Moodle, before it was renamed */
	const char *github;    /* login */
	const char *github_id; /* number: stays when the login is renamed */
	const char *language;
	const char *cohort;    /* the list's own name of a class, group or cohort; the first one */
	const char *starts_on; /* ISO day */
	const char *ends_on;
	const char *gender; /* "f", "m", "n", "" */
	const char *birth_date;
	const char *status;		      /* "active", "suspended", "deleted" */
	const char *role;		      /* in small letters, as the list has it: "student" … */
	const struct mc_roster_place *places; /* of formats that can name several: all */
	size_t place_count;
};

/** Something about a list: a sentence without anything that a list says of a person. */
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
	struct mc_roster_notice *notices; /* unusual, and read all the same */
	size_t notice_count;
	size_t notice_capacity;
	struct mc_roster_notice *faults; /* the first MC_ROSTER_MAX_FAULTS, by line */
	size_t fault_kept;
	size_t fault_capacity;
	size_t fault_count; /* of all */
};

#define MC_ROSTER_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Where a list comes from; all is borrowed. */
struct mc_roster_source {
	const char *path;
	enum mc_roster_format format;
	const char *mapping; /* file that says what the columns of a survey mean; NULL: none */
	bool takes_staff;    /* also teachers, managers and relatives; else a notice counts those left out */
};

/** Frees a list; it is usable again. */
void mc_roster_release(struct mc_roster *roster);

/** Name of a format; static. */
const char *mc_roster_format_name(enum mc_roster_format format);

/** The format of this name, or MC_ROSTER_ANY. */
enum mc_roster_format mc_roster_format_of(const char *name);

/**
 * Reads a list. What is wrong with its rows, people who stand there twice among it, goes to roster->faults,
 * all at once; then the call succeeds, and the list is good for nothing but showing them: mc_roster_check().
 *
 * roster  an empty list
 *
 * Errors: MC_E_IO; MC_E_INPUT (the format is not known, a column or the mapping is missing, no header, too
 * large), MC_E_TOOL (libarchive for a zip file).
 */
struct mc_err *mc_roster_read(struct mc_roster *roster, const struct mc_roster_source *source) MC_MUST_USE;

/** The same for the content of a file, which only messages call source->path. */
struct mc_err *mc_roster_read_bytes(struct mc_roster *roster, const struct mc_roster_source *source,
				    const char *bytes, size_t len) MC_MUST_USE;

/** NULL when the list has no faults; else an MC_E_INPUT that counts them and tells the first. */
struct mc_err *mc_roster_check(const struct mc_roster *roster) MC_MUST_USE;

/** Name of the column that own tables have for a text about a person: X(member of the struct, column). */
#define MC_ROSTER_TEXTS(X) \
	X(id, "learner_id") \
	X(legal_name, "legal_name") \
	X(given_name, "given_name") \
	X(family_name, "family_name") \
	X(display_name, "display_name") \
	X(email, "email") \
	X(phone, "phone") \
	X(login, "moodle_login") \
	X(old_login, "old_moodle_login") \
	X(github, "github_login") \
	X(github_id, "github_id") \
	X(language, "language") \
	X(cohort, "cohort") \
	X(starts_on, "started_on") \
	X(ends_on, "ended_on") \
	X(gender, "gender") \
	X(birth_date, "birth_date") \
	X(status, "status") \
	X(role, "role")

#endif
