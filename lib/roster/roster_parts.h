/* SPDX-License-Identifier: MIT */
#ifndef MC_ROSTER_ROSTER_PARTS_H
#define MC_ROSTER_ROSTER_PARTS_H

#include <stdint.h>

#include "base/csv.h"
#include "base/str.h"
#include "base/tree.h"
#include "roster/roster.h"

/* What the readers of lists share; nobody else includes it. */

/** The texts about a person, as numbers. */
enum mc_roster_text {
#define X(member, column) MC_TEXT_##member,
	MC_ROSTER_TEXTS(X)
#undef X
		MC_TEXT_COUNT,
};

/** A set of texts. */
#define MC_TEXT_BIT(member) (1u << MC_TEXT_##member)

/** A column of a format and the text that it holds. */
struct mc_roster_column {
	const char *name;
	enum mc_roster_text text;
};

/** What a format's table of people has. */
struct mc_roster_form {
	const struct mc_roster_column *columns;
	size_t count;
	unsigned needed;     /* each of these columns must be there, and no field in it empty */
	unsigned one_needed; /* a row must have one of these; 0: any row is one */
	size_t (*find)(const struct mc_csv *csv, const char *name); /* NULL: mc_csv_column() */
};

/** A table that is being read into a list. */
struct mc_roster_table {
	struct mc_roster *roster;
	const struct mc_roster_source *source;
	const struct mc_roster_form *form;
	struct mc_csv *csv; /* borrowed */
	const char *file;
	size_t at[MC_TEXT_COUNT];	   /* column of each text; SIZE_MAX: none */
	const char *called[MC_TEXT_COUNT]; /* its name, for messages */
};

/** Where the text of a person stands. */
const char **mc_roster_text(struct mc_roster_person *person, enum mc_roster_text text);

/**
 * A text as lists keep it, in the arena; NULL with a sentence in why when it is not what it should be. An
 * empty one stays empty.
 */
const char *mc_roster_clean(const char **why, struct mc_arena *arena, enum mc_roster_text text,
			    const char *value);

/** Notes what is wrong with a row, in a sentence about a column (NULL: about the row). */
void mc_roster_fault(struct mc_roster *roster, const char *file, size_t line, const char *column,
		     const char *why);

/** Notes something unusual. */
void mc_roster_note(struct mc_roster *roster, const char *file, size_t line, const char *text);

/** Tells what was unusual about the table itself. */
void mc_roster_note_table(struct mc_roster *roster, const char *file, const struct mc_csv *csv);

/** Finds the columns of the form. Errors: MC_E_INPUT, a needed one is missing. */
struct mc_err *mc_roster_table_open(struct mc_roster_table *table) MC_MUST_USE;

/**
 * Reads the next row that is good; what is wrong with those before becomes faults. has_row is false at the
 * end. Errors: none but those of no more memory for people: MC_E_LIMIT.
 */
struct mc_err *mc_roster_next(bool *has_row, struct mc_csv_row *row, struct mc_roster_table *table)
	MC_MUST_USE;

/**
 * Fills a person from a row by the form. False when the row is bad: its faults are noted, and it is no
 * person.
 */
bool mc_roster_fill(struct mc_roster_person *person, struct mc_roster_table *table,
		    const struct mc_csv_row *row);

/** Adds a person to the list. Errors: MC_E_LIMIT. */
struct mc_err *mc_roster_add(struct mc_roster *roster, const struct mc_roster_person *person) MC_MUST_USE;

/** Reads a whole table of people whose rows hold nothing but the form's texts. */
struct mc_err *mc_roster_read_form(struct mc_roster_table *table) MC_MUST_USE;

/** Puts the faults in the order of their lines. */
void mc_roster_sort_faults(struct mc_roster *roster);

/** Puts people out of the list who are no learners, and notes how many; notes people who are there twice. */
void mc_roster_finish(struct mc_roster *roster, const struct mc_roster_source *source, const char *file);

/* The formats that are one table. */
struct mc_err *mc_roster_read_own(struct mc_roster_table *table) MC_MUST_USE;
struct mc_err *mc_roster_read_moodle(struct mc_roster_table *table) MC_MUST_USE;
struct mc_err *mc_roster_read_classroom(struct mc_roster_table *table) MC_MUST_USE;
struct mc_err *mc_roster_read_limesurvey(struct mc_roster_table *table) MC_MUST_USE;
/** users.csv of OneRoster, alone. */
struct mc_err *mc_roster_read_users(struct mc_roster_table *table) MC_MUST_USE;

/** Largest OneRoster, unpacked, and its files. */
#define MC_ROSTER_MAX_BYTES (256u * 1024 * 1024)
#define MC_ROSTER_MAX_FILES 100u

/** OneRoster: all its files, from a zip file or a folder. Errors: MC_E_INPUT, without users.csv. */
struct mc_err *mc_roster_read_oneroster(struct mc_roster *roster, const struct mc_roster_source *source,
					const struct mc_tree *tree) MC_MUST_USE;

/** True when a column of a table speaks for the format. */
bool mc_roster_is_moodle(const struct mc_csv *csv);
bool mc_roster_is_classroom(const struct mc_csv *csv);
bool mc_roster_is_limesurvey(const struct mc_csv *csv);
bool mc_roster_is_oneroster(const struct mc_csv *csv);
bool mc_roster_is_own(const struct mc_csv *csv);

#endif
