/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to what takes a history from the process that read it; what is taken goes through again. */
#include <assert.h>
#include <stdint.h>

#include "ext/repo_history.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_history) once = MC_HISTORY_INIT;
	MC_AUTO(mc_history) twice = MC_HISTORY_INIT;
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;

	if (!mc_history_unpack(&once, (struct mc_str){ (const char *)bytes, len }))
		return 0;
	mc_history_pack(&packed, &once);
	assert(mc_history_unpack(&twice, (struct mc_str){ packed.ptr, packed.len }));
	assert(once.commit_count == twice.commit_count && once.change_count == twice.change_count);
	assert(once.path_count == twice.path_count && once.state == twice.state);
	return 0;
}
