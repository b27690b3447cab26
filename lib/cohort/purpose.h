/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_PURPOSE_H
#define MC_COHORT_PURPOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "cohort/profile.h"

/*
 * What a fact about a person is kept for.  Every field has one purpose, on which depend its legal basis, how
 * long it is kept after the course, and whether the learner must have agreed.
 */

/** X(constant, name, days it is kept after the course unless school.json says otherwise, whether it needs
 * consent). The letter of the law is in lib/cohort/purpose.c. */
#define MC_PURPOSES(X) \
	X(COURSE, "course", 365, false) \
	X(CERTIFICATE, "certificate", 3650, false) \
	X(CERTIFICATE_NAME, "certificate-name", 3650, true) \
	X(NOTES, "notes", 365, false) \
	X(FOLLOW_UP, "follow-up", 365, true) \
	X(PORTFOLIO, "portfolio", 730, true) \
	X(BACKGROUND, "background", 1825, true)

enum mc_purpose {
#define X(constant, name, days, needs_consent) MC_PURPOSE_##constant,
	MC_PURPOSES(X)
#undef X
		MC_PURPOSE_COUNT
};

/** The longest time that may be asked for, in days: a hundred years. */
#define MC_PURPOSE_MAX_DAYS 36525u

/** Their names, in order. */
extern const char *const mc_purpose_names[MC_PURPOSE_COUNT];

/** What school.json says when it says nothing. */
extern const uint32_t mc_purpose_days[MC_PURPOSE_COUNT];

/** True when a learner must have agreed. */
bool mc_purpose_needs_consent(enum mc_purpose purpose);

/** What a purpose is, and its legal basis, for people; translated. */
const char *mc_purpose_about(enum mc_purpose purpose);
const char *mc_purpose_basis(enum mc_purpose purpose);

/** Finds a purpose by its name. Errors: MC_E_USAGE, with the names as a hint. */
struct mc_err *mc_purpose_find(enum mc_purpose *purpose, const char *name) MC_MUST_USE;

/** The purpose of a fact of the profile. */
enum mc_purpose mc_purpose_of_profile(enum mc_profile_fact fact);

/** True for the facts of an enrolment that are kept for the background of learners: what funders ask. */
bool mc_purpose_is_background(const char *column);

#endif
