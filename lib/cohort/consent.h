/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_CONSENT_H
#define MC_COHORT_CONSENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "cohort/enrolment.h"
#include "cohort/purpose.h"

/*
 * What learners agreed to, and what becomes of a field when they take it back.
 */

/** Longest version of a text and longest name of who took the consent, in bytes. */
#define MC_CONSENT_MAX_TEXT 100u

/** A consent; texts that are not known are NULL. */
struct mc_consent {
	const char *learner;
	const char *purpose;
	const char *version; /* of the text that the learner read */
	const char *lang;    /* that they read it in */
	const char *given_on;
	const char *withdrawn_on;
	const char *taken_by; /* who asked: a role or a name of staff */
};

/** Consents. */
struct mc_consents {
	struct mc_arena arena;
	struct mc_consent *items;
	size_t count;
	size_t capacity;
};

#define MC_CONSENTS_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_consents_release(struct mc_consents *consents);

/** Reads those of a learner by purpose, or, for NULL, all that were withdrawn. Inside or outside of a
 * transaction. Errors: MC_E_IO. */
struct mc_err *mc_consents_read(struct mc_consents *consents, struct mc_records *records, const char *learner)
	MC_MUST_USE;

/** True when a learner, whose consents these are, agrees to a purpose now. */
bool mc_consents_has(const struct mc_consents *consents, enum mc_purpose purpose);

/** Records that a learner agreed; of a withdrawn consent, that they agree again. Errors: MC_E_INPUT (no such
 * learner, erased, bad day, unknown purpose, or one that needs no consent), MC_E_NOTHING (stands there
 * already), MC_E_IO. */
struct mc_err *mc_consent_give(struct mc_records *records, const struct mc_consent *consent) MC_MUST_USE;

/**
 * Records that a learner no longer agrees, and empties every field of that purpose; what the log has of them
 * from before stays. Only learner, purpose, withdrawn_on and taken_by are looked at. Errors: as above, and
 * those of records/people.h.
 */
struct mc_err *mc_consent_withdraw(struct mc_records *records, const struct mc_consent *consent) MC_MUST_USE;

/** Records that the time to keep what is kept for a purpose is over, and empties it: notes, too. Errors: as
 * above. */
struct mc_err *mc_consent_end(struct mc_records *records, const char *learner, enum mc_purpose purpose)
	MC_MUST_USE;

/** Takes out of facts those whose purpose the learner does not agree to any more. profile may be NULL. */
void mc_consents_filter(const struct mc_consents *withdrawn, struct mc_enrolment *enrolment,
			struct mc_profile *profile);

/** Appends the consents of a learner for people, or as the document "migracode/consents/v1". */
void mc_consents_print_text(struct mc_buf *out, const struct mc_consents *consents);
void mc_consents_print_json(struct mc_buf *out, const char *learner, const struct mc_consents *consents);

#endif
