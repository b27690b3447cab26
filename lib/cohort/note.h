/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_NOTE_H
#define MC_COHORT_NOTE_H

#include "cohort/new_id.h"
#include "records/records.h"

/** Longest note, in bytes. */
#define MC_NOTE_MAX_BYTES 4000u

/**
 * Seals free text about a learner and gives the id under which it is kept: all that an event may say of it.
 * No text (NULL or "") has the id "". Inside mc_records_write(). Errors: MC_E_INPUT (the learner was
 * erased), those of records/people.h.
 */
struct mc_err *mc_note_keep(char id[MC_NEW_ID], struct mc_records *records, const char *learner,
			    const char *text) MC_MUST_USE;

/** Checks a note and reads the key of the school, before mc_records_write(). Errors: as above. */
struct mc_err *mc_note_prepare(struct mc_records *records, const char *text) MC_MUST_USE;

#endif
