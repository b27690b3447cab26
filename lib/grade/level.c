/* SPDX-License-Identifier: MIT */
#include "grade/level.h"

#include <assert.h>
#include <string.h>

static const char *const names[] = {
	[MC_PROTECT_NONE] = "none",
	[MC_PROTECT_BASIC] = "basic",
	[MC_PROTECT_FULL] = "full",
};

const char *mc_level_name(enum mc_protection_level level)
{
	return names[level];
}

enum mc_protection_level mc_level_named(const char *name)
{
	for (size_t i = 0; i < MC_COUNT(names); i++) {
		if (!strcmp(names[i], name))
			return (enum mc_protection_level)i;
	}
	assert(!"options accept only known levels");
	return MC_PROTECT_FULL;
}
