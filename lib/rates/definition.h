/* SPDX-License-Identifier: MIT */
#ifndef MC_RATES_DEFINITION_H
#define MC_RATES_DEFINITION_H

#include <stdbool.h>
#include <stdint.h>

#include "cohort/cohort.h"
#include "cohort/school.h"

/*
 * The definition of every rate: migracode-2026.1.  Whole numbers and days of the calendar only; days are ISO
 * text, which sorts as the days do.  A change of anything here is a new definition with a new name.
 *
 * Sources: CIRR standards (enrolled, graduate, outcome codes, 180 days), IPEDS graduation rates (once in the
 * cohort, always in it; 150 % of the published length), with the census day in place of the last day of a
 * refund; migracode-rates(7).
 */
#define MC_RATES_DEFINITION "migracode-2026.1"

/** Where an enrolment stands on a day. Each has exactly one standing. */
enum mc_standing {
	MC_NOT_STARTED,	   /* no start, or a later one */
	MC_LEFT_BY_CENSUS, /* was never enrolled; reported */
	MC_EXCLUDED,	   /* left for one of few reasons that take a learner out of the base */
	MC_ON_TIME,	   /* graduated within the published length */
	MC_LATE_150,	   /* … within one and a half times of it */
	MC_AFTER_150,
	MC_STILL, /* learns */
	MC_WITHDRAWN,
	MC_STANDING_COUNT
};

/** The facts that a standing follows from; those that are not known are NULL. */
struct mc_case {
	const char *started_on;
	const char *withdrawn_on;
	const char *withdrawn_reason;
	const char *exclusion;
	const char *graduated_on;
	const char *certificate_on;
};

/** Where an enrolment stands on the day as_of, measured against the cohort that it started in. */
enum mc_standing mc_standing_on(const struct mc_case *c, const struct mc_cohort *cohort, const char *as_of,
				enum mc_exclusions exclusions);

/** True when an authority moved the learner away; such a one is counted as withdrawn in the rate, and left
 * out of the second one. */
bool mc_case_is_moved(const struct mc_case *c);

/** The codes of outcomes of graduates, as CIRR has them. */
#define MC_OUTCOME_CODES(X) \
	X(1A, "1A") \
	X(1B, "1B") \
	X(1C, "1C") \
	X(1D, "1D") \
	X(1E, "1E") \
	X(2A, "2A") \
	X(2B, "2B") \
	X(3A, "3A") \
	X(3B, "3B") \
	X(4, "4") \
	X(EXCLUDED, "Excluded")

enum mc_outcome {
#define X(constant, code) MC_OUTCOME_##constant,
	MC_OUTCOME_CODES(X)
#undef X
		MC_OUTCOME_COUNT
};

/** The codes as texts, in order. */
extern const char *const mc_outcome_codes[MC_OUTCOME_COUNT];

/** What the outcome of a graduate follows from. */
struct mc_placement {
	const char *graduated_on;
	const char *intent; /* words of MC_WORDS_INTENT; NULL: did not answer */
	const char *intent_on;
	const char *work_auth;
	const char *outcome; /* the code that is recorded; NULL: none */
	const char *accepted_on;
};

/** Days after graduation within which work counts. */
enum { MC_PLACEMENT_DAYS = 180, MC_PLACEMENT_EARLY_DAYS = 90, MC_INTENT_DAYS = 3 };

/**
 * The outcome of a graduate on a day. Excluded: who answered the survey of intents in time and wants no new
 * work in the field, or may not work. Work without a day, or with one outside of the 180 days or after as_of,
 * is no work: 3A.
 *
 * is_early  set to true when work was accepted within 90 days; may be NULL
 */
enum mc_outcome mc_outcome_on(bool *is_early, const struct mc_placement *p, const struct mc_cohort *cohort,
			      const char *as_of);

/** True when the graduation figures of a cohort cannot change any more: one and a half times its length is
 * over. */
bool mc_rates_is_final(const struct mc_cohort *cohort, const char *as_of);

#endif
