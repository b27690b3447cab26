/* SPDX-License-Identifier: MIT */
#include "result/level.h"

#include <assert.h>
#include <string.h>

#include "base/i18n.h"

static const char *const names[] = {
	[MC_PROTECT_NONE] = N_("none"),
	[MC_PROTECT_BASIC] = N_("basic"),
	[MC_PROTECT_FULL] = N_("full"),
};

const char *mc_level_name(enum mc_protection_level level)
{
	return names[level];
}

enum mc_protection_level mc_level_named(const char *name)
{
	size_t i = 0;

	while (i < MC_COUNT(names) && strcmp(names[i], name) != 0)
		i++;
	assert(i < MC_COUNT(names));
	return (enum mc_protection_level)i;
}
