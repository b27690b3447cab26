/* SPDX-License-Identifier: MIT */
/* Any bytes as a workflow of GitHub Classroom: an exercise or an error, never a crash. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "foreign/classroom_flow.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Both answers occur, and the same bytes always give the same one. */
static bool has_it(const char *name)
{
	return strlen(name) % 2 == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct mc_toolbox toolbox = { has_it, has_it, true, NULL };
	MC_AUTO(mc_findings) findings = MC_FINDINGS_INIT;
	MC_AUTOPTR(mc_exercise) exercise = NULL;

	mc_err_drop(mc_classroom_flow_parse(&exercise, &findings, "fuzz", "classroom.yml",
					    (const char *)bytes, len, &toolbox));
	return 0;
}
