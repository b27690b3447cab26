/* SPDX-License-Identifier: MIT */
#include "os/tty.h"

#include <sys/ioctl.h>

unsigned mc_tty_width(int fd)
{
	struct winsize size;

	return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
