/* SPDX-License-Identifier: MIT */
#ifndef MC_LINKED_INTEGRITY_H
#define MC_LINKED_INTEGRITY_H

#include "base/err.h"
#include "ext/hash_many.h"
#include "ext/json.h"

/** X(constant, name of the cryptosuite) */
#define MC_INTEGRITY_SUITES(X) \
	X(MC_INTEGRITY_RDFC, "eddsa-rdfc-2022") \
	X(MC_INTEGRITY_JCS, "eddsa-jcs-2022")

/** About so many hashes of mc_hash_many_new() one document with both proofs takes. */
#define MC_INTEGRITY_HASHES 100u

enum mc_integrity_suite {
#define X(constant, name) constant,
	MC_INTEGRITY_SUITES(X)
#undef X
};

/** Bytes that a proof signs: the hash of its options, then that of the document. */
#define MC_INTEGRITY_BYTES 64u

/** Name of a suite; static. */
const char *mc_integrity_name(enum mc_integrity_suite suite);

/**
 * Computes what a proof of a document signs.
 *
 * document  an object; its member "proof" is left out
 * proof     one proof, an object; its member "proofValue" is left out.  With JCS its own "@context", if it
 * has one, counts and must be that of the document; with RDFC that of the document counts
 * hashes    computes; NULL: libsodium.  With many documents it saves a third of the time
 *
 * Errors: those of mc_jcs_add() and mc_rdfc_add(); MC_E_INPUT (contexts of proof and document differ).
 * Source: W3C Data Integrity EdDSA Cryptosuites 1.0, sections 3.2 and 3.3.
 */
struct mc_err *mc_integrity_hash(unsigned char hash[MC_INTEGRITY_BYTES], enum mc_integrity_suite suite,
				 const struct mc_json_node *document, const struct mc_json_node *proof,
				 struct mc_hash_many *hashes) MC_MUST_USE;

#endif
