/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_DUE_H
#define MC_COHORT_DUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cohort/school.h"

/** Something about a learner that has been kept for as long as its purpose allows. */
struct mc_due_item {
	const char *learner;
	enum mc_purpose purpose;
	const char *ended_on; /* the course of this learner: the day they left or got the certificate, or the
				 last day on which they could have graduated late */
	const char *due_on;
	bool is_last; /* nothing about this learner is kept for another purpose that is not due */
};

/** What is due, by learner. */
struct mc_due {
	struct mc_arena arena;
	struct mc_due_item *items;
	size_t count;
	size_t capacity;
};

#define MC_DUE_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_due_release(struct mc_due *due);

/** Lists what is due on a day; nothing is changed. Errors: MC_E_INPUT (no day), those of records/people.h,
 * MC_E_IO. */
struct mc_err *mc_due_read(struct mc_due *due, struct mc_records *records, const struct mc_school *school,
			   const char *as_of) MC_MUST_USE;

/** Appends the list for people. */
void mc_due_print_text(struct mc_buf *out, const struct mc_due *due, const char *as_of);

/** Appends the document "migracode/privacy-due/v1" and a line feed. */
void mc_due_print_json(struct mc_buf *out, const struct mc_due *due, const char *as_of);

#endif
