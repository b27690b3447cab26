/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_VERIFY_H
#define MC_CREDENTIAL_VERIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "credential/badge.h"
#include "credential/issuer.h"
#include "credential/qr_text.h"
#include "ext/hash_many.h"

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
 * belongs to this credential · recipient: it was made for the person who was asked about
 */
#define MC_CHECKS(X) \
	X(MC_CHECK_DOCUMENT, "document") \
	X(MC_CHECK_SIGNATURE, "signature") \
	X(MC_CHECK_KEY, "key") \
	X(MC_CHECK_DATES, "dates") \
	X(MC_CHECK_STATUS, "status") \
	X(MC_CHECK_ISSUER, "issuer") \
	X(MC_CHECK_PAPER, "paper") \
	X(MC_CHECK_QR, "qr") \
	X(MC_CHECK_RECIPIENT, "recipient")

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

/**
 * X(constant, code in documents, words for people).  Codes are stable: programs and the verification page
 * decide by them.  migracode-certificates(5) lists them.
 */
#define MC_VERIFY_CODES(X) \
	X(MC_VERIFY_FINE, "", "") \
	X(MC_VERIFY_NO_CREDENTIAL, "not-a-certificate", N_("this is no certificate of Open Badges 3.0")) \
	X(MC_VERIFY_NO_CARRIER, "no-certificate", N_("no certificate can be read from the file")) \
	X(MC_VERIFY_TOO_LARGE, "too-large", N_("it is larger than any certificate")) \
	X(MC_VERIFY_BAD_JSON, "damaged", N_("the file is damaged")) \
	X(MC_VERIFY_CONTEXT, "unknown-context", \
	  N_("its words are defined by lists that this program does not know")) \
	X(MC_VERIFY_MEMBER, "wrong-member", N_("a part that it needs is missing or wrong")) \
	X(MC_VERIFY_TERM, "unknown-term", \
	  N_("it has words that nobody has defined, so nobody can sign them")) \
	X(MC_VERIFY_NESTED, "nested-issuer", N_("it hides a second issuer or a second signature inside")) \
	X(MC_VERIFY_AMBIGUOUS, "ambiguous", N_("two of its parts have one id and say different things")) \
	X(MC_VERIFY_COMPLEX, "too-complex", \
	  N_("its parts are connected in more ways than those of any certificate")) \
	X(MC_VERIFY_LAYOUT, "layout-changed", \
	  N_("what it says was not changed, but a blank or a line end of the file was")) \
	X(MC_VERIFY_NO_PROOF, "unsigned", N_("nobody has signed it")) \
	X(MC_VERIFY_SUITE, "unknown-signature", N_("it is signed in a way that this program does not know")) \
	X(MC_VERIFY_BROKEN, "broken-signature", N_("its signature is damaged")) \
	X(MC_VERIFY_TWICE, "repeated-signature", N_("it has the same signature twice")) \
	X(MC_VERIFY_PURPOSE, "wrong-purpose", N_("its signature was made for another purpose")) \
	X(MC_VERIFY_CHANGED, "changed", \
	  N_("it was changed after it was signed, or it was signed with another key")) \
	X(MC_VERIFY_ALGORITHM, "wrong-algorithm", \
	  N_("its signature uses an algorithm that is not accepted")) \
	X(MC_VERIFY_CLAIMS, "contradiction", \
	  N_("what surrounds it says something else than the certificate")) \
	X(MC_VERIFY_KEY_OTHER, "key-of-another", \
	  N_("it was signed with a key that does not belong to its issuer")) \
	X(MC_VERIFY_KEY_UNKNOWN, "key-unknown", \
	  N_("the key of its issuer is not in any list that was given, so its signature cannot be checked")) \
	X(MC_VERIFY_KEY_LOST, "key-lost", \
	  N_("its issuer has lost the key that signed it: nothing that this key signed counts")) \
	X(MC_VERIFY_NOT_YET, "not-yet-valid", \
	  N_("it is not valid yet; is the clock of this computer right?")) \
	X(MC_VERIFY_EXPIRED, "expired", N_("its validity has ended")) \
	X(MC_VERIFY_FUTURE, "signed-in-future", \
	  N_("its signature has a date in the future; is the clock of this computer right?")) \
	X(MC_VERIFY_PROOF_EXPIRED, "signature-expired", \
	  N_("its signature was only valid until a day that is over")) \
	X(MC_VERIFY_KEY_EARLY, "key-too-new", N_("it says that it was signed before its key was in use")) \
	X(MC_VERIFY_KEY_LATE, "key-retired", N_("it was signed after its key was taken out of use")) \
	X(MC_VERIFY_NO_TIME, "no-signing-date", \
	  N_("it does not say when it was signed, which its key makes necessary")) \
	X(MC_VERIFY_REVOKED, "revoked", N_("its issuer has taken it back")) \
	X(MC_VERIFY_SUSPENDED, "suspended", N_("its issuer has suspended it for now")) \
	X(MC_VERIFY_NO_STATUS, "no-status", N_("it names no list of certificates that were taken back")) \
	X(MC_VERIFY_STATUS_TYPE, "unknown-status", \
	  N_("it has a status of a kind that this program does not know")) \
	X(MC_VERIFY_NO_LIST, "no-list", \
	  N_("whether it was taken back was not checked: its list is not at hand")) \
	X(MC_VERIFY_LIST_BROKEN, "list-damaged", \
	  N_("the list of certificates that were taken back is damaged")) \
	X(MC_VERIFY_LIST_UNSIGNED, "list-not-signed", \
	  N_("the list of certificates that were taken back is not signed by the issuer")) \
	X(MC_VERIFY_LIST_ISSUER, "list-of-another", \
	  N_("the list of certificates that were taken back is that of another issuer")) \
	X(MC_VERIFY_LIST_OLD, "list-expired", \
	  N_("the list of certificates that were taken back does not count on this day")) \
	X(MC_VERIFY_LIST_PURPOSE, "list-purpose", N_("the list of certificates is one for another purpose")) \
	X(MC_VERIFY_LIST_INDEX, "list-index", \
	  N_("its number is not in the list of certificates that were taken back")) \
	X(MC_VERIFY_ISSUER, "unknown-issuer", N_("its issuer is not in any list that was given")) \
	X(MC_VERIFY_NO_TEXT, "no-text", N_("the printed text cannot be read, so it cannot be compared")) \
	X(MC_VERIFY_PAPER, "paper-differs", N_("what is printed is not what was signed")) \
	X(MC_VERIFY_QR_BROKEN, "qr-damaged", N_("the QR code is not one of a certificate, or is damaged")) \
	X(MC_VERIFY_QR_OTHER, "qr-of-another", N_("the QR code belongs to another certificate")) \
	X(MC_VERIFY_QR_CHANGED, "qr-changed", \
	  N_("the QR code was made for a file that was not quite this one")) \
	X(MC_VERIFY_QR_UNSIGNED, "qr-not-signed", N_("the QR code is not signed with a key of the issuer")) \
	X(MC_VERIFY_PERSON, "other-person", N_("it was not made for the person who was asked about")) \
	X(MC_VERIFY_NOBODY, "no-recipient", \
	  N_("it does not say in a way that can be checked whom it was made for"))

enum mc_verify_code {
#define X(constant, code, words) constant,
	MC_VERIFY_CODES(X)
#undef X
		MC_VERIFY_CODE_COUNT
};

struct mc_check {
	enum mc_check_state state;
	const char
		*code; /* machine-readable reason: "revoked", "expired", "changed" …; NULL: nothing to say */
	const char *text; /* for people, translated; NULL: nothing to add */
};

/** Largest document that is verified; a list of many certificates has a limit of its own. */
#define MC_VERIFY_MAX_BYTES (1024u * 1024)
#define MC_VERIFY_MAX_LIST_BYTES (8u * 1024 * 1024)

/** Clocks of computers differ: what is so little ahead is no lie. */
#define MC_VERIFY_SKEW_S 300

/** What is verified, and by what. All borrowed. */
struct mc_verify_wanted {
	const char *bytes; /* the credential: JSON, or a compact JWS; NULL: only the QR text is at hand */
	size_t len;
	const struct mc_issuers *issuers; /* trusted; NULL: nobody */
	const char *const *status_lists;  /* documents (signed status lists) as texts */
	size_t status_list_count;
	bool needs_status; /* a status that cannot be told is a failure */
	int64_t now_s;	   /* Unix time */
	const char *qr;	   /* text of a QR code that must belong to it; NULL: none */
	const char *email; /* whom it must have been made for; NULL: not asked */
	const char *name;
	struct mc_hash_many *hashes; /* computes, when many are verified; NULL: libsodium */
};

/** The answer. Texts live in the arena. */
struct mc_verified {
	struct mc_arena arena;
	struct mc_check checks[MC_CHECK_COUNT];
	bool is_valid;	 /* no check failed */
	bool is_trusted; /* … and the issuer is in the list */
	bool is_signed;	 /* signature and key are good: what the badge says is what the issuer said */
	bool has_badge;
	struct mc_badge badge; /* what it says, once the document was readable */
	bool has_qr;
	struct mc_qr qr;       /* what the QR text says; signed_part points into the wanted text */
	const char *issuer_id; /* NULL: not known */
	const char *signed_at; /* moment of the first signature; NULL: not told */
	const char *method;    /* id of the key; NULL: not known */
	const char *unknown; /* signatures that were passed over, by the names of their suites; NULL: none */
	const char *listed_at;	 /* moment of the status list that was looked at; NULL: none */
	const char *issuer_name; /* from the list of issuers, not from the credential; NULL: not known */
	const char *reason; /* code of the first check that failed, else that the issuer is not known, else
			       of the first that is unknown; NULL: all well */
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

/** Writes the answer of a check; detail (NULL: none) stands behind the words. For callers who check what is
 * not in the bytes, and then draw the conclusion anew. */
void mc_verify_say(struct mc_verified *verified, enum mc_check_name check, enum mc_check_state state,
		   enum mc_verify_code code, const char *detail);

/** Sets is_valid, is_trusted and reason by the answers of the checks and is_signed. */
void mc_verify_conclude(struct mc_verified *verified);

/** Verifies. Nothing is fetched. Errors: MC_E_TOOL (a library that is needed for a JWT is missing). */
struct mc_err *mc_verify(struct mc_verified *verified, const struct mc_verify_wanted *wanted) MC_MUST_USE;

#endif
