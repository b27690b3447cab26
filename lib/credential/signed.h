/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_SIGNED_H
#define MC_CREDENTIAL_SIGNED_H

/* Only for lib/credential/verify*.c and signed*.c: a document that somebody signed, be it a certificate or a
 * status list, while it is verified. */

#include "base/arena.h"
#include "credential/verify.h"
#include "ext/json.h"

/** Why something is refused. */
struct mc_fault {
	enum mc_check_name check;
	enum mc_verify_code code; /* MC_VERIFY_FINE: it is not */
	const char *text;	  /* translated, in the arena */
};

struct mc_signed {
	struct mc_arena *arena;
	const struct mc_issuers *issuers;
	int64_t now_s;
	struct mc_hash_many *hashes; /* see struct mc_verify_wanted */
	struct mc_json *json;
	const struct mc_json_node *root;
	const char *issuer_id;		/* once opened */
	const struct mc_issuer *issuer; /* NULL: not in the list */
	bool has_signature;		/* the signature is good */
	const char *created, *method;	/* of the first signature */
	const char *unknown;		/* see struct mc_verified */
	struct mc_fault fault;		/* the first that was found */
};

/** Frees the document; texts stay in the arena. */
void mc_signed_release(struct mc_signed *document);

/** Notes a fault unless there is one already; detail (NULL: none) stands behind the words. Returns false. */
bool mc_signed_refuse(struct mc_signed *document, enum mc_check_name check, enum mc_verify_code code,
		      const char *detail);

/** The same about a value of the document, whose JSON pointer is the detail. */
bool mc_signed_refuse_at(struct mc_signed *document, enum mc_check_name check, enum mc_verify_code code,
			 const struct mc_json_node *node);

/** Parses len bytes and checks what all signed documents have in common: contexts, id, issuer, nothing hidden
 * inside. False after a fault of the check "document". */
bool mc_signed_open(struct mc_signed *document, const char *bytes, size_t len, size_t limit_bytes);

/** Checks the proofs. False after a fault; has_signature tells whether at least the signature is good. */
bool mc_signed_check_proofs(struct mc_signed *document);

/** True when node is an object with this type, alone or among others. */
bool mc_signed_has_type(const struct mc_json_node *node, const char *type);

/** True when text is an absolute IRI, as far as certificates need to know. */
bool mc_signed_is_iri(const char *text);

/** The key of the issuer with the id method that signs documents, or a JWT: its multibase; NULL after a
 * fault. is_p256: which half of the key is wanted. listed: set to its entry, NULL: in no list. */
const char *mc_signed_find_key(struct mc_signed *document, const struct mc_issuer_public **listed,
			       const char *method, bool is_p256);

/** Checks whether a key (NULL: in no list) was good when it signed, at a moment or NULL. False after a
 * fault. */
bool mc_signed_check_key_time(struct mc_signed *document, const struct mc_issuer_public *listed,
			      const char *signed_at);

/** Opens a compact JWS as mc_signed_open() does JSON. The document is the payload without the claims that
 * repeat what it says. False after a fault. */
bool mc_signed_open_jwt(struct mc_signed *document, const char *bytes, size_t len);

/** Checks the signature of such a document as mc_signed_check_proofs() does. Errors: MC_E_TOOL. */
struct mc_err *mc_signed_check_jwt(struct mc_signed *document, const char *bytes, size_t len) MC_MUST_USE;

/** Checks what Open Badges and Verifiable Credentials want of a certificate. False after a fault. */
bool mc_verify_members(struct mc_signed *document);

/** Checks "validFrom" and "validUntil". False after a fault of the check. */
bool mc_signed_check_dates(struct mc_signed *document);

/** Code and words; words are not translated. */
const char *mc_verify_code_name(enum mc_verify_code code);
const char *mc_verify_code_words(enum mc_verify_code code);

/* The checks that come behind the signature; each writes its answer. */
void mc_verify_status(struct mc_verified *verified, const struct mc_signed *document,
		      const struct mc_verify_wanted *wanted);
void mc_verify_qr_status(struct mc_verified *verified, const struct mc_verify_wanted *wanted,
			 const struct mc_issuer *signer);
void mc_verify_person(struct mc_verified *verified, const struct mc_verify_wanted *wanted);
void mc_verify_qr(struct mc_verified *verified, const struct mc_verify_wanted *wanted, bool is_jwt);

/** Verifies a QR text when there is nothing else. */
void mc_verify_qr_alone(struct mc_verified *verified, const struct mc_verify_wanted *wanted);

#endif
