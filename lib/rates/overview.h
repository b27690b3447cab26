/* SPDX-License-Identifier: MIT */
#ifndef MC_RATES_OVERVIEW_H
#define MC_RATES_OVERVIEW_H

#include "cohort/cohort.h"
#include "cohort/school.h"
#include "rates/rates.h"
#include "sheet/sheet.h"

/*
 * How cohorts stand on a day, for those who run them: raw counts, not for giving away.
 */

/** A reason for which learners left, and how many. */
struct mc_overview_exit {
	const char *reason; /* a word of the records: "found-job" */
	int64_t count;
};

/** One cohort. */
struct mc_overview {
	struct mc_arena arena;
	struct mc_cohorts cohorts; /* one */
	const char *as_of;
	struct mc_rates rates;
	struct mc_overview_exit *exits; /* by reason */
	size_t exit_count;
	size_t exit_capacity;
	int64_t moved_in;	  /* who started elsewhere, where they are counted */
	int64_t held;		  /* sessions up to as_of */
	int64_t planned;	  /* sessions to come */
	int64_t cancelled;	  /* sessions */
	int64_t unmarked;	  /* sessions held without a mark of anybody */
	const char *next_session; /* id; NULL: none */
	const char *next_on;
	const char *first_unmarked; /* id; NULL: none */
};

#define MC_OVERVIEW_INIT \
	{ \
		.arena = MC_ARENA_INIT, .cohorts = MC_COHORTS_INIT \
	}

/** Frees all. */
void mc_overview_release(struct mc_overview *overview);

/** Reads one cohort. Errors: MC_E_INPUT (no such cohort), MC_E_IO. */
struct mc_err *mc_overview_read(struct mc_overview *overview, struct mc_records *records, const char *cohort,
				const char *as_of, enum mc_exclusions exclusions) MC_MUST_USE;

/** Appends it for people, with what to do next, and as the document "migracode/cohort/v1". */
void mc_overview_print_text(struct mc_buf *out, const struct mc_overview *overview);
void mc_overview_print_json(struct mc_buf *out, const struct mc_overview *overview);

/** Reads the figures of all cohorts, in their order; release with free(). Errors: MC_E_IO. */
struct mc_err *mc_overview_list(struct mc_rates **rates, struct mc_records *records,
				const struct mc_cohorts *cohorts, const char *as_of,
				enum mc_exclusions exclusions) MC_MUST_USE;

/** Append cohorts with their figures, for people, and as the document "migracode/cohorts/v1". */
void mc_overview_list_text(struct mc_buf *out, const struct mc_cohorts *cohorts, const struct mc_rates *rates,
			   const char *as_of);
void mc_overview_list_json(struct mc_buf *out, const struct mc_cohorts *cohorts, const struct mc_rates *rates,
			   const char *as_of);

#endif
