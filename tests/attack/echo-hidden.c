/* SPDX-License-Identifier: MIT */
/* Prints what stands on stdin of a hidden test on both streams and ends badly. Expected: pass, and no report quotes it. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
	static char text[65536];
	ssize_t got = read(0, text, sizeof(text));

	if (got > 0 && text[0] != 'x') {
		fwrite(text, 1, (size_t)got, stdout);
		fwrite(text, 1, (size_t)got, stderr);
		return 3;
	}
	puts("contained");
	return 0;
}
