/* SPDX-License-Identifier: MIT */
/* Leaves its control group for one without limits, or lifts the limits. Expected: pass: the files are not there. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
	static const char *const paths[] = { "/sys/fs/cgroup/cgroup.procs", "/sys/fs/cgroup/memory/tasks",
					     "/sys/fs/cgroup/memory/cgroup.procs", "/sys/fs/cgroup/memory/release_agent",
					     "/sys/fs/cgroup/pids/tasks", "/sys/fs/cgroup/unified/cgroup.procs",
					     "/proc/1/cgroup", "/proc/self/cgroup" };

	for (unsigned i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		if (open(paths[i], O_WRONLY) >= 0)
			printf("ESCAPED: opened %s\n", paths[i]);
	}
	if (!mkdir("/sys/fs/cgroup/memory/free", 0755) || !mkdir("/sys/fs/cgroup/free", 0755))
		puts("ESCAPED: made a group");
	puts("contained");
	return 0;
}
