/* SPDX-License-Identifier: MIT */
#ifndef MC_RATES_RATES_H
#define MC_RATES_RATES_H

#include <stdbool.h>
#include <stdint.h>

#include "cohort/cohort.h"
#include "cohort/school.h"
#include "rates/definition.h"

/** Genders that figures are told by; those who did not say are counted too. */
enum mc_rates_gender { MC_GENDER_F, MC_GENDER_M, MC_GENDER_N, MC_GENDER_UNKNOWN, MC_GENDER_COUNT };

/** How many enrolments have which standing. */
struct mc_standings {
	int64_t counts[MC_STANDING_COUNT];
};

/** What became of graduates. */
struct mc_outcomes {
	int64_t codes[MC_OUTCOME_COUNT];
	int64_t in_field_early; /* of 1A to 1E, within 90 days */
};

/** The figures of some cohorts on a day, by gender. */
struct mc_rates {
	struct mc_standings standings[MC_GENDER_COUNT];
	struct mc_standings
		without_moves[MC_GENDER_COUNT]; /* who was moved by an authority counts as excluded */
	struct mc_outcomes outcomes[MC_GENDER_COUNT];
	bool is_final; /* graduation */
	bool is_outcome_final;
};

/** What is counted. */
struct mc_rates_scope {
	const struct mc_cohorts *cohorts; /* one, or all of the school */
	const char *as_of;		  /* a day */
	enum mc_exclusions exclusions;
	bool by_cohort; /* rates is an array with one for each cohort, in their order */
};

/**
 * Counts the figures in one pass over the enrolments, in memory that does not grow with them.
 * Errors: MC_E_IO.
 */
struct mc_err *mc_rates_count(struct mc_rates *rates, struct mc_records *records,
			      const struct mc_rates_scope *scope) MC_MUST_USE;

/** Adds up. */
void mc_rates_add(struct mc_rates *sum, const struct mc_rates *rates);

/** The figures of all genders together. */
struct mc_standings mc_standings_sum(const struct mc_standings by_gender[MC_GENDER_COUNT]);
struct mc_outcomes mc_outcomes_sum(const struct mc_outcomes by_gender[MC_GENDER_COUNT]);

/** Derived counts, by the definition. */
int64_t mc_standings_started(const struct mc_standings *s);
int64_t mc_standings_enrolled(const struct mc_standings *s);
int64_t mc_standings_graduated(const struct mc_standings *s);
int64_t mc_outcomes_counted(const struct mc_outcomes *o);   /* graduates without those excluded */
int64_t mc_outcomes_in_field(const struct mc_outcomes *o);  /* 1A to 1E */
int64_t mc_outcomes_full_time(const struct mc_outcomes *o); /* 1A to 1C */
int64_t mc_outcomes_known(const struct mc_outcomes *o); /* counted, without those of whom nothing is known */

/** The gender that a text of the records means. */
enum mc_rates_gender mc_rates_gender_of(const char *text);

#endif
