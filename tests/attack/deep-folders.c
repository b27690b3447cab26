/* SPDX-License-Identifier: MIT */
/* Makes 8 000 folders, one in the other, whose path no call can take. Expected: pass, or error, cpu-time:
 * each folder costs more than the one before. Nobody has to walk them afterwards. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
	if (chdir("/tmp"))
		return 1;
	for (int i = 0; i < 8000; i++) {
		if (mkdir("d", 0700) || chdir("d"))
			break;
	}
	puts("contained");
	return 0;
}
