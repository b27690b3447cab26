/* SPDX-License-Identifier: MIT */
/* Feeds any text to the reader of QR codes, and asks whom it takes for its signer. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "credential/qr_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	/* The key of a seed of 32 bytes of value 1: nobody but the tests signs with it. */
	const struct mc_issuer issuer = { .id = "did:key:z6Mkon3Necd6NkkyfoGoHxid2znGc59LU3K7mubaRcFbLfLX" };
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	struct mc_qr qr;

	mc_buf_add(&text, data, len);
	MC_AUTOPTR(mc_err) err = mc_qr_text_read(&qr, text.ptr);

	assert(!err || err->code == MC_E_INPUT);
	if (err)
		return 0;
	assert(strlen(qr.uuid) == 36 && strlen(qr.day) == 10);
	assert(qr.signed_part.ptr >= text.ptr &&
	       qr.signed_part.ptr + qr.signed_part.len <= text.ptr + text.len);
	(void)mc_qr_is_signed_by(&qr, &issuer);
	(void)mc_qr_is_of(&qr, mc_str("{}"));
	return 0;
}
