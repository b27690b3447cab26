/* SPDX-License-Identifier: MIT */
#ifndef MC_ROSTER_ROSTER_WRITE_H
#define MC_ROSTER_ROSTER_WRITE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/tree.h"
#include "roster/roster.h"

/*
 * Lists of people for other programs, so no text is marked against spreadsheets.  What is written is read
 * again by roster/roster.h.  NULL stands for "".  No error tells more of a person than the identifier.
 */

/** Appends the table of this program: all columns in which somebody has something. */
void mc_roster_write_csv(struct mc_buf *out, const struct mc_roster_person *people, size_t count);

/**
 * Appends a file for Moodle's "Upload users". Somebody without login gets the e-mail address, else the
 * identifier, in small letters. Names are given_name and family_name, or else the display name (or the legal
 * one), whose last word becomes the family name; Moodle insists on two, so a single word gets "-" behind it.
 * With places, these; else cohort1.
 *
 * Errors: MC_E_INPUT, which counts people without what Moodle needs and names the first: no e-mail address,
 * no name, no login that Moodle takes.
 */
struct mc_err *mc_roster_write_moodle(struct mc_buf *out, const struct mc_roster_person *people, size_t count)
	MC_MUST_USE;

/** Appends a roster of GitHub Classroom: identifiers and logins; names stay here. */
void mc_roster_write_classroom(struct mc_buf *out, const struct mc_roster_person *people, size_t count);

/** What OneRoster wants to know beside people. */
struct mc_roster_class {
	const char *id; /* what cohort of a person, or of a place, says */
	const char *title;
	const char *starts_on;
	const char *ends_on;
};

struct mc_roster_school {
	const char *id;
	const char *name;
	const struct mc_roster_class *classes;
	size_t class_count;
};

/**
 * Adds the files of OneRoster 1.1 (bulk) to tree and sorts it: mc_tree_write_dir() makes a folder of it,
 * mc_archive_write() a zip file. Nobody who is deleted is in it.
 *
 * Errors: MC_E_INPUT (a class without days or twice, a person without identifier or in a class that is not
 * there).
 */
struct mc_err *mc_roster_write_oneroster(struct mc_tree *tree, const struct mc_roster_school *school,
					 const struct mc_roster_person *people, size_t count) MC_MUST_USE;

/** The name that other programs want in two parts; owned by the caller, release both with free(). */
void mc_roster_split_name(char **given, char **family, const struct mc_roster_person *person);

#endif
