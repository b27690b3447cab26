/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the TAP reader, whole and cut in pieces: both must say the same. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "suite/tap.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_tap) whole = MC_TAP_INIT;
	MC_AUTO(mc_tap) pieces = MC_TAP_INIT;

	mc_tap_feed(&whole, (const char *)bytes, len);
	for (size_t i = 0; i < len; i++)
		mc_tap_feed(&pieces, (const char *)bytes + i, 1);
	mc_tap_end(&whole, 0);
	mc_tap_end(&pieces, 0);

	const struct mc_tap_tally *tally = &whole.tally;

	assert(tally->passed + tally->failed + tally->skipped + tally->todo == tally->count);
	assert(tally->count == whole.case_count && whole.case_count <= MC_TAP_MAX_CASES);
	assert(!memcmp(tally, &pieces.tally, sizeof(*tally)) && whole.is_broken == pieces.is_broken);
	assert(!whole.is_broken == !whole.why);
	return 0;
}
