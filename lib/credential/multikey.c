/* SPDX-License-Identifier: MIT */
#include "base/base58.h"
#include "credential/issuer.h"

/* What stands before a key: multicodec of its kind as a varint. */
static const unsigned char ed25519_head[2] = { 0xed, 0x01 };
static const unsigned char p256_head[2] = { 0x80, 0x24 };

static void add_key(struct mc_buf *out, const unsigned char head[2], const unsigned char *key, size_t len)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	mc_buf_add(&bytes, head, 2);
	mc_buf_add(&bytes, key, len);
	mc_buf_addc(out, 'z'); /* multibase: base58btc */
	mc_base58_add(out, (struct mc_str){ bytes.ptr, bytes.len });
}

static bool read_key(unsigned char *key, size_t len, const unsigned char head[2], const char *text)
{
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;

	if (text[0] != 'z' || !mc_base58_read(&bytes, mc_str(text + 1)) || bytes.len != len + 2 ||
	    memcmp(bytes.ptr, head, 2) != 0)
		return false;
	memcpy(key, bytes.ptr + 2, len);
	return true;
}

void mc_multikey_add(struct mc_buf *out, const unsigned char public_key[MC_SIGN_PUBLIC_BYTES])
{
	add_key(out, ed25519_head, public_key, MC_SIGN_PUBLIC_BYTES);
}

bool mc_multikey_read(unsigned char public_key[MC_SIGN_PUBLIC_BYTES], const char *text)
{
	return read_key(public_key, MC_SIGN_PUBLIC_BYTES, ed25519_head, text);
}

struct mc_err *mc_multikey_add_p256(struct mc_buf *out, const struct mc_issuer_key *key)
{
	unsigned char public_key[MC_EC_PUBLIC_BYTES];

	MC_TRY(mc_ec_public(public_key, key->p256));
	add_key(out, p256_head, public_key, sizeof(public_key));
	return NULL;
}

bool mc_multikey_read_p256(unsigned char public_key[MC_EC_PUBLIC_BYTES], const char *text)
{
	return read_key(public_key, MC_EC_PUBLIC_BYTES, p256_head, text) &&
	       (public_key[0] == 2 || public_key[0] == 3);
}
