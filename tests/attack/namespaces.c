/* SPDX-License-Identifier: MIT */
/* Makes and enters namespaces, to be root in one. Expected: pass: all is refused. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
	static const unsigned long kinds[] = { CLONE_NEWUSER, CLONE_NEWNS,  CLONE_NEWPID,   CLONE_NEWNET,
					       CLONE_NEWIPC,  CLONE_NEWUTS, CLONE_NEWCGROUP };
	static const char *const names[] = { "user", "mnt", "pid", "net", "ipc", "uts", "cgroup" };

	for (int i = 0; i < 7; i++) {
		char path[32];

		if (!unshare((int)kinds[i]))
			printf("ESCAPED: unshared %s\n", names[i]);
		if (!unshare((int)(kinds[i] | CLONE_NEWUSER)))
			printf("ESCAPED: unshared user and %s\n", names[i]);
		long child = syscall(SYS_clone, kinds[i] | CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, NULL);

		if (child == 0)
			_exit(0);
		if (child > 0)
			printf("ESCAPED: cloned %s\n", names[i]);
		snprintf(path, sizeof(path), "/proc/1/ns/%s", names[i]);
		int fd = open(path, O_RDONLY);

		if (fd >= 0 && !setns(fd, 0))
			printf("ESCAPED: entered %s of init\n", names[i]);
	}
	struct { unsigned long long flags, rest[7]; } args = { CLONE_NEWUSER, { 0 } };

	if (syscall(SYS_clone3, &args, sizeof(args)) >= 0)
		puts("ESCAPED: clone3");
	puts("contained");
	return 0;
}
