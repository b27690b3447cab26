/* SPDX-License-Identifier: MIT */
#include "os/core.h"

#include <sys/prctl.h>
#include <sys/resource.h>

void mc_core_forbid(void)
{
	const struct rlimit none = { 0, 0 };

	(void)prctl(PR_SET_DUMPABLE, 0);
	(void)setrlimit(RLIMIT_CORE, &none);
}
