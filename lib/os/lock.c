/* SPDX-License-Identifier: MIT */
#include "os/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int set_lock(int fd, int command, short type, int64_t offset)
{
	struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = offset, .l_len = 1 };

	while (fcntl(fd, command, &lock) != 0) {
		if (errno != EINTR)
			return errno == EACCES ? EAGAIN : errno;
	}
	return 0;
}

int mc_lock_byte(int fd, int64_t offset, bool waits)
{
	return set_lock(fd, waits ? F_OFD_SETLKW : F_OFD_SETLK, F_WRLCK, offset);
}

void mc_unlock_byte(int fd, int64_t offset)
{
	(void)set_lock(fd, F_OFD_SETLK, F_UNLCK, offset);
}
