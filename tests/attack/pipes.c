/* SPDX-License-Identifier: MIT */
/* Fills large pipes that nobody reads. Expected: pass (the kernel's own limits hold) or error, memory. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	static char block[1 << 20];
	long kept = 0;

	for (int i = 0; i < 10000; i++) {
		int ends[2];

		if (pipe2(ends, O_NONBLOCK))
			break;
		fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
		for (ssize_t n; (n = write(ends[1], block, sizeof(block))) > 0;)
			kept += n;
	}
	puts(kept < 512l << 20 ? "contained" : "ESCAPED: more than 512 MB in pipes");
	return 0;
}
