/* SPDX-License-Identifier: MIT */
#include "ext/seal.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/seal_part.h"

enum {
	NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	PRINT_BYTES = (MC_SEAL_PRINT_HEX - 1) / 2,
};
_Static_assert(MC_SEAL_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "keys have another size");
_Static_assert(MC_SEAL_KEY_BYTES == crypto_kdf_KEYBYTES, "keys have another size");
_Static_assert(MC_SEAL_EXTRA_BYTES == NONCE_BYTES + TAG_BYTES, "MC_SEAL_EXTRA_BYTES is wrong");
_Static_assert(PRINT_BYTES >= crypto_generichash_BYTES_MIN, "a fingerprint is too short");

void mc_seal_random(void *bytes, size_t len)
{
	mc_seal_start();
	randombytes_buf(bytes, len);
}

void mc_seal_key_new(struct mc_seal_key *key)
{
	mc_seal_random(key->bytes, sizeof(key->bytes));
}

void mc_seal_forget(void *bytes, size_t len)
{
	sodium_memzero(bytes, len);
}

void mc_seal_key_release(struct mc_seal_key *key)
{
	sodium_memzero(key, sizeof(*key));
}

void mc_seal_wipe(struct mc_buf *secret)
{
	/* An empty buffer's byte is shared by all of them. */
	if (secret->cap > 0)
		sodium_memzero(secret->ptr, secret->cap);
	mc_buf_release(secret);
}

void mc_seal_key_derive(struct mc_seal_key *derived, const struct mc_seal_key *key, const char *purpose)
{
	char context[crypto_kdf_CONTEXTBYTES] = { 0 };
	size_t len = strlen(purpose);

	assert(len > 0 && len <= sizeof(context));
	for (size_t i = 0; i < len; i++)
		context[i] = purpose[i];
	mc_seal_start();
	(void)crypto_kdf_derive_from_key(derived->bytes, sizeof(derived->bytes), 1, context, key->bytes);
}

void mc_seal_add(struct mc_buf *out, const struct mc_seal_key *key, struct mc_str text, const char *about)
{
	unsigned char *sealed = (void *)mc_buf_room(out, text.len + MC_SEAL_EXTRA_BYTES);

	mc_seal_random(sealed, NONCE_BYTES);
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE_BYTES, NULL, (const void *)text.ptr,
							 text.len, (const void *)about, strlen(about), NULL,
							 sealed, key->bytes);
	mc_buf_grown(out, text.len + MC_SEAL_EXTRA_BYTES);
}

struct mc_err *mc_seal_open(struct mc_buf *out, const struct mc_seal_key *key, struct mc_str sealed,
			    const char *about)
{
	const unsigned char *bytes = (const void *)sealed.ptr;

	if (sealed.len < MC_SEAL_EXTRA_BYTES)
		return mc_err_new(MC_E_INPUT, _("a sealed text is cut off"));
	size_t len = sealed.len - MC_SEAL_EXTRA_BYTES;
	char *open = mc_buf_room(out, len);

	mc_seal_start();
	if (crypto_aead_xchacha20poly1305_ietf_decrypt((void *)open, NULL, NULL, bytes + NONCE_BYTES,
						       sealed.len - NONCE_BYTES, (const void *)about,
						       strlen(about), bytes, key->bytes) != 0) {
		*open = '\0'; /* the byte behind a buffer's content is always zero */
		return mc_err_new(MC_E_INPUT,
				  _("a sealed text does not open: it has another key, or was changed"));
	}
	mc_buf_grown(out, len);
	return NULL;
}

void mc_seal_print(char hex[MC_SEAL_PRINT_HEX], const struct mc_seal_key *key, const char *text)
{
	unsigned char print[PRINT_BYTES];

	mc_seal_start();
	(void)crypto_generichash(print, sizeof(print), (const void *)text, strlen(text), key->bytes,
				 sizeof(key->bytes));
	(void)sodium_bin2hex(hex, MC_SEAL_PRINT_HEX, print, sizeof(print));
}

void mc_seal_hash(unsigned char hash[MC_SEAL_KEY_BYTES], const struct mc_seal_key *key, struct mc_str text)
{
	mc_seal_start();
	(void)crypto_generichash(hash, MC_SEAL_KEY_BYTES, (const void *)text.ptr, text.len, key->bytes,
				 sizeof(key->bytes));
}
