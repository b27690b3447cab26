/* SPDX-License-Identifier: MIT */
/* Never reads the mebibyte that waits on stdin. Expected: pass. */
#include <stdio.h>

int main(void)
{
	puts("contained");
	return 0;
}
