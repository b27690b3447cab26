/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_SIGN_H
#define MC_CREDENTIAL_SIGN_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "credential/issuer.h"
#include "ext/hash_many.h"

/** With which key, in whose name, and when. */
struct mc_signer {
	const struct mc_issuer_key *key;
	const char *method;	     /* verification method, see mc_issuer_public.id */
	const char *created;	     /* moment, RFC 3339 in UTC with seconds */
	struct mc_hash_many *hashes; /* computes, when many are signed; NULL: libsodium */
};

/**
 * Appends the credential (or status list) with its two proofs, RDFC first, as it will be stored: indented
 * by two spaces, with a line feed at its end. The same input gives the same bytes.
 *
 * Errors: MC_E_INPUT (no JSON object, has a proof already, breaks a rule of credential/lint.h), those of
 * mc_integrity_hash().
 */
struct mc_err *mc_credential_sign(struct mc_buf *out, struct mc_str unsigned_json,
				  const struct mc_signer *signer) MC_MUST_USE;

/**
 * Appends the credential as a JWT signed with ES256: a compact JWS whose payload is the credential without
 * proofs, and the claims iss, jti, nbf, iat, and where the credential has what they say, exp and sub. The
 * head has the key (jwk), and for did:web its name (kid): the method and MC_ISSUERS_P256_ENDING.
 *
 * Every signature differs: see ext/ec.h.
 *
 * Errors: MC_E_INPUT, MC_E_TOOL. Source: Open Badges 3.0, JSON Web Token Proof Format.
 */
struct mc_err *mc_credential_sign_jwt(struct mc_buf *out, struct mc_str json, const struct mc_signer *signer)
	MC_MUST_USE;

#endif
