/* SPDX-License-Identifier: MIT */
/* Any bytes as the manifest of a run: what is taken is written again as the same bytes but for their order.
 */
#include <assert.h>
#include <stdint.h>

#include "base/alloc.h"
#include "batch/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_manifest) manifest = MC_MANIFEST_INIT;
	MC_AUTO(mc_manifest) same = MC_MANIFEST_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char id[MC_MANIFEST_ID];
	MC_AUTOPTR(mc_err) err =
		mc_manifest_parse(&manifest, (struct mc_str){ len ? (const char *)bytes : "", len },
				  "manifest");

	if (err)
		return 0;
	size_t *picked = mc_alloc_zero(manifest.batch.count + 1, sizeof(*picked));

	for (size_t i = 0; i < manifest.batch.count; i++) {
		assert(manifest.batch.items[i].exercise < manifest.batch.exercise_count);
		picked[i] = i;
	}
	mc_manifest_write(&text, id, &manifest.batch, picked, manifest.batch.count);
	MC_AUTOPTR(mc_err) again = mc_manifest_parse(&same, (struct mc_str){ text.ptr, text.len }, "again");

	assert(!again && same.batch.count == manifest.batch.count);
	free(picked);
	return 0;
}
