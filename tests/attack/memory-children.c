/* SPDX-License-Identifier: MIT */
/* Ten children take 32 MB each: none of them alone is too large. Expected: error, memory. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	int failed = 0;
	int status;

	for (int i = 0; i < 10; i++) {
		if (fork() == 0) {
			volatile char *block = malloc(32 << 20);

			if (!block)
				_exit(1);
			for (long k = 0; k < 32 << 20; k += 4096)
				block[k] = 1;
			usleep(500000);
			_exit(0);
		}
	}
	while (wait(&status) > 0)
		failed |= status;
	return failed ? 1 : 0;
}
