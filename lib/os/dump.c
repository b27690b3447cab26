/* SPDX-License-Identifier: MIT */
#include "os/dump.h"

#include <sys/prctl.h>
#include <sys/resource.h>

void mc_dump_forbid(void)
{
	const struct rlimit none = { 0, 0 };

	/* The limit alone does not count where the system pipes dumps into a program. */
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0);
}
