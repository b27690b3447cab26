/* SPDX-License-Identifier: MIT */
/* Reads every descriptor above 2 that it was born with. Expected: pass: there is none. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	for (int fd = 3; fd < 4096; fd++) {
		char text[64];

		if (fcntl(fd, F_GETFD) < 0)
			continue;
		ssize_t got = pread(fd, text, sizeof(text), 0);

		printf("ESCAPED: descriptor %d is open: %.*s\n", fd, (int)(got > 0 ? got : 0), text);
	}
	puts("contained");
	return 0;
}
