/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of key files, without and with somebody who is asked for a passphrase. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "ext/seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Gives up: computing a key of a passphrase takes too long here, and is the library's work. */
static struct mc_err *ask(struct mc_buf *text, void *context)
{
	*(bool *)context = true;
	mc_buf_addz(text, "Sample");
	return mc_err_new(MC_E_NOTHING, "nobody answers");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct mc_str text = { len ? (const char *)data : "", len };
	struct mc_seal_key key = MC_SEAL_KEY_INIT;
	struct mc_seal_key again = MC_SEAL_KEY_INIT;
	MC_AUTO(mc_buf) written = MC_BUF_INIT;
	bool is_asked = false;
	const struct mc_seal_asker asker = { ask, &is_asked };
	MC_AUTOPTR(mc_err) err = mc_seal_key_parse(&key, text, NULL);
	MC_AUTOPTR(mc_err) other_err = mc_seal_key_parse(&again, text, &asker);
	struct mc_seal_key secret = MC_SEAL_KEY_INIT;
	MC_AUTOPTR(mc_err) third_err = mc_seal_secret_parse(&secret, text, "migracode/issuer-key/v1", NULL);

	assert(!err || err->code == MC_E_INPUT);
	assert(!err == !other_err && !memcmp(&key, &again, sizeof(key)));
	assert(err || third_err); /* a file is of one kind */
	assert(!is_asked || (other_err && other_err->code == MC_E_NOTHING));
	if (!err) {
		mc_err_free(mc_seal_key_format(&written, &key, NULL, NULL));
		assert(!mc_seal_key_parse(&again, (struct mc_str){ written.ptr, written.len }, NULL));
		assert(!memcmp(&key, &again, sizeof(key)));
	}
	return 0;
}
