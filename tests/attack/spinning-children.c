/* SPDX-License-Identifier: MIT */
/* Lets children do the work, each within its own limit. Expected: error, cpu-time. */
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	for (int i = 0; i < 6; i++) {
		if (fork() == 0) {
			for (volatile int k = 0;; k++)
				;
		}
	}
	while (wait(NULL) > 0)
		;
	return 0;
}
