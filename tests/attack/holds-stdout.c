/* SPDX-License-Identifier: MIT */
/* Ends, while a child keeps stdout open so that the reader waits. Expected: pass, at once. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	if (fork() == 0) {
		setsid();
		sleep(60);
		_exit(0);
	}
	puts("contained");
	return 0;
}
