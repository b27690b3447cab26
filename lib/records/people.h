/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_PEOPLE_H
#define MC_RECORDS_PEOPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "records/records.h"

/*
 * Names, contacts and free text about people: the only place of the records that has them.  Each learner's
 * are sealed with a key of their own, which is sealed with the key of the school, which lies outside the
 * database.  Nothing here is in the log; destroying a learner's key makes every copy of what was sealed with
 * it unreadable for ever.
 *
 * All functions: MC_E_IO; MC_E_INPUT when the key of the school is another one than that of these records, is
 * missing, or its passphrase is wrong. No message says anything about a person.
 */

/** The part that holds name and contacts, a JSON object: see cohort/profile.h. Other parts are certificates
 * (see below), and notes, named by their ids. */
#define MC_PEOPLE_PROFILE "profile"

/** What the names of parts begin with that hold a signed certificate, behind which stands its id; the second
 * text sorts behind all of them, so that SQL can tell them from notes. */
#define MC_PEOPLE_CERTIFICATE "cert-"
#define MC_PEOPLE_CERTIFICATE_END "cert."

/** Seals text as a part of what is kept about a learner; what was there before is replaced. Inside
 * mc_records_write(). */
struct mc_err *mc_people_put(struct mc_records *records, const char *learner, const char *part,
			     const char *text) MC_MUST_USE;

/** mc_people_put() for a learner of whom it is known that nothing is kept. Errors: also when there is. */
struct mc_err *mc_people_put_first(struct mc_records *records, const char *learner, const char *part,
				   const char *text) MC_MUST_USE;

/** Appends a part; found is false when there is none, or when the learner was erased. */
struct mc_err *mc_people_get(struct mc_buf *text, bool *found, struct mc_records *records,
			     const char *learner, const char *part) MC_MUST_USE;

/** Removes one part. Inside mc_records_write(). */
struct mc_err *mc_people_remove(struct mc_records *records, const char *learner, const char *part)
	MC_MUST_USE;

/** Makes a learner findable by a value, such as an e-mail address; case does not matter. Inside
 * mc_records_write(). */
struct mc_err *mc_people_add_print(struct mc_records *records, const char *learner, const char *field,
				   const char *value) MC_MUST_USE;

/** Makes a learner no longer findable by this value. Inside mc_records_write(). */
struct mc_err *mc_people_remove_print(struct mc_records *records, const char *learner, const char *field,
				      const char *value) MC_MUST_USE;

/** Makes a learner no longer findable by any value of field; reads the fingerprints of all. Inside
 * mc_records_write(). */
struct mc_err *mc_people_remove_prints(struct mc_records *records, const char *learner, const char *field)
	MC_MUST_USE;

/** Appends the id of the learner who has this value, the first one by id; count says how many have it. */
struct mc_err *mc_people_find(struct mc_buf *learner, size_t *count, struct mc_records *records,
			      const char *field, const char *value) MC_MUST_USE;

/**
 * Destroys everything that is kept about a learner. Inside mc_records_write(); after it has succeeded,
 * mc_people_scrub() must follow.
 */
struct mc_err *mc_people_erase(struct mc_records *records, const char *learner) MC_MUST_USE;

/** Leaves nothing of erased people in the files of the database; outside of transactions. */
struct mc_err *mc_people_scrub(struct mc_records *records) MC_MUST_USE;

/** Reads the key of the school now, so that asking for a passphrase does not happen inside of a transaction.
 */
struct mc_err *mc_people_unlock(struct mc_records *records) MC_MUST_USE;

#endif
