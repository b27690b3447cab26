/* SPDX-License-Identifier: MIT */
/* Raises its limits, its rank and its share, and those of init. Expected: pass. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

int main(void)
{
	struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };
	struct rlimit zero = { 0, 0 };
	struct sched_param first = { .sched_priority = 1 };

	for (int what = 0; what < 16; what++) {
		struct rlimit now;

		if (getrlimit(what, &now) || now.rlim_max == RLIM_INFINITY)
			continue;
		if (!setrlimit(what, &none) || !prlimit(0, what, &none, NULL))
			printf("ESCAPED: raised limit %d\n", what);
		if (!prlimit(1, what, &zero, NULL) || !prlimit(getppid(), what, &zero, NULL))
			printf("ESCAPED: limit %d of init\n", what);
	}
	if (!setpriority(PRIO_PROCESS, 0, -20) || !setpriority(PRIO_PROCESS, 1, 19))
		puts("ESCAPED: priority");
	if (!sched_setscheduler(0, SCHED_FIFO, &first) || !sched_setscheduler(1, SCHED_BATCH, &(struct sched_param){ 0 }))
		puts("ESCAPED: scheduler");
	int fd = open("/proc/self/oom_score_adj", O_WRONLY);

	if (fd >= 0 && write(fd, "-1000", 5) == 5)
		puts("ESCAPED: safe from lack of memory");
	puts("contained");
	return 0;
}
