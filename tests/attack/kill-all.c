/* SPDX-License-Identifier: MIT */
/* Kills every process that it may kill: init, keeper and grader among them. Expected: pass. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGUSR1, SIGPIPE, SIGSTOP, SIGKILL };

	for (unsigned i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		kill(-1, signals[i]);
		for (pid_t pid = 1; pid < 5000; pid++) {
			if (pid != getpid())
				kill(pid, signals[i]);
		}
	}
	puts("contained");
	return 0;
}
