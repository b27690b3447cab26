/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_COHORT_H
#define MC_COHORT_COHORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "records/records.h"

/** The census day of a free school, which has no refund: reference point of who was enrolled. */
#define MC_COHORT_CENSUS_DAY 14u

/** The longest course, in days. */
#define MC_COHORT_MAX_DAYS 3660u

/** A cohort. Days are ISO text; texts that are not known are NULL. */
struct mc_cohort {
	const char *id;
	const char *title;
	const char *kind; /* "course", "pilot" … */
	const char *start_on;
	uint32_t length_days; /* published length, in days of the calendar */
	uint32_t census_day;  /* who leaves up to this day after the start was never enrolled */
	const char *census_on, *on_time_by, *late_by,
		*final_on;	/* what follows from these: see definition migracode-2026.1 */
	const char *curriculum; /* folder */
	const char *closed_on;
};

/** Cohorts. */
struct mc_cohorts {
	struct mc_arena arena;
	struct mc_cohort *items;
	size_t count;
	size_t capacity;
};

#define MC_COHORTS_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_cohorts_release(struct mc_cohorts *cohorts);

/** Reads the cohort called id, or all in the order of their start when id is NULL. Errors: MC_E_INPUT (there
 * is none of this id; the hint names the nearest), MC_E_IO. */
struct mc_err *mc_cohorts_read(struct mc_cohorts *cohorts, struct mc_records *records, const char *id)
	MC_MUST_USE;

/** Checks and records a new cohort; only id, title, kind, start_on, length_days, census_day and curriculum
 * are looked at. Errors: MC_E_INPUT (bad id or day, there is one of this id already with other values),
 * MC_E_NOTHING (it is there already as it is wanted), MC_E_IO. */
struct mc_err *mc_cohort_create(struct mc_records *records, const struct mc_cohort *cohort) MC_MUST_USE;

/** Records that a cohort ended on a day. Errors: MC_E_INPUT, MC_E_IO. */
struct mc_err *mc_cohort_close(struct mc_records *records, const char *id, const char *on) MC_MUST_USE;

/** What a command says that was given no cohort (id is NULL): MC_E_USAGE, with the hint how to find one. */
struct mc_err *mc_cohort_need(const char *id) MC_MUST_USE;

/** True when text may be an id of a cohort, a learner, a session: letters of ASCII, digits, '.', '_' and '-',
 * at most 64, starting with a letter or digit. */
bool mc_cohort_is_id(const char *text);

#endif
