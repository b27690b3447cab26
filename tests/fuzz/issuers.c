/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of lists of issuers; what it takes is written and read again. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "credential/issuer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTO(mc_issuers) issuers = MC_ISSUERS_INIT;
	MC_AUTO(mc_issuers) again = MC_ISSUERS_INIT;
	MC_AUTO(mc_buf) first = MC_BUF_INIT;
	MC_AUTO(mc_buf) second = MC_BUF_INIT;
	MC_AUTO(mc_buf) did = MC_BUF_INIT;
	MC_AUTOPTR(mc_err) err = mc_issuers_parse(&issuers, "list", len ? (const char *)data : "", len);

	assert(!err || (err->code == MC_E_INPUT && !issuers.count));
	if (err)
		return 0;
	mc_issuers_print(&first, &issuers);
	for (size_t i = 0; i < issuers.count; i++)
		mc_issuer_print_did(&did, &issuers.items[i]);
	if (mc_issuers_parse(&again, "again", first.ptr, first.len))
		assert(false);
	mc_issuers_print(&second, &again);
	assert(first.len == second.len && !memcmp(first.ptr, second.ptr, first.len));
	return 0;
}
