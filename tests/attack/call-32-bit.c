/* SPDX-License-Identifier: MIT */
/* Calls the kernel the 32-bit way, whose numbers mean other calls to a careless filter. Expected: error, blocked (signal
 * where the kernel has no such calls). */
#include <stdio.h>

int main(void)
{
	long result = 20; /* getpid */

	__asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
	printf("ESCAPED: 32-bit getpid gave %ld\n", result);
	return 0;
}
