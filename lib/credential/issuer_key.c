/* SPDX-License-Identifier: MIT */
#include "credential/issuer.h"

#include <string.h>

/*
 * The file holds the seed of the Ed25519 key alone, and the P-256 key follows from it: one secret to keep and
 * to print on paper.
 */
#define SCHEMA "migracode/issuer-key/v1"

/* The order of P-256, which a private scalar is below. Source: FIPS 186-5, SP 800-186 3.2.1.3. */
static const unsigned char p256_order[32] = { 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00,
					      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
					      0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84,
					      0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51 };

void mc_issuer_key_derive(unsigned char out[32], const struct mc_issuer_key *key, const char *purpose,
			  const char *text)
{
	MC_AUTO(mc_seal_key) secret = MC_SEAL_KEY_INIT;
	MC_AUTO(mc_seal_key) derived = MC_SEAL_KEY_INIT;

	memcpy(secret.bytes, key->sign.bytes, sizeof(secret.bytes));
	mc_seal_key_derive(&derived, &secret, purpose);
	mc_seal_hash(out, &derived, mc_str(text));
}

/* One in four billion hashes is no scalar, and its hash is taken then. */
static void derive_p256(struct mc_issuer_key *key)
{
	char round[] = "A";

	do
		mc_issuer_key_derive(key->p256, key, "p256", round);
	while (memcmp(key->p256, p256_order, sizeof(p256_order)) >= 0 && round[0]++ < 'Z');
}

static void key_of_seed(struct mc_issuer_key *key, const struct mc_seal_key *seed)
{
	mc_sign_key_of(&key->sign, seed->bytes);
	derive_p256(key);
}

void mc_issuer_key_new(struct mc_issuer_key *key)
{
	MC_AUTO(mc_seal_key) seed = MC_SEAL_KEY_INIT;

	mc_seal_key_new(&seed);
	key_of_seed(key, &seed);
}

void mc_issuer_key_release(struct mc_issuer_key *key)
{
	mc_sign_key_release(&key->sign);
	mc_seal_forget(key->p256, sizeof(key->p256));
}

struct mc_err *mc_issuer_key_write(const char *path, const struct mc_issuer_key *key, const char *passphrase)
{
	MC_AUTO(mc_seal_key) seed = MC_SEAL_KEY_INIT;

	memcpy(seed.bytes, key->sign.bytes, sizeof(seed.bytes));
	return mc_seal_secret_write(path, &seed, SCHEMA, passphrase);
}

struct mc_err *mc_issuer_key_read(struct mc_issuer_key *key, const char *path,
				  const struct mc_seal_asker *asker)
{
	MC_AUTO(mc_seal_key) seed = MC_SEAL_KEY_INIT;

	MC_TRY(mc_seal_secret_read(&seed, path, SCHEMA, asker));
	key_of_seed(key, &seed);
	return NULL;
}
