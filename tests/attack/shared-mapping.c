/* SPDX-License-Identifier: MIT */
/* Fills shared memory, which the limit of data does not count. Expected: error, memory. */
#include <string.h>
#include <sys/mman.h>

int main(void)
{
	for (;;) {
		char *block = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

		if (block == MAP_FAILED)
			return 1;
		memset(block, 1, 1 << 20);
	}
}
