/* SPDX-License-Identifier: MIT */
/* Puts a script that always answers in the place of its own binary and source. Expected: pass, and the next test finds
 * the binary that was built. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void replace(const char *path, const char *text)
{
	unlink(path);
	int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0755);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		return;
	close(fd);
}

int main(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	replace("main", "#!/bin/sh\necho ESCAPED: the next test ran the replaced program\n");
	replace("main.c", "int main;");
	puts("contained");
	return 0;
}
