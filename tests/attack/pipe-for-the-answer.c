/* SPDX-License-Identifier: MIT */
/* Puts a FIFO in place of the file to be collected, so that whoever opens it waits. Expected: fail, missing-file. */
#include <stdio.h>
#include <sys/stat.h>

int main(void)
{
	int failed = mkfifo("out.txt", 0666);

	puts("contained");
	return failed;
}
