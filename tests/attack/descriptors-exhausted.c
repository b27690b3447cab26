/* SPDX-License-Identifier: MIT */
/* Opens files until no more can be opened, in 20 processes. Expected: pass: the keeper goes on. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	for (int i = 0; i < 20; i++) {
		if (fork() == 0) {
			while (open("/dev/null", O_RDONLY) >= 0)
				;
			usleep(50000);
			_exit(0);
		}
	}
	while (wait(NULL) > 0)
		;
	puts("contained");
	return 0;
}
