/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_HASH_MANY_H
#define MC_EXT_HASH_MANY_H

#include "base/cleanup.h"
#include "ext/hash.h"

/**
 * Hashes many short texts: the same SHA-256 as ext/hash, computed by libcrypto (OpenSSL 3) when that is
 * installed. It uses the processor's instructions for it and is four times as fast as libsodium, but takes 1
 * to 2 ms to load: the reason to have both.
 */
struct mc_hash_many;

/** expected  how many hashes are about to be computed: libcrypto is loaded only when that pays. Release with
 * mc_hash_many_free(). */
struct mc_hash_many *mc_hash_many_new(size_t expected) __attribute__((returns_nonnull));

/** The hash of len bytes in lower-case hexadecimal, as mc_hash_bytes() gives it. */
void mc_hash_many_bytes(char hex[MC_HASH_HEX], struct mc_hash_many *many, const void *bytes, size_t len);

/** Which library computes: "libcrypto" or "libsodium"; for benchmarks and tests. */
const char *mc_hash_many_library(const struct mc_hash_many *many);

/** Releases it; NULL is allowed. */
void mc_hash_many_free(struct mc_hash_many *many);
MC_AUTOPTR_DEFINE(mc_hash_many);

#endif
