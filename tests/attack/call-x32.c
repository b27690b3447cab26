/* SPDX-License-Identifier: MIT */
/* Calls the kernel by the numbers of x32, which a careless filter lets through. Expected: error, blocked. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	/* unshare(CLONE_NEWUSER) */
	printf("ESCAPED: x32 unshare gave %ld\n", syscall(0x40000000 | 272, 0x10000000));
	return 0;
}
