/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of SVG files that carry a credential: what comes out is a text, and put into
 * a file it comes out again. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "carrier/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check(struct mc_str credential)
{
	assert(credential.len > 0 && credential.len <= MC_CARRIER_MAX_CREDENTIAL);
	assert(mc_utf8_is_valid(credential.ptr, credential.len));
	assert(!memchr(credential.ptr, '\0', credential.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	/* A copy of exactly this size, so that reading beyond it shows. */
	MC_AUTOTEXT copy = mc_alloc(len ? len : 1);
	MC_AUTO(mc_buf) credential = MC_BUF_INIT;
	MC_AUTO(mc_buf) made = MC_BUF_INIT;
	MC_AUTO(mc_buf) again = MC_BUF_INIT;

	memcpy(copy, data, len);
	struct mc_str file = { copy, len };
	MC_AUTOPTR(mc_err) err = mc_carrier_take_svg(&credential, file);

	if (!err)
		check((struct mc_str){ credential.ptr, credential.len });
	MC_AUTOPTR(mc_err) err_put = mc_carrier_put_svg(&made, file, mc_str("{\"a\":1}"));

	assert(err || err_put);
	if (err_put)
		return 0;
	MC_AUTOPTR(mc_err) err_again = mc_carrier_take_svg(&again, (struct mc_str){ made.ptr, made.len });

	assert(!err_again && !strcmp(again.ptr, "{\"a\":1}"));
	return 0;
}
