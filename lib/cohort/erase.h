/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_ERASE_H
#define MC_COHORT_ERASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "cohort/school.h"

/** What is known of a learner who is to be forgotten. */
struct mc_erasure {
	const char *learner;	      /* borrowed */
	const char *basis;	      /* why: "request", "retention" or "consent"; borrowed */
	char erased_on[MC_DATE_TEXT]; /* "": was not before */
	int64_t has_key;	      /* of the learner's own, so that something can be read */
	int64_t parts;		      /* sealed texts: name and contacts, notes */
	int64_t prints;		      /* fingerprints to find the learner by */
	int64_t enrolments;	      /* stay */
	int64_t events;		      /* stay; as the subject of which the learner's id stands in the log */
	unsigned copies;	      /* copies of the records before a migration, which lose the same */
};

/** Sets only erased_on. Inside of a transaction. Errors: MC_E_INPUT (no such learner), MC_E_IO. */
struct mc_err *mc_erasure_find(struct mc_erasure *erasure, struct mc_records *records) MC_MUST_USE;

/** Looks what would go and what would stay; nothing is changed. Errors: MC_E_INPUT (no such learner),
 * MC_E_IO. */
struct mc_err *mc_erasure_look(struct mc_erasure *erasure, struct mc_records *records) MC_MUST_USE;

/**
 * Destroys the key, the sealed texts and the fingerprints of a learner, records the event learner.erased, and
 * leaves no bytes of them in the files. When it is cut off in between, doing it again does the rest. Errors:
 * as above.
 */
struct mc_err *mc_erasure_do(struct mc_erasure *erasure, struct mc_records *records,
			     const struct mc_school *school) MC_MUST_USE;

/** Refuses a learner who was erased, of whom nothing may be kept any more. Inside of a transaction. Errors:
 * MC_E_INPUT, MC_E_IO. */
struct mc_err *mc_erasure_refuse(struct mc_records *records, const char *learner) MC_MUST_USE;

#endif
