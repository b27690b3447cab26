/* SPDX-License-Identifier: MIT */
/* Gives the right answer and prints without end on stderr. Expected: error, output. */
#include <stdio.h>

int main(void)
{
	puts("contained");
	fflush(stdout);
	for (;;)
		fputs("warning: this is fine\n", stderr);
}
