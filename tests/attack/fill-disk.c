/* SPDX-License-Identifier: MIT */
/* Fills the disk with files below the limit of one file. Expected: error, disk. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
	static char block[1 << 20];

	memset(block, 1, sizeof(block));
	for (int i = 0;; i++) {
		char name[32];

		snprintf(name, sizeof(name), "%s/f%d", i % 2 ? "/tmp" : ".", i);
		int fd = open(name, O_CREAT | O_WRONLY, 0600);

		for (int k = 0; fd >= 0 && k < 2; k++) {
			if (write(fd, block, sizeof(block)) == sizeof(block))
				continue;
			usleep(50000);
			return 1;
		}
		if (fd < 0)
			return 1;
		close(fd);
	}
}
