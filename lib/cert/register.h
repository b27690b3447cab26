/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_REGISTER_H
#define MC_CERT_REGISTER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "records/records.h"

/*
 * The register of certificates: made from events, without a name.  The signed bytes of each are sealed with
 * the learner's key in the vault and go when the learner is erased; the entry stays, so that a certificate in
 * somebody's hands can still be revoked.
 */

/** X(constant, name in documents and in the table) */
#define MC_CERT_STATES(X) \
	X(MC_CERT_VALID, "valid") \
	X(MC_CERT_SUSPENDED, "suspended") \
	X(MC_CERT_REVOKED, "revoked")

enum mc_cert_state {
#define X(constant, name) constant,
	MC_CERT_STATES(X)
#undef X
		MC_CERT_STATE_COUNT
};

/** Names of the states. */
extern const char *const mc_cert_states[MC_CERT_STATE_COUNT];

/** A certificate of the register. */
struct mc_cert_entry {
	const char *id;	     /* UUID, without urn:uuid: */
	const char *learner; /* id */
	const char *cohort;
	const char *achievement; /* curriculum id and version: "first-steps/1.0.0" */
	const char *lang;
	const char *issued_at;	 /* moment that it was signed with */
	const char *valid_until; /* NULL: for ever */
	const char *rule_set;	 /* that the graduation was decided by */
	int64_t decision;	 /* number of that event */
	const char *method;	 /* verification method of the key */
	int64_t list;		 /* number of the status list, from 1 */
	int64_t index;
	const char *hash; /* SHA-256 of the signed bytes, hexadecimal; mc_cert_register_add() makes it */
	const char *status_url; /* where its list was to be published when it was issued; NULL: nowhere */
	enum mc_cert_state state;
	const char *changed_at; /* of the last change of state; NULL */
	const char *note;	/* id of the sealed reason; NULL */
};

struct mc_cert_entries {
	struct mc_arena arena;
	struct mc_cert_entry *items;
	size_t count;
	size_t capacity;
};

#define MC_CERT_ENTRIES_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_cert_entries_release(struct mc_cert_entries *entries);

/** Reads those of a cohort and of a learner (NULL: of all), by day of issue and id. Errors: MC_E_IO. */
struct mc_err *mc_cert_register_read(struct mc_cert_entries *entries, struct mc_records *records,
				     const char *cohort, const char *learner) MC_MUST_USE;

/** Reads the one that an id, or the first 8 or more characters of one, names. Errors: MC_E_INPUT (none, or
 * several), MC_E_IO. */
struct mc_err *mc_cert_register_find(struct mc_cert_entries *entries, struct mc_records *records,
				     const char *id) MC_MUST_USE;

/** Records a certificate and seals its bytes; sets the day of the certificate in the enrolment when there is
 * none. Inside mc_records_write(), after mc_people_unlock(). Of the entry hash, state, changed_at and note
 * are not looked at. Errors: MC_E_INPUT (the index is taken; the learner was erased), MC_E_NOTHING (it is in
 * the register), MC_E_IO. */
struct mc_err *mc_cert_register_add(struct mc_records *records, const struct mc_cert_entry *entry,
				    const char *signed_bytes, size_t len) MC_MUST_USE;

/** Appends the bytes as they were signed. Errors: MC_E_INPUT (the learner was erased, or the bytes do not
 * have the hash of the register), those of records/people.h. */
struct mc_err *mc_cert_register_bytes(struct mc_buf *bytes, struct mc_records *records,
				      const struct mc_cert_entry *entry) MC_MUST_USE;

/**
 * Chooses a free index of a status list for a new certificate: from wanted, which is by chance or derived,
 * the next free one.
 *
 * list, index  set; a list that is half full gives way to the next, and so does one of another issuer or with
 * another address, because what was issued with it names it for ever
 * issuer       DID of the school
 * status_url   of the settings; NULL: nothing is published
 *
 * Inside or outside of a transaction. Errors: MC_E_IO.
 */
struct mc_err *mc_cert_register_place(int64_t *list, int64_t *index, struct mc_records *records,
				      const char *issuer, const char *status_url, uint64_t wanted)
	MC_MUST_USE;

/** What is to become of certificates. All borrowed. */
struct mc_cert_change {
	const struct mc_cert_entry *items;
	size_t count;
	enum mc_cert_state state;
	const char *reason; /* sealed under each learner who was not erased; NULL: none */
	const char *at;	    /* moment */
};

/** Records that the state of certificates changed, of all or of none; changed: how many were not so before.
 * Revoked ones stay revoked. Errors: MC_E_INPUT (one is revoked), MC_E_NOTHING (all are so already), MC_E_IO.
 */
struct mc_err *mc_cert_register_change(size_t *changed, struct mc_records *records,
				       const struct mc_cert_change *change) MC_MUST_USE;

/** A status list that certificates were issued with. */
struct mc_cert_list {
	int64_t number;
	const char *issuer;	/* DID */
	const char *status_url; /* NULL: not published */
	int64_t used;		/* certificates in it */
};

/** All status lists by number. */
struct mc_cert_lists {
	struct mc_arena arena;
	struct mc_cert_list *items;
	size_t count;
	size_t capacity;
};

#define MC_CERT_LISTS_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_cert_lists_release(struct mc_cert_lists *lists);

/** Reads them. Errors: MC_E_IO. */
struct mc_err *mc_cert_lists_read(struct mc_cert_lists *lists, struct mc_records *records) MC_MUST_USE;

/** The DID that a verification method belongs to: what stands before '#'; lives in the arena. */
const char *mc_cert_method_issuer(struct mc_arena *arena, const char *method);

#endif
