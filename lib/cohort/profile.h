/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_PROFILE_H
#define MC_COHORT_PROFILE_H

#include <stdbool.h>

#include "base/arena.h"
#include "records/records.h"

/*
 * Name and contacts of a learner: all that is kept about who somebody is, sealed, and nowhere else.
 */

/**
 * X(constant, key in JSON and column in tables, whether a learner can be found by it).
 * The display name is the one that others see; the legal name stands on a certificate.
 */
#define MC_PROFILE_FACTS(X) \
	X(DISPLAY_NAME, "display_name", false) \
	X(LEGAL_NAME, "legal_name", false) \
	X(EMAIL, "email", true) \
	X(PHONE, "phone", true) \
	X(LANGUAGE, "language", false) \
	X(LOGIN, "login", true) \
	X(GITHUB, "github", true) \
	X(GITHUB_ID, "github_id", true) \
	X(REPOSITORY, "repository", false) \
	X(EXTERNAL_ID, "external_id", true)

enum mc_profile_fact {
#define X(constant, key, is_found) MC_PROFILE_##constant,
	MC_PROFILE_FACTS(X)
#undef X
		MC_PROFILE_COUNT
};

/** The keys of the facts, in order. */
extern const char *const mc_profile_keys[MC_PROFILE_COUNT];

/** A profile; what is not known is NULL. */
struct mc_profile {
	const char *facts[MC_PROFILE_COUNT];
};

/** True when nothing is known. */
bool mc_profile_is_empty(const struct mc_profile *profile);

/** Reads the profile of a learner; all NULL when there is none. Texts live in the arena. Errors: those of
 * people.h. */
struct mc_err *mc_profile_read(struct mc_profile *profile, struct mc_arena *arena, struct mc_records *records,
			       const char *learner) MC_MUST_USE;

/**
 * Keeps what wanted has; facts that it leaves out stay as recorded has them (NULL: nothing is recorded).
 * Inside mc_records_write(). Errors: MC_E_INPUT (the learner was erased), those of people.h.
 */
struct mc_err *mc_profile_write(struct mc_records *records, const char *learner,
				const struct mc_profile *wanted, const struct mc_profile *recorded)
	MC_MUST_USE;

/** mc_profile_write() for somebody who is new to the school: see mc_people_put_first(). */
struct mc_err *mc_profile_write_first(struct mc_records *records, const char *learner,
				      const struct mc_profile *wanted) MC_MUST_USE;

/** True when recorded has everything that wanted has. */
bool mc_profile_is_said(const struct mc_profile *wanted, const struct mc_profile *recorded);

#endif
