/* SPDX-License-Identifier: MIT */
/* Hands the work from child to child, each of a short life. Expected: error, cpu-time. */
#include <time.h>
#include <unistd.h>

int main(void)
{
	pid_t first = getpid();

	for (;;) {
		clock_t end = clock() + CLOCKS_PER_SEC / 50;

		while (clock() < end)
			;
		if (fork() == 0)
			continue;
		/* The first one stays, asleep, so that the run goes on. */
		if (getpid() == first)
			sleep(60);
		_exit(0);
	}
}
