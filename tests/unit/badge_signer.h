/* SPDX-License-Identifier: MIT */
#ifndef MC_TESTS_BADGE_SIGNER_H
#define MC_TESTS_BADGE_SIGNER_H

/* Signs any JSON, also what the program itself would refuse to sign: for tests of those who read it. */

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/base58.h"
#include "credential/issuer.h"
#include "ext/json.h"
#include "linked/integrity.h"

/* Somebody who signs, by a seed of one repeated byte. */
struct signer {
	struct mc_sign_key key;
	char did[80];
	char method[160];
};

static inline void signer_name(char method[160], const char *did, const char *fragment)
{
	MC_AUTOTEXT text = mc_format("%s#%s", did, fragment);

	assert(strlen(text) < 160);
	memcpy(method, text, strlen(text) + 1);
}

static inline struct signer signer_of(unsigned char byte)
{
	unsigned char seed[MC_SIGN_SEED_BYTES], public_key[MC_SIGN_PUBLIC_BYTES];
	MC_AUTO(mc_buf) multikey = MC_BUF_INIT;
	struct signer signer;

	memset(seed, byte, sizeof(seed));
	mc_sign_key_of(&signer.key, seed);
	mc_sign_public(public_key, &signer.key);
	mc_multikey_add(&multikey, public_key);
	(void)snprintf(signer.did, sizeof(signer.did), "did:key:%s", multikey.ptr);
	signer_name(signer.method, signer.did, multikey.ptr);
	return signer;
}

/* The same key under a DID of the web. */
static inline struct signer signer_of_web(const struct signer *signer)
{
	struct signer web = *signer;

	(void)snprintf(web.did, sizeof(web.did), "did:web:school.example");
	signer_name(web.method, web.did, signer->did + strlen("did:key:"));
	return web;
}

/* What a proof has besides its value; NULL or 0 is as usual. */
struct proof_wanted {
	const char *suite; /* eddsa-rdfc-2022, which is usual, or eddsa-jcs-2022 */
	const char *method;
	const char *purpose;
	const char *created; /* "": none */
	const char *more;    /* further members, each with a comma before it */
};

static inline void proof_head(struct mc_buf *out, const struct mc_json *document, const struct signer *signer,
			      const struct proof_wanted *wanted)
{
	const char *suite = wanted->suite ? wanted->suite : "eddsa-rdfc-2022";
	const char *created = wanted->created ? wanted->created : "2026-05-12T10:00:00Z";

	mc_buf_addf(out,
		    "{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"%s\",\"verificationMethod\":\"%s\","
		    "\"proofPurpose\":\"%s\"%s",
		    suite, wanted->method ? wanted->method : signer->method,
		    wanted->purpose ? wanted->purpose : "assertionMethod", wanted->more ? wanted->more : "");
	if (created[0])
		mc_buf_addf(out, ",\"created\":\"%s\"", created);
	if (!strcmp(suite, "eddsa-jcs-2022")) {
		struct mc_str context =
			mc_json_raw(document, mc_json_find(mc_json_root(document), "@context"));

		mc_buf_addf(out, ",\"@context\":%.*s", (int)context.len, context.ptr);
	}
}

/* Appends one proof of a document that has none. */
static inline struct mc_err *proof_add(struct mc_buf *out, const char *text, const struct signer *signer,
				       const struct proof_wanted *wanted)
{
	bool is_jcs = wanted->suite && !strcmp(wanted->suite, "eddsa-jcs-2022");
	MC_AUTOPTR(mc_json) document = NULL;
	MC_AUTOPTR(mc_json) proof = NULL;
	MC_AUTO(mc_buf) head = MC_BUF_INIT;
	unsigned char hash[MC_INTEGRITY_BYTES], signature[MC_SIGN_BYTES];

	MC_TRY(mc_json_open(&document, NULL, text, strlen(text)));
	proof_head(&head, document, signer, wanted);
	mc_buf_add(out, head.ptr, head.len);
	mc_buf_addc(&head, '}');
	MC_TRY(mc_json_open(&proof, NULL, head.ptr, head.len));
	MC_TRY(mc_integrity_hash(hash, is_jcs ? MC_INTEGRITY_JCS : MC_INTEGRITY_RDFC, mc_json_root(document),
				 mc_json_root(proof), NULL));
	mc_sign_bytes(signature, &signer->key, hash, sizeof(hash));
	mc_buf_addz(out, ",\"proofValue\":\"z");
	mc_base58_add(out, (struct mc_str){ (const char *)signature, sizeof(signature) });
	mc_buf_addz(out, "\"}");
	return NULL;
}

/* Appends the document with these proofs; text ends with '}'. */
static inline struct mc_err *sign_with(struct mc_buf *out, const char *text, const struct signer *signer,
				       const struct proof_wanted proofs[], size_t count)
{
	mc_buf_add(out, text, strlen(text) - 1);
	mc_buf_addz(out, ",\"proof\":[");
	for (size_t i = 0; i < count; i++) {
		if (i)
			mc_buf_addc(out, ',');
		MC_TRY(proof_add(out, text, signer, &proofs[i]));
	}
	mc_buf_addz(out, "]}");
	return NULL;
}

/* With both kinds of proofs. */
static inline struct mc_err *sign_both(struct mc_buf *out, const char *text, const struct signer *signer)
{
	static const struct proof_wanted proofs[] = { { .suite = NULL }, { .suite = "eddsa-jcs-2022" } };

	return sign_with(out, text, signer, proofs, 2);
}

#endif
