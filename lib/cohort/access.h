/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_ACCESS_H
#define MC_COHORT_ACCESS_H

#include <stddef.h>

#include "cohort/school.h"

/** Everything that a school has about a learner, for that learner: GDPR, article 15. */
struct mc_access {
	const char *learner;
	const char *dir;	     /* must not exist, or be an empty folder */
	const char *const *left_out; /* ids of notes */
	size_t left_out_count;
};

/** What is in the folder. */
#define MC_ACCESS_JSON "record.json"
#define MC_ACCESS_PAGE "record.html"

/**
 * Writes a folder with record.json and record.html: name, contacts, notes and consents, what each is kept
 * for, on which legal basis and how long, who gets it, and every event, of those about several people only
 * this learner's part. Staff is named by role.
 *
 * Errors: MC_E_INPUT (no such learner; a note has the name of another learner: the message has the id of the
 * note), those of records/people.h, MC_E_IO.
 */
struct mc_err *mc_access_write(const struct mc_access *access, struct mc_records *records,
			       const struct mc_school *school) MC_MUST_USE;

#endif
