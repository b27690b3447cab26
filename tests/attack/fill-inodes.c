/* SPDX-License-Identifier: MIT */
/* Makes empty files until no more can be made. Expected: error, disk (or cpu-time on a slow machine). */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	for (int i = 0;; i++) {
		char name[32];

		snprintf(name, sizeof(name), "/tmp/f%d", i);
		int fd = open(name, O_CREAT | O_WRONLY, 0600);

		if (fd < 0) {
			usleep(50000);
			return 1;
		}
		close(fd);
	}
}
