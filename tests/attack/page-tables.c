/* SPDX-License-Identifier: MIT */
/* Touches one byte of many far pages: tables cost more than data. Expected: error, memory, or pass within the limit. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

int main(void)
{
	for (long i = 0; i < 30000; i++) {
		char *page = mmap((char *)0x100000000000 + i * (2 << 20), 4096, PROT_READ,
				  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

		if (page == MAP_FAILED)
			break;
		if (*(volatile char *)page)
			return 1;
	}
	puts("contained");
	return 0;
}
