/* SPDX-License-Identifier: MIT */
/* Looks for an exercise that lies below /usr, which programs see: its folder must not show. Expected: pass. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	DIR *dir = opendir("@EXERCISE@");
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] != '.')
			printf("ESCAPED: saw %s\n", entry->d_name);
	}
	if (open("@EXERCISE@/private/secret.txt", O_RDONLY) >= 0 || open("@EXERCISE@/exercise.json", O_RDONLY) >= 0)
		puts("ESCAPED: opened the spec");
	puts("contained");
	return 0;
}
