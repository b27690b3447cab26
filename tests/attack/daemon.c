/* SPDX-License-Identifier: MIT */
/* Leaves a process in a session of its own that ignores signals. Expected: pass, and no process is left. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	if (fork() == 0) {
		setsid();
		if (fork() > 0)
			_exit(0);
		for (int i = 1; i < 65; i++)
			signal(i, SIG_IGN);
		for (int i = 0; i < 1024; i++)
			close(i);
		sleep(argc > 2 ? (unsigned)atoi(argv[2]) : 60);
		_exit(0);
	}
	usleep(20000);
	puts("contained");
	return 0;
}
