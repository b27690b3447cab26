/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to what takes the answers of a survey from the child that looked into a repository; what is
 * taken goes through again. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "batch/survey_part.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct mc_survey_answer once[2], twice[2];
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;

	if (!mc_survey_unpack(once, 2, (struct mc_str){ (const char *)bytes, len }))
		return 0;
	mc_survey_pack(&packed, once, 2);
	assert(mc_survey_unpack(twice, 2, (struct mc_str){ packed.ptr, packed.len }));
	for (size_t i = 0; i < 2; i++) {
		assert(once[i].state == twice[i].state && once[i].clock == twice[i].clock);
		assert(once[i].since_s == twice[i].since_s && once[i].since_s >= 0);
		assert(!strcmp(once[i].commit, twice[i].commit) && !strcmp(once[i].since, twice[i].since));
		assert(!strcmp(once[i].digest, twice[i].digest));
		assert(strspn(once[i].commit, "0123456789abcdef") == strlen(once[i].commit));
	}
	return 0;
}
