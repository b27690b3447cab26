/* SPDX-License-Identifier: MIT */
#ifndef MC_CREDENTIAL_ISSUER_H
#define MC_CREDENTIAL_ISSUER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "ext/ec.h"
#include "ext/seal.h"
#include "ext/sign.h"

/*
 * The keys of an issuer, and the lists of issuers that a verifier trusts.
 */

/** Longest list of issuers, in issuers and in keys of each. */
#define MC_ISSUERS_MAX 10000u
#define MC_ISSUER_MAX_KEYS 1000u

/** The secret of an issuer: an Ed25519 key, and a P-256 key for JWT, which follows from it. Wipe with
 * mc_issuer_key_release(). */
struct mc_issuer_key {
	struct mc_sign_key sign;
	unsigned char p256[MC_EC_SCALAR_BYTES];
};

#define MC_ISSUER_KEY_INIT \
	{ \
		MC_SIGN_KEY_INIT, \
		{ \
			0 \
		} \
	}

/** A new random key. */
void mc_issuer_key_new(struct mc_issuer_key *key);

/** Overwrites a key. */
void mc_issuer_key_release(struct mc_issuer_key *key);

/** Writes it into a new file, mode 0600, sealed with a passphrase (NULL: none) by Argon2id: the document
 * migracode/issuer-key/v1. Errors: MC_E_INPUT (there is a file already), MC_E_IO. */
struct mc_err *mc_issuer_key_write(const char *path, const struct mc_issuer_key *key, const char *passphrase)
	MC_MUST_USE;

/** Reads it. Errors: as mc_seal_key_read(). */
struct mc_err *mc_issuer_key_read(struct mc_issuer_key *key, const char *path,
				  const struct mc_seal_asker *asker) MC_MUST_USE;

/** A keyed hash of text, 32 bytes, by the secret of the issuer: for ids and salts that nobody can guess and
 * that come out the same again. purpose: 1 to 8 characters. */
void mc_issuer_key_derive(unsigned char out[32], const struct mc_issuer_key *key, const char *purpose,
			  const char *text);

/** Appends the public Ed25519 key as multibase: "z6Mk…". Source: W3C Multikey; multicodec ed25519-pub. */
void mc_multikey_add(struct mc_buf *out, const unsigned char public_key[MC_SIGN_PUBLIC_BYTES]);

/** Reads such a key; false when text is none. */
bool mc_multikey_read(unsigned char public_key[MC_SIGN_PUBLIC_BYTES], const char *text) MC_MUST_USE;

/** Appends the public P-256 key: "zDn…", multicodec p256-pub. Errors: MC_E_TOOL (libcrypto is missing). */
struct mc_err *mc_multikey_add_p256(struct mc_buf *out, const struct mc_issuer_key *key) MC_MUST_USE;

/** Reads such a key; false when text is none. Whether it is a point of the curve, mc_ec_is_good() tells. */
bool mc_multikey_read_p256(unsigned char public_key[MC_EC_PUBLIC_BYTES], const char *text) MC_MUST_USE;

/** A public key of an issuer. */
struct mc_issuer_public {
	const char *id;	      /* verification method: did:key:z…#z…, did:web:host#key-1 */
	const char *multikey; /* "z6Mk…"; NULL: signs only JWT */
	const char *p256;     /* the P-256 key of the same age, multibase "zDn…"; NULL: none */
	const char *from;     /* moment from which on it signs */
	const char *until;    /* moment of the last signature that counts; NULL: still signs */
	const char *revoked;  /* moment at which the key was lost to others: nothing it signed counts; NULL */
};

/** An issuer whom somebody trusts. */
struct mc_issuer {
	const char *id;	       /* DID */
	const char *name;      /* NULL: from a DID document, which has none */
	const char *url;       /* NULL: none */
	const char *successor; /* DID under which it goes on, whose status lists count for this one; NULL */
	struct mc_issuer_public *keys;
	size_t key_count;
};

/** A list of issuers, from a document of ours or from a did.json. */
struct mc_issuers {
	struct mc_arena arena;
	struct mc_issuer *items;
	size_t count;
	size_t capacity;
};

#define MC_ISSUERS_INIT \
	{ \
		MC_ARENA_INIT, NULL, 0, 0 \
	}

/** Frees all; the list is empty and usable again. */
void mc_issuers_release(struct mc_issuers *issuers);

/** Adds what len bytes say: a list of issuers (strict: a key that is not known is an error, so that a
 * misspelt "revoked" is none that counts for nothing), or a DID document, of which the Multikeys count that
 * may assert and belong to it. Errors: MC_E_INPUT with line, column and place (no such document, too long, a
 * key that is none, the same issuer twice). */
struct mc_err *mc_issuers_parse(struct mc_issuers *issuers, const char *path, const char *bytes, size_t len)
	MC_MUST_USE;

/** Adds what a file says. Errors: as above, MC_E_IO. */
struct mc_err *mc_issuers_read(struct mc_issuers *issuers, const char *path) MC_MUST_USE;

/** The issuer with this DID, or NULL. */
const struct mc_issuer *mc_issuers_find(const struct mc_issuers *issuers, const char *id);

/** The key of an issuer with this id, or NULL; also for the id that mc_issuer_print_did() gives the P-256
 * half of a key. */
const struct mc_issuer_public *mc_issuer_find_key(const struct mc_issuer *issuer, const char *id);

/** True when id is a did:key of an Ed25519 key; sets public_key and where in id its multibase begins. */
bool mc_did_key_read(unsigned char public_key[MC_SIGN_PUBLIC_BYTES], const char **multikey, const char *id);

/** Appends the list as a document and a line feed. */
void mc_issuers_print(struct mc_buf *out, const struct mc_issuers *issuers);

/** Appends the DID document of a did:web issuer, with all keys that may still verify, and a line feed. */
void mc_issuer_print_did(struct mc_buf *out, const struct mc_issuer *issuer);

#endif
