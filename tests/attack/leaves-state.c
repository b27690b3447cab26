/* SPDX-License-Identifier: MIT */
/* Leaves notes for the next test wherever it can, and looks for those of the test before. Expected: pass, twice. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static int found;

static void look_and_leave(const char *path)
{
	if (!access(path, F_OK)) {
		printf("ESCAPED: '%s' is still there\n", path);
		found = 1;
	}
	close(open(path, O_CREAT | O_WRONLY, 0666));
}

static void keep_socket(void)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX, .sun_path = "\0left-over" };
	socklen_t len = offsetof(struct sockaddr_un, sun_path) + 10;
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (!connect(fd, (struct sockaddr *)&name, len)) {
		puts("ESCAPED: somebody listens");
		found = 1;
	}
	if (bind(fd, (struct sockaddr *)&name, len) || listen(fd, 1)) {
		puts("ESCAPED: the name is taken");
		found = 1;
	}
	if (fork() == 0) {
		setsid();
		sleep(60);
		_exit(0);
	}
}

int main(void)
{
	static const char *const places[] = { "/tmp/left-1",    "/tmp/.left-2", "/var/tmp/left-3", "/dev/shm/left-4",
					      "/box/left-5",    "/box/.left-6", "/run/left-7",     "/left-8",
					      "/dev/left-9",    "/home/left-10", "/box/tests/left-11" };

	for (unsigned i = 0; i < sizeof(places) / sizeof(*places); i++)
		look_and_leave(places[i]);
	mkdir("/box/tests", 0777);
	keep_socket();
	if (!found)
		puts("contained");
	return 0;
}
