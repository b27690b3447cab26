/* SPDX-License-Identifier: MIT */
/* Makes a file of 1 GiB that is a hole. Expected: error, disk. */
#include <fcntl.h>
#include <unistd.h>

int main(void)
{
	int fd = open("hole", O_CREAT | O_RDWR, 0600);

	return ftruncate(fd, 1l << 30) ? 1 : 0;
}
