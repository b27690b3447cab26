/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the readers of base58, base64url, multikeys and compressed texts: what they take is
 * written the same again, and limits hold. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/base58.h"
#include "base/base64.h"
#include "credential/issuer.h"
#include "ext/deflate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { LIMIT = 4096 };

static void check_same(const struct mc_buf *again, struct mc_str text)
{
	assert(again->len == text.len && !memcmp(again->ptr, text.ptr, text.len));
}

static void read_multikey(struct mc_str text)
{
	MC_AUTOTEXT copy = mc_strndup(text.ptr, text.len);
	MC_AUTO(mc_buf) again = MC_BUF_INIT;
	unsigned char p256[MC_EC_PUBLIC_BYTES];
	unsigned char key[MC_SIGN_PUBLIC_BYTES];

	if (!mc_multikey_read(key, copy))
		return;
	assert(!mc_multikey_read_p256(p256, copy));
	mc_multikey_add(&again, key);
	assert(!strcmp(again.ptr, copy));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct mc_str text = { len ? (const char *)data : "", len };
	MC_AUTO(mc_buf) bytes = MC_BUF_INIT;
	MC_AUTO(mc_buf) again = MC_BUF_INIT;

	if (mc_base58_read(&bytes, text)) {
		assert(bytes.len <= MC_BASE58_MAX_BYTES);
		mc_base58_add(&again, (struct mc_str){ bytes.ptr, bytes.len });
		check_same(&again, text);
	}
	mc_buf_reset(&bytes);
	mc_buf_reset(&again);
	if (mc_base64url_read(&bytes, text)) {
		mc_base64url_add(&again, (struct mc_str){ bytes.ptr, bytes.len });
		check_same(&again, text);
	}
	read_multikey(text);
	for (enum mc_deflate_form form = MC_DEFLATE_ZLIB; form <= MC_DEFLATE_GZIP; form++) {
		mc_buf_reset(&bytes);
		MC_AUTOPTR(mc_err) err = mc_deflate_open(&bytes, text, form, LIMIT);

		assert(bytes.len <= LIMIT && (!err || bytes.len == 0));
	}
	return 0;
}
