/* SPDX-License-Identifier: MIT */
/* Prints without end. Expected: error, output. */
#include <stdio.h>

int main(void)
{
	for (;;)
		puts("contained");
}
