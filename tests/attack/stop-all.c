/* SPDX-License-Identifier: MIT */
/* Stops its parent, everybody else and itself. Expected: error, wall-time. */
#include <signal.h>
#include <unistd.h>

int main(void)
{
	kill(getppid(), SIGSTOP);
	kill(-1, SIGSTOP);
	raise(SIGSTOP);
	return 0;
}
