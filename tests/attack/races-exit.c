/* SPDX-License-Identifier: MIT */
/* Ends while children shower it with signals. Expected: any ending of its own doing: pass, fail or error, signal. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
	pid_t self = getpid();

	for (int i = 0; i < 8; i++) {
		if (fork() == 0) {
			for (;;)
				kill(self, i % 2 ? SIGTERM : SIGUSR1);
		}
	}
	puts("contained");
	fflush(stdout);
	_exit(0);
}
