/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to a transcript, whole and cut in pieces: both must hear the same, without control
 * sequences. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "result/transcript.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* What stands before the first zero is typed first, the rest is heard. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_transcript) whole = MC_TRANSCRIPT_INIT;
	MC_AUTO(mc_transcript) pieces = MC_TRANSCRIPT_INIT;
	const uint8_t *zero = len ? memchr(bytes, 0, len) : NULL;
	struct mc_str answer = { (const char *)bytes, zero ? (size_t)(zero - bytes) : 0 };
	struct mc_str heard = { (const char *)bytes + answer.len, len - answer.len };

	mc_transcript_type(&whole, answer);
	mc_transcript_type(&pieces, answer);
	mc_transcript_hear(&whole, heard, true);
	for (size_t i = 0; i < heard.len; i++)
		mc_transcript_hear(&pieces, (struct mc_str){ heard.ptr + i, 1 }, true);
	mc_transcript_end(&whole);
	mc_transcript_end(&pieces);
	assert(whole.heard.len == pieces.heard.len &&
	       !memcmp(whole.heard.ptr, pieces.heard.ptr, whole.heard.len));
	assert(whole.heard.len <= len + 1 && !memchr(whole.heard.ptr + 0, 0x07, whole.heard.len));
	return 0;
}
