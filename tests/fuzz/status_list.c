/* SPDX-License-Identifier: MIT */
/* Feeds any text to the reader of status lists: what it takes has a size within the limits, and is read again
 * the same. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "credential/status_list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	MC_AUTO(mc_status_list) list = MC_STATUS_LIST_INIT;
	MC_AUTO(mc_status_list) again = MC_STATUS_LIST_INIT;
	MC_AUTO(mc_buf) encoded = MC_BUF_INIT;
	MC_AUTOTEXT text = mc_strndup(len ? (const char *)data : "", len);
	MC_AUTOPTR(mc_err) err = mc_status_list_decode(&list, text);

	if (err) {
		assert(!list.bytes && (err->code == MC_E_INPUT || err->code == MC_E_LIMIT));
		return 0;
	}
	assert(list.bits >= MC_STATUS_BITS && list.bits <= MC_STATUS_MAX_BITS);
	if (list.bits > 8 * (uint64_t)MC_STATUS_BITS)
		return 0; /* compressing takes long */
	mc_status_list_encode(&encoded, &list);
	err = mc_status_list_decode(&again, encoded.ptr);
	assert(!err && again.bits == list.bits && !memcmp(again.bytes, list.bytes, list.bits / 8));
	return 0;
}
