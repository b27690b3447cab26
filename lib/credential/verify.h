/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_VERIFY_H
#define MC_CREDENTIAL_VERIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "credential/badge.h"
#include "credential/issuer.h"

/*
 * Whether a certificate is genuine, as a list of named checks with words for people.  A certificate that is
 * not is no error: it is the answer.
 */

/**
 * X(constant, name in documents).  Order of the list, and of what is told first.
 * document: well-formed, known contexts and terms, members that Open Badges wants · signature: every proof
 * that this program knows holds, and there is one · key: the key belongs to the issuer that is named ·
 * dates: valid now, signed with a key of that time · status: not revoked, not suspended · issuer: in the list
 * of trusted issuers · paper: what is printed says what the credential says (strict) · qr: the QR text
 * belongs to this credential
 */
#define MC_CHECKS(X) \
	X(MC_CHECK_DOCUMENT, "document") \
	X(MC_CHECK_SIGNATURE, "signature") \
	X(MC_CHECK_KEY, "key") \
	X(MC_CHECK_DATES, "dates") \
	X(MC_CHECK_STATUS, "status") \
	X(MC_CHECK_ISSUER, "issuer") \
	X(MC_CHECK_PAPER, "paper") \
	X(MC_CHECK_QR, "qr")

enum mc_check_name {
#define X(constant, name) constant,
	MC_CHECKS(X)
#undef X
		MC_CHECK_COUNT
};

/** X(constant, name in documents) */
#define MC_CHECK_STATES(X) \
	X(MC_CHECK_NOT_DONE, "not-done") /* not asked for, or another check failed before it */ \
	X(MC_CHECK_PASS, "pass") \
	X(MC_CHECK_FAIL, "fail") \
	X(MC_CHECK_UNKNOWN, "unknown") /* could not be told: no status list at hand, issuer not in the list \
					*/

enum mc_check_state {
#define X(constant, name) constant,
	MC_CHECK_STATES(X)
#undef X
};

struct mc_check {
	enum mc_check_state state;
	const char
		*code; /* machine-readable reason: "revoked", "expired", "changed" …; NULL when it passed */
	const char *text; /* for people, translated; NULL: nothing to add */
};

/** What is verified, and by what. All borrowed. */
struct mc_verify_wanted {
	const char *bytes; /* the credential: JSON, or a compact JWS */
	size_t len;
	const struct mc_issuers *issuers; /* trusted; NULL: nobody */
	const char *const *status_lists;  /* documents (signed status lists) as texts */
	size_t status_list_count;
	bool needs_status; /* a status that cannot be told is a failure */
	int64_t now_s;	   /* Unix time */
	const char *qr;	   /* text of a QR code that must belong to it; NULL: none */
};

/** The answer. Texts live in the arena. */
struct mc_verified {
	struct mc_arena arena;
	struct mc_check checks[MC_CHECK_COUNT];
	bool is_valid;	 /* no check failed */
	bool is_trusted; /* … and the issuer is in the list */
	bool has_badge;
	struct mc_badge badge;	 /* what it says, once the document was readable */
	const char *issuer_name; /* from the list of issuers, not from the credential; NULL: not known */
	const char *reason;	 /* code of the first check that failed or is unknown; NULL: all well */
};

#define MC_VERIFIED_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_verified_release(struct mc_verified *verified);

/** Names of checks and of states in documents. */
extern const char *const mc_check_names[MC_CHECK_COUNT];
extern const char *const mc_check_states[];

/** Verifies. Nothing is fetched. Errors: MC_E_TOOL (a library that is needed for a JWT is missing). */
struct mc_err *mc_verify(struct mc_verified *verified, const struct mc_verify_wanted *wanted) MC_MUST_USE;

#endif
