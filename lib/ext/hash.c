/* SPDX-License-Identifier: MIT */
#include "ext/hash.h"

#include <sodium.h>
#include <string.h>

/* The header keeps the library's type to itself. */
_Static_assert(sizeof(struct mc_hash) == sizeof(crypto_hash_sha256_state), "struct mc_hash has another size");
_Static_assert(MC_HASH_HEX == 2 * crypto_hash_sha256_BYTES + 1, "MC_HASH_HEX is wrong");

static crypto_hash_sha256_state *state_of(struct mc_hash *hash)
{
	return (crypto_hash_sha256_state *)(void *)hash;
}

void mc_hash_init(struct mc_hash *hash)
{
	(void)crypto_hash_sha256_init(state_of(hash));
}

void mc_hash_add(struct mc_hash *hash, const void *bytes, size_t len)
{
	if (len > 0)
		(void)crypto_hash_sha256_update(state_of(hash), bytes, len);
}

void mc_hash_add_number(struct mc_hash *hash, uint64_t number)
{
	unsigned char bytes[8];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(number >> (8 * i));
	mc_hash_add(hash, bytes, sizeof(bytes));
}

void mc_hash_add_field(struct mc_hash *hash, const void *bytes, size_t len)
{
	mc_hash_add_number(hash, len);
	mc_hash_add(hash, bytes, len);
}

void mc_hash_add_text(struct mc_hash *hash, const char *text)
{
	if (text)
		mc_hash_add_field(hash, text, strlen(text));
	else
		mc_hash_add_number(hash, UINT64_MAX);
}

void mc_hash_add_tree(struct mc_hash *hash, const struct mc_tree *tree)
{
	mc_hash_add_number(hash, tree->count);
	for (size_t i = 0; i < tree->count; i++) {
		mc_hash_add_text(hash, tree->files[i].path);
		mc_hash_add_number(hash, tree->files[i].is_executable);
		mc_hash_add_field(hash, tree->files[i].data, tree->files[i].len);
	}
}

void mc_hash_hex(char hex[MC_HASH_HEX], struct mc_hash *hash)
{
	unsigned char bytes[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256_final(state_of(hash), bytes);
	(void)sodium_bin2hex(hex, MC_HASH_HEX, bytes, sizeof(bytes));
}

void mc_hash_bytes(char hex[MC_HASH_HEX], const void *bytes, size_t len)
{
	struct mc_hash hash;

	mc_hash_init(&hash);
	mc_hash_add(&hash, bytes, len);
	mc_hash_hex(hex, &hash);
}
