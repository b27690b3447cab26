/* SPDX-License-Identifier: MIT */
/* Any bytes as checks of check50: an exercise or an error, never a crash. */
#include <stddef.h>
#include <stdint.h>

#include "foreign/check50.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	mc_err_drop(mc_check50_parse(&exercise, &findings, "fuzz", ".cs50.yaml", (const char *)bytes, len));
	return 0;
}
