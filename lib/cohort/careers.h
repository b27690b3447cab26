/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_CAREERS_H
#define MC_COHORT_CAREERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "records/records.h"

/** Days after a career day within which interviews and offers count for it. */
enum { MC_CAREERS_DAYS = 180 };

/** What one career day led to; people are counted once each. */
struct mc_career_day {
	const char *activity;
	const char *title;	    /* NULL: none */
	char held_on[MC_DATE_TEXT]; /* of the activity, or of the first contact that names it */
	char until[MC_DATE_TEXT];   /* last day that counts */
	int64_t met;
	int64_t interviews; /* interview or offer: whoever has an offer was spoken to */
	int64_t offers;
};

/** Career days in the order of their ids. */
struct mc_careers {
	struct mc_arena arena;
	struct mc_career_day *items;
	size_t count;
	size_t capacity;
};

#define MC_CAREERS_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all. */
void mc_careers_release(struct mc_careers *careers);

/** Counts from the contacts of a cohort, or of all (NULL). Errors: MC_E_IO. */
struct mc_err *mc_careers_read(struct mc_careers *careers, struct mc_records *records, const char *cohort)
	MC_MUST_USE;

#endif
