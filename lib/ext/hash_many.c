/* SPDX-License-Identifier: MIT */
#include "ext/hash_many.h"

#include <openssl/evp.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "ext/late.h"

/* The calls of libcrypto that are used. */
#define CRYPTO_CALLS(X) \
	X(OSSL_LIB_CTX_new) \
	X(OSSL_LIB_CTX_free) \
	X(EVP_MD_fetch) \
	X(EVP_MD_free) \
	X(EVP_MD_CTX_new) \
	X(EVP_MD_CTX_free) \
	X(EVP_DigestInit_ex2) \
	X(EVP_DigestUpdate) \
	X(EVP_DigestFinal_ex)

struct calls {
#define X(name) __typeof__(&name) name;
	CRYPTO_CALLS(X)
#undef X
};

/* So many hashes save more time than loading takes. */
enum { WORTH_LOADING = 4000, HASH_BYTES = (MC_HASH_HEX - 1) / 2 };

struct mc_hash_many {
	struct calls calls;
	OSSL_LIB_CTX *
		library; /* of its own: reads no configuration, and others may use the library as they like */
	EVP_MD *sha256;
	EVP_MD_CTX *state; /* NULL: libsodium computes */
};

static bool load(struct mc_hash_many *many)
{
	const struct mc_late_call calls[] = {
#define X(name) { #name, &many->calls.name },
		CRYPTO_CALLS(X)
#undef X
	};
	struct mc_err *err = mc_late_load(MC_CRYPTO_SONAME, "libssl3", calls, MC_COUNT(calls));

	if (!err)
		return true;
	mc_err_drop(err);
	return false;
}

static void start(struct mc_hash_many *many)
{
	const struct calls *calls = &many->calls;

	many->library = calls->OSSL_LIB_CTX_new();
	many->sha256 = many->library ? calls->EVP_MD_fetch(many->library, "SHA256", NULL) : NULL;
	many->state = many->sha256 ? calls->EVP_MD_CTX_new() : NULL;
	if (many->state && !calls->EVP_DigestInit_ex2(many->state, many->sha256, NULL)) {
		calls->EVP_MD_CTX_free(many->state);
		many->state = NULL;
	}
}

struct mc_hash_many *mc_hash_many_new(size_t expected)
{
	struct mc_hash_many *many = mc_alloc_zero(1, sizeof(*many));

	if (expected >= WORTH_LOADING && load(many))
		start(many);
	return many;
}

void mc_hash_many_free(struct mc_hash_many *many)
{
	if (many && many->library) {
		many->calls.EVP_MD_CTX_free(many->state);
		many->calls.EVP_MD_free(many->sha256);
		many->calls.OSSL_LIB_CTX_free(many->library);
	}
	free(many);
}

const char *mc_hash_many_library(const struct mc_hash_many *many)
{
	return many->state ? "libcrypto" : "libsodium";
}

static void write_hex(char hex[MC_HASH_HEX], const unsigned char bytes[HASH_BYTES])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < HASH_BYTES; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	hex[MC_HASH_HEX - 1] = '\0';
}

void mc_hash_many_bytes(char hex[MC_HASH_HEX], struct mc_hash_many *many, const void *bytes, size_t len)
{
	const struct calls *calls = &many->calls;
	unsigned char hash[HASH_BYTES];

	/* Starting again without a kind of hash keeps the one of before. */
	if (many->state && calls->EVP_DigestInit_ex2(many->state, NULL, NULL) &&
	    calls->EVP_DigestUpdate(many->state, bytes, len) &&
	    calls->EVP_DigestFinal_ex(many->state, hash, NULL))
		write_hex(hex, hash);
	else
		mc_hash_bytes(hex, bytes, len);
}
