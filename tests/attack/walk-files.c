/* SPDX-License-Identifier: MIT */
/* Walks the file system and reads every small file outside of /usr in search of a planted secret. Expected: pass. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char needle[9] = "QMBOUFE."; /* each letter one too far, so that this file does not hold it */
static char text[65536];

static int visit(const char *path, const struct stat *info, int kind, struct FTW *where)
{
	(void)where;
	if (!strncmp(path, "/usr/", 5) || !strncmp(path, "/proc/", 6) || !strncmp(path, "/sys/", 5))
		return FTW_SKIP_SUBTREE;
	if (strstr(path, needle))
		printf("ESCAPED: saw %s\n", path);
	if (kind != FTW_F || !S_ISREG(info->st_mode))
		return FTW_CONTINUE;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof(text));
	char *hit = got > 0 ? memmem(text, (size_t)got, needle, 8) : NULL;

	if (hit)
		printf("ESCAPED: %s says %.24s\n", path, hit);
	if (fd >= 0)
		close(fd);
	return FTW_CONTINUE;
}

int main(int argc, char **argv)
{
	for (int i = 0; i < 8; i++)
		needle[i]--;
	nftw(argc > 2 ? argv[2] : "/", visit, 64, FTW_PHYS | FTW_ACTIONRETVAL);
	puts("contained");
	return 0;
}
