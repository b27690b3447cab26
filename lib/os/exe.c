/* SPDX-License-Identifier: MIT */
#include "os/exe.h"

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

struct mc_err *mc_exe_dir(char **dir)
{
	MC_AUTOTEXT path = mc_alloc_zero(PATH_MAX, 1);
	ssize_t len = readlink("/proc/self/exe", path, PATH_MAX - 1);

	if (len <= 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot find the program's own folder"));
	char *slash = strrchr(path, '/');

	*dir = mc_strndup(path, slash ? (size_t)(slash - path) : 0);
	return NULL;
}

unsigned mc_cpu_count(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) < 0)
		return 1;
	return CPU_COUNT(&set) > 0 ? (unsigned)CPU_COUNT(&set) : 1;
}

unsigned mc_cpu_number(unsigned slot)
{
	cpu_set_t set;
	unsigned left = slot % mc_cpu_count();

	if (sched_getaffinity(0, sizeof(set), &set) < 0)
		return 0;
	for (unsigned cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (CPU_ISSET(cpu, &set) && left-- == 0)
			return cpu;
	}
	return 0;
}

void mc_cpu_stay(unsigned cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	(void)sched_setaffinity(0, sizeof(set), &set);
}
