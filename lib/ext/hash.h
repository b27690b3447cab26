/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_HASH_H
#define MC_EXT_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/tree.h"

/** Characters of a hash in hexadecimal, with the terminating zero. */
#define MC_HASH_HEX 65

/** A SHA-256 (FIPS 180-4) that is being computed; a plain value: a copy goes on by itself. */
struct mc_hash {
	uint64_t state[13];
};

/** Starts a hash. */
void mc_hash_init(struct mc_hash *hash);

/** Takes in len bytes. */
void mc_hash_add(struct mc_hash *hash, const void *bytes, size_t len);

/**
 * Takes in the length (8 bytes, little-endian) and then the bytes, so that fields cannot run into each
 * other.
 */
void mc_hash_add_field(struct mc_hash *hash, const void *bytes, size_t len);

/** Takes in a text as a field; NULL differs from "". */
void mc_hash_add_text(struct mc_hash *hash, const char *text);

/** Takes in a number (8 bytes, little-endian). */
void mc_hash_add_number(struct mc_hash *hash, uint64_t number);

/** Takes in the number of files of a sorted tree, and of each its path, whether it is executable, and its
 * bytes. */
void mc_hash_add_tree(struct mc_hash *hash, const struct mc_tree *tree);

/** Ends the hash and writes it in lower-case hexadecimal. */
void mc_hash_hex(char hex[MC_HASH_HEX], struct mc_hash *hash);

/** The hash of len bytes in one call. */
void mc_hash_bytes(char hex[MC_HASH_HEX], const void *bytes, size_t len);

#endif
