/* SPDX-License-Identifier: MIT */
/* Any bytes as tests of Classroom 50: an exercise or an error, never a crash. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "foreign/classroom50.h"

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
	MC_AUTO(mc_tree) bundle = MC_TREE_INIT;

	mc_tree_add(&bundle, "a", "(", 1, false);
	mc_err_drop(mc_classroom50_parse(&exercise, &findings, "fuzz", "tests.json", (const char *)bytes, len,
					 &bundle, &toolbox));
	return 0;
}
