/* SPDX-License-Identifier: MIT */
/* Puts links in place of the files to be collected: to a secret, to the grader's memory, to itself. Expected: fail,
 * missing-file: links are not followed out of the folder. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	int failed = symlink("@EXERCISE@/private/secret.txt", "out.txt") || symlink("/proc/1/environ", "environ.txt") ||
		     symlink("loop.txt", "loop.txt");

	puts("contained");
	return failed;
}
