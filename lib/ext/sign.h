/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_SIGN_H
#define MC_EXT_SIGN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Adapter of libsodium for signatures: Ed25519.  Source: RFC 8032.
 */

#define MC_SIGN_SEED_BYTES 32u
#define MC_SIGN_PUBLIC_BYTES 32u
#define MC_SIGN_BYTES 64u

/** A key that signs, with its public half; wipe with mc_sign_key_release(). */
struct mc_sign_key {
	unsigned char bytes[64]; /* seed, then public key */
};

#define MC_SIGN_KEY_INIT \
	{ \
		{ \
			0 \
		} \
	}

/** The key of a seed. */
void mc_sign_key_of(struct mc_sign_key *key, const unsigned char seed[MC_SIGN_SEED_BYTES]);

/** Overwrites a key. */
void mc_sign_key_release(struct mc_sign_key *key);

/** The public half. */
void mc_sign_public(unsigned char public_key[MC_SIGN_PUBLIC_BYTES], const struct mc_sign_key *key);

/** Signs len bytes; the same key and bytes give the same signature. */
void mc_sign_bytes(unsigned char signature[MC_SIGN_BYTES], const struct mc_sign_key *key, const void *bytes,
		   size_t len);

/** True when signature is one of public_key over len bytes. Keys of small order are refused. */
bool mc_sign_is_good(const unsigned char signature[MC_SIGN_BYTES],
		     const unsigned char public_key[MC_SIGN_PUBLIC_BYTES], const void *bytes, size_t len);

#endif
