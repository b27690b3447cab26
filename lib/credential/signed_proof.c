/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/base58.h"
#include "base/i18n.h"
#include "base/time.h"
#include "credential/signed.h"
#include "linked/integrity.h"
#include "linked/rdfc.h"

#define DID_KEY "did:key:"

/* More signatures than this has no certificate. */
enum { MAX_PROOFS = 8 };

/* A proof of a kind that this program knows. */
struct proof {
	const struct mc_json_node *node;
	enum mc_integrity_suite suite;
	const char *method, *created;
	unsigned char signature[MC_SIGN_BYTES];
};

/*
 * Kinds of signatures that there are and that this program cannot check.  They may stand beside one that it
 * can.  A name that nobody has ever defined is no such thing: it is what is left of a known one after a
 * change.
 */
static bool is_foreign(const char *type, const char *suite)
{
	static const char *const suites[] = { "ecdsa-rdfc-2019", "ecdsa-jcs-2019", "ecdsa-sd-2023",
					      "bbs-2023",	 "ecdsa-xi-2023",  "mldsa44-rdfc-2024",
					      "mldsa44-jcs-2024" };
	static const char *const types[] = {
		"Ed25519Signature2018", "Ed25519Signature2020", "EcdsaSecp256k1Signature2019",
		"RsaSignature2018",	"JsonWebSignature2020", "MerkleProof2019",
		"MerkleProof2021",	"BbsBlsSignature2020"
	};

	for (size_t i = 0; suite && i < MC_COUNT(suites); i++)
		if (!strcmp(type, "DataIntegrityProof") && !strcmp(suite, suites[i]))
			return true;
	for (size_t i = 0; !suite && i < MC_COUNT(types); i++)
		if (!strcmp(type, types[i]))
			return true;
	return false;
}

static bool find_suite(enum mc_integrity_suite *suite, const char *type, const char *name)
{
	static const enum mc_integrity_suite known[] = { MC_INTEGRITY_RDFC, MC_INTEGRITY_JCS };

	if (!name || strcmp(type, "DataIntegrityProof") != 0)
		return false;
	for (size_t i = 0; i < MC_COUNT(known); i++) {
		if (strcmp(name, mc_integrity_name(known[i])) != 0)
			continue;
		*suite = known[i];
		return true;
	}
	return false;
}

static bool broken(struct mc_signed *document, const struct mc_json_node *node)
{
	return mc_signed_refuse_at(document, MC_CHECK_SIGNATURE, MC_VERIFY_BROKEN, node);
}

/* What a proof may have; a chain of proofs ("previousProof") signs other bytes than we compute. */
static bool check_members(struct mc_signed *document, const struct mc_json_node *node)
{
	static const char *const names[] = { "@context",     "type",	   "cryptosuite",
					     "created",	     "expires",	   "verificationMethod",
					     "proofPurpose", "proofValue", "id",
					     "domain",	     "challenge",  "nonce" };

	for (const struct mc_json_node *member = mc_json_first(node); member; member = mc_json_next(member)) {
		bool is_known = false;

		for (size_t i = 0; i < MC_COUNT(names); i++)
			is_known = is_known || !strcmp(mc_json_key_of(member), names[i]);
		if (!is_known)
			return broken(document, member);
	}
	return true;
}

static bool read_value(struct proof *proof, const char *text)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	if (!text || text[0] != 'z' || !mc_base58_read(&bytes, mc_str(text + 1)) ||
	    bytes.len != sizeof(proof->signature))
		return false;
	memcpy(proof->signature, bytes.ptr, bytes.len);
	return true;
}

/* Moments of the proof itself; that of its key is checked when the key is known. */
static bool check_moments(struct mc_signed *document, const struct proof *proof)
{
	const struct mc_json_node *expires = mc_json_find(proof->node, "expires");
	const char *until = mc_json_as_text(expires);
	int64_t at_ms = 0;

	if (mc_json_find(proof->node, "created") &&
	    (!proof->created || !mc_time_read_ms(&at_ms, proof->created)))
		return broken(document, mc_json_find(proof->node, "created"));
	if (proof->created && at_ms / 1000 > document->now_s + MC_VERIFY_SKEW_S)
		return mc_signed_refuse(document, MC_CHECK_DATES, MC_VERIFY_FUTURE, proof->created);
	if (expires && (!until || !mc_time_read_ms(&at_ms, until)))
		return broken(document, expires);
	if (expires && at_ms / 1000 < document->now_s)
		return mc_signed_refuse(document, MC_CHECK_DATES, MC_VERIFY_PROOF_EXPIRED, until);
	return true;
}

static bool read_proof(struct proof *proof, struct mc_signed *document)
{
	const struct mc_json_node *node = proof->node;
	const char *purpose = mc_json_as_text(mc_json_find(node, "proofPurpose"));

	proof->method = mc_json_as_text(mc_json_find(node, "verificationMethod"));
	proof->created = mc_json_as_text(mc_json_find(node, "created"));
	if (!check_members(document, node))
		return false;
	if (!purpose || strcmp(purpose, "assertionMethod") != 0)
		return mc_signed_refuse(document, MC_CHECK_SIGNATURE, MC_VERIFY_PURPOSE, purpose);
	if (!proof->method || !read_value(proof, mc_json_as_text(mc_json_find(node, "proofValue"))))
		return broken(document, node);
	return true;
}

/* The multibase of a did:key is its key, and the fragment of its only method. */
static const char *key_in_did(struct mc_signed *document, const char *fragment, bool is_p256)
{
	const char *text = document->issuer_id, *multikey = text + strlen(DID_KEY);
	unsigned char bytes[MC_SIGN_PUBLIC_BYTES], point[MC_EC_PUBLIC_BYTES];

	if (strncmp(text, DID_KEY, strlen(DID_KEY)) != 0 ||
	    !(is_p256 ? mc_multikey_read_p256(point, multikey) : mc_multikey_read(bytes, multikey)))
		return NULL;
	if (!strcmp(fragment, multikey))
		return multikey;
	(void)mc_signed_refuse(document, MC_CHECK_KEY, MC_VERIFY_KEY_OTHER, NULL);
	return NULL;
}

const char *mc_signed_find_key(struct mc_signed *document, const struct mc_issuer_public **listed,
			       const char *method, bool is_p256)
{
	const struct mc_issuer *issuer = document->issuer;
	size_t len = strlen(document->issuer_id);
	const char *multikey = NULL;

	*listed = NULL;
	if (strncmp(method, document->issuer_id, len) != 0 || !method[len] || !strchr("#/?", method[len])) {
		(void)mc_signed_refuse(document, MC_CHECK_KEY, MC_VERIFY_KEY_OTHER, NULL);
		return NULL;
	}
	if (issuer && issuer->key_count) {
		*listed = mc_issuer_find_key(issuer, method);
		multikey = *listed && is_p256 ? (*listed)->p256 : *listed ? (*listed)->multikey : NULL;
	} else {
		multikey = key_in_did(document, method + len + 1, is_p256);
	}
	if (!multikey)
		(void)mc_signed_refuse(document, MC_CHECK_KEY, MC_VERIFY_KEY_UNKNOWN, NULL);
	return multikey;
}

bool mc_signed_check_key_time(struct mc_signed *document, const struct mc_issuer_public *listed,
			      const char *signed_at)
{
	int64_t at_ms = 0, from_ms = INT64_MIN, until_ms = INT64_MAX;

	if (!listed)
		return true;
	if (listed->revoked)
		return mc_signed_refuse(document, MC_CHECK_KEY, MC_VERIFY_KEY_LOST, listed->revoked);
	if (!listed->from && !listed->until)
		return true;
	if (!signed_at || !mc_time_read_ms(&at_ms, signed_at))
		return mc_signed_refuse(document, MC_CHECK_DATES, MC_VERIFY_NO_TIME, NULL);
	if (listed->from && (!mc_time_read_ms(&from_ms, listed->from) || at_ms < from_ms))
		return mc_signed_refuse(document, MC_CHECK_DATES, MC_VERIFY_KEY_EARLY, listed->from);
	if (listed->until && (!mc_time_read_ms(&until_ms, listed->until) || at_ms > until_ms))
		return mc_signed_refuse(document, MC_CHECK_DATES, MC_VERIFY_KEY_LATE, listed->until);
	return true;
}

/* Whether the hash can be computed at all is told by whoever does it. */
static bool refuse_hash(struct mc_signed *document, const struct mc_err *err)
{
	return mc_signed_refuse(document, MC_CHECK_DOCUMENT,
				err->code == MC_E_LIMIT ? MC_VERIFY_COMPLEX : MC_VERIFY_TERM, err->msg);
}

/* Only whether all words are known: what a proof of the other kind does not ask. */
static bool check_terms(struct mc_signed *document)
{
	MC_AUTO(mc_buf) statements = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_rdfc_add(&statements, document->root, "proof", NULL);

	return !err || refuse_hash(document, err);
}

static bool check_signature(struct mc_signed *document, const struct proof *proof)
{
	const struct mc_issuer_public *listed = NULL;
	unsigned char hash[MC_INTEGRITY_BYTES], key[MC_SIGN_PUBLIC_BYTES];
	const char *multikey = mc_signed_find_key(document, &listed, proof->method, false);

	if (!multikey)
		return false;
	MC_AUTOPTR(mc_err) err =
		mc_integrity_hash(hash, proof->suite, document->root, proof->node, document->hashes);

	if (err)
		return refuse_hash(document, err);
	if (!mc_multikey_read(key, multikey) || !mc_sign_is_good(proof->signature, key, hash, sizeof(hash)))
		return mc_signed_refuse(document, MC_CHECK_SIGNATURE, MC_VERIFY_CHANGED, NULL);
	return true;
}

static bool check_times(struct mc_signed *document, const struct proof *proof)
{
	const struct mc_issuer_public *listed = NULL;

	return mc_signed_find_key(document, &listed, proof->method, false) &&
	       mc_signed_check_key_time(document, listed, proof->created) && check_moments(document, proof);
}

/* The proofs of a document that this program knows. */
struct proofs {
	struct proof items[MAX_PROOFS];
	size_t count;
	bool has_rdfc;
};

static bool add_proof(struct proofs *proofs, struct mc_signed *document, const struct mc_json_node *node)
{
	const char *type = mc_json_as_text(mc_json_find(node, "type"));
	const char *suite = mc_json_as_text(mc_json_find(node, "cryptosuite"));
	struct proof proof = { .node = node };

	if (!type)
		return broken(document, node);
	if (!find_suite(&proof.suite, type, suite)) {
		if (!is_foreign(type, suite))
			return mc_signed_refuse_at(document, MC_CHECK_SIGNATURE, MC_VERIFY_SUITE, node);
		const char *name = suite ? suite : type;

		document->unknown = document->unknown ? mc_arena_format(document->arena, "%s, %s",
									document->unknown, name)
						      : mc_arena_strdup(document->arena, name);
		return true;
	}
	if (!read_proof(&proof, document))
		return false;
	for (size_t i = 0; i < proofs->count; i++)
		if (!memcmp(proofs->items[i].signature, proof.signature, sizeof(proof.signature)))
			return mc_signed_refuse_at(document, MC_CHECK_SIGNATURE, MC_VERIFY_TWICE, node);
	proofs->has_rdfc = proofs->has_rdfc || proof.suite == MC_INTEGRITY_RDFC;
	proofs->items[proofs->count++] = proof;
	return true;
}

static bool read_proofs(struct proofs *proofs, struct mc_signed *document)
{
	const struct mc_json_node *all = mc_json_find(document->root, "proof");

	if (!all || (mc_json_type(all) == MC_JSON_ARRAY && !mc_json_count(all)))
		return mc_signed_refuse(document, MC_CHECK_SIGNATURE, MC_VERIFY_NO_PROOF, NULL);
	if (mc_json_type(all) == MC_JSON_OBJECT)
		return add_proof(proofs, document, all);
	if (mc_json_type(all) != MC_JSON_ARRAY || mc_json_count(all) > MAX_PROOFS)
		return broken(document, all);
	for (const struct mc_json_node *node = mc_json_first(all); node; node = mc_json_next(node))
		if (!add_proof(proofs, document, node))
			return false;
	return true;
}

static void note_first(struct mc_signed *document, const struct proof *proof)
{
	document->method = mc_arena_strdup(document->arena, proof->method);
	document->created = proof->created ? mc_arena_strdup(document->arena, proof->created) : NULL;
}

bool mc_signed_check_proofs(struct mc_signed *document)
{
	struct proofs proofs = { .count = 0 };

	if (!read_proofs(&proofs, document))
		return false;
	if (!proofs.count)
		return mc_signed_refuse(document, MC_CHECK_SIGNATURE, MC_VERIFY_SUITE, document->unknown);
	note_first(document, &proofs.items[0]);
	if (!proofs.has_rdfc && !check_terms(document))
		return false;
	for (size_t i = 0; i < proofs.count; i++)
		if (!check_signature(document, &proofs.items[i]))
			return false;
	document->has_signature = true;
	for (size_t i = 0; i < proofs.count; i++)
		if (!check_times(document, &proofs.items[i]))
			return false;
	return true;
}
