/* SPDX-License-Identifier: MIT */
#include "ext/sign.h"

#include <sodium.h>

#include "ext/seal_part.h"

_Static_assert(MC_SIGN_SEED_BYTES == crypto_sign_ed25519_SEEDBYTES, "seeds have another size");
_Static_assert(MC_SIGN_PUBLIC_BYTES == crypto_sign_ed25519_PUBLICKEYBYTES, "keys have another size");
_Static_assert(MC_SIGN_BYTES == crypto_sign_ed25519_BYTES, "signatures have another size");
_Static_assert(sizeof(struct mc_sign_key) == crypto_sign_ed25519_SECRETKEYBYTES, "keys have another size");

void mc_sign_key_of(struct mc_sign_key *key, const unsigned char seed[MC_SIGN_SEED_BYTES])
{
	unsigned char public_key[MC_SIGN_PUBLIC_BYTES];

	mc_seal_start();
	(void)crypto_sign_ed25519_seed_keypair(public_key, key->bytes, seed);
}

void mc_sign_key_release(struct mc_sign_key *key)
{
	sodium_memzero(key, sizeof(*key));
}

void mc_sign_public(unsigned char public_key[MC_SIGN_PUBLIC_BYTES], const struct mc_sign_key *key)
{
	(void)crypto_sign_ed25519_sk_to_pk(public_key, key->bytes);
}

void mc_sign_bytes(unsigned char signature[MC_SIGN_BYTES], const struct mc_sign_key *key, const void *bytes,
		   size_t len)
{
	mc_seal_start();
	(void)crypto_sign_ed25519_detached(signature, NULL, bytes, len, key->bytes);
}

bool mc_sign_is_good(const unsigned char signature[MC_SIGN_BYTES],
		     const unsigned char public_key[MC_SIGN_PUBLIC_BYTES], const void *bytes, size_t len)
{
	mc_seal_start();
	return crypto_sign_ed25519_verify_detached(signature, bytes, len, public_key) == 0;
}
