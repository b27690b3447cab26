/* SPDX-License-Identifier: MIT */
#ifndef MC_RATES_ROLL_H
#define MC_RATES_ROLL_H

#include "cohort/learner.h"
#include "rates/definition.h"
#include "sheet/sheet.h"

/*
 * The roll of a cohort: who is in it and where each learner stands on a day.
 */

/** The standings as words for programs ("on-time" …), in order. */
extern const char *const mc_standing_words[MC_STANDING_COUNT];

/** A standing in the language of the messages; static. */
const char *mc_standing_text(enum mc_standing standing);

/** A learner of a roll. */
struct mc_roll_row {
	const struct mc_enrolment *enrolment;
	enum mc_standing standing; /* in the cohort that they started in */
	bool has_moved_in;	   /* started in another cohort, which counts them */
	bool has_moved_out;
	const char *name; /* to show; NULL: not asked for, or not known */
};

struct mc_roll {
	struct mc_enrolments enrolments;
	const char *cohort;
	const char *as_of;
	struct mc_roll_row *rows;
	size_t count;
};

#define MC_ROLL_INIT \
	{ \
		.enrolments = MC_ENROLMENTS_INIT \
	}

/** Frees all. */
void mc_roll_release(struct mc_roll *roll);

/** What is wanted; borrowed. */
struct mc_roll_wanted {
	const char *cohort;
	const char *as_of;
	enum mc_exclusions exclusions;
	bool has_names; /* display names, for which the key of the school is needed */
};

/** Reads the roll of a cohort. Errors: MC_E_INPUT (no such cohort), those of records/people.h, MC_E_IO. */
struct mc_err *mc_roll_read(struct mc_roll *roll, struct mc_records *records,
			    const struct mc_roll_wanted *wanted) MC_MUST_USE;

/** Makes a table of it. */
void mc_roll_sheet(struct mc_sheet *sheet, const struct mc_roll *roll, bool has_names);

/** Appends the document "migracode/learner-list/v1" and a line feed. */
void mc_roll_print_json(struct mc_buf *out, const struct mc_roll *roll);

#endif
