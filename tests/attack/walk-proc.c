/* SPDX-License-Identifier: MIT */
/* Reads environment, arguments, memory, roots and descriptors of every process in /proc. Expected: pass. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char needle[9] = "QMBOUFE.";
static char text[262144];

static void look(const char *format, int pid, int number)
{
	char path[128];

	snprintf(path, sizeof(path), format, pid, number);
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof(text));
	char *hit = got > 0 ? memmem(text, (size_t)got, needle, 8) : NULL;

	if (hit)
		printf("ESCAPED: %s says %.24s\n", path, hit);
	if (fd >= 0)
		close(fd);
}

/* The descriptors of the program itself are its own stdin, which a hidden test fills. */
static void look_at(int pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d", pid);
	if (access(path, F_OK) || pid == getpid())
		return;
	look("/proc/%d/environ", pid, 0);
	look("/proc/%d/cmdline", pid, 0);
	look("/proc/%d/root@EXERCISE@/private/secret.txt", pid, 0);
	look("/proc/%d/cwd/private/secret.txt", pid, 0);
	for (int fd = 0; fd < 64; fd++)
		look("/proc/%d/fd/%d", pid, fd);
	snprintf(path, sizeof(path), "/proc/%d/mem", pid);
	int memory = open(path, O_RDWR | O_CLOEXEC);

	if (memory >= 0)
		printf("ESCAPED: opened %s\n", path);
	if (pid != 1)
		printf("saw process %d\n", pid);
}

int main(int argc, char **argv)
{
	int last = argc > 2 ? atoi(argv[2]) : 4000;

	for (int i = 0; i < 8; i++)
		needle[i]--;
	for (int pid = argc > 2 ? last : 1; pid <= last; pid++)
		look_at(pid);
	puts("contained");
	return 0;
}
