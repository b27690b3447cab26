/* SPDX-License-Identifier: MIT */
/* Attacks init with all that one user may do to a process of the same user. Expected: pass: the next test runs as ever. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static void write_to(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_NONBLOCK);

	if (fd >= 0 && write(fd, text, strlen(text)) > 0 && strstr(path, "/fd/"))
		printf("ESCAPED: wrote to %s\n", path);
	if (fd >= 0)
		close(fd);
}

int main(void)
{
	cpu_set_t none;
	char path[64];

	for (int i = 1; i < 65; i++)
		kill(1, i);
	for (int i = 1; i < 65; i++)
		sigqueue(1, i, (union sigval){ .sival_int = i });
	for (int fd = 0; fd < 64; fd++) {
		snprintf(path, sizeof(path), "/proc/1/fd/%d", fd);
		write_to(path, "\1\0\0\0owned");
	}
	write_to("/proc/1/oom_score_adj", "1000");
	write_to("/proc/1/coredump_filter", "0");
	write_to("/proc/1/timerslack_ns", "1000000000");
	write_to("/proc/1/clear_refs", "5");
	write_to("/proc/1/comm", "owned");
	write_to("/proc/1/autogroup", "19");
	CPU_ZERO(&none);
	CPU_SET(0, &none);
	sched_setaffinity(1, sizeof(none), &none);
	syscall(SYS_ioprio_set, 1, 1, 3 << 13);
	setpgid(1, 0);
	if (!prlimit(1, RLIMIT_NOFILE, &(struct rlimit){ 0, 0 }, NULL))
		puts("ESCAPED: limited init");
	puts("contained");
	return 0;
}
