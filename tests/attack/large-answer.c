/* SPDX-License-Identifier: MIT */
/* Writes a file to be collected that is as large as the disk allows. Expected: fail, differs, with a short document. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
	static char block[1 << 20];
	int fd = open("out.txt", O_CREAT | O_WRONLY, 0600);

	memset(block, 'x', sizeof(block));
	for (int i = 0; i < 12; i++) {
		if (write(fd, block, sizeof(block)) < 0)
			return 1;
	}
	puts("contained");
	return 0;
}
