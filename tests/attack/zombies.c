/* SPDX-License-Identifier: MIT */
/* Leaves dead children that nobody reaps until no process can be made. Expected: error, processes. */
#include <unistd.h>

int main(void)
{
	for (;;) {
		pid_t child = fork();

		if (child == 0)
			_exit(0);
		if (child < 0) {
			usleep(50000);
			return 1;
		}
	}
}
