/* SPDX-License-Identifier: MIT */
/* Puts a folder with many files in place of the file to be collected. Expected: fail, missing-file. */
#include <stdio.h>
#include <sys/stat.h>

int main(void)
{
	int failed = mkdir("out.txt", 0777) || mkdir("out.txt/deeper", 0777);

	puts("contained");
	return failed;
}
