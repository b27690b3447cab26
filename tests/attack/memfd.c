/* SPDX-License-Identifier: MIT */
/* Fills files that exist only in memory and are mapped nowhere. Expected: error, memory; or pass
 * where no such file can be made. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
	static char block[1 << 20];
	int kept = 0;

	memset(block, 1, sizeof(block));
	for (int i = 0; i < 100; i++) {
		int fd = memfd_create("m", 0);

		if (fd < 0)
			break;
		for (int k = 0; k < 12; k++) {
			if (write(fd, block, sizeof(block)) != sizeof(block))
				return 1;
			kept++;
		}
	}
	puts(kept < 512 ? "contained" : "ESCAPED: more than 512 MB in memory files");
	return 0;
}
