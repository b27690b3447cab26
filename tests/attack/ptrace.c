/* SPDX-License-Identifier: MIT */
/* Traces and reads init, the keeper and its own child. Expected: pass: all is refused. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
	static char text[64];
	struct iovec here = { text, sizeof(text) };
	struct iovec there = { (void *)0x400000, sizeof(text) };
	pid_t child = fork();

	if (child == 0) {
		for (;;)
			pause();
	}
	const pid_t targets[] = { 1, getppid(), child };

	for (int i = 0; i < 3; i++) {
		if (!ptrace(PTRACE_ATTACH, targets[i], NULL, NULL) || !ptrace(PTRACE_SEIZE, targets[i], NULL, NULL))
			printf("ESCAPED: traces %d\n", targets[i]);
		if (process_vm_readv(targets[i], &here, 1, &there, 1, 0) >= 0 ||
		    process_vm_writev(targets[i], &here, 1, &there, 1, 0) >= 0)
			printf("ESCAPED: reads %d\n", targets[i]);
		int handle = (int)syscall(SYS_pidfd_open, targets[i], 0);

		for (int fd = 0; handle >= 0 && fd < 16; fd++) {
			if (syscall(SYS_pidfd_getfd, handle, fd, 0) >= 0)
				printf("ESCAPED: took descriptor %d of %d\n", fd, targets[i]);
		}
	}
	kill(child, SIGKILL);
	puts("contained");
	return 0;
}
