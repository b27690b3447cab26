/* SPDX-License-Identifier: MIT */
#include "os/sandbox_terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "base/i18n.h"

static int set_plain(int slave)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct termios plain;

	if (tcgetattr(slave, &plain))
		return -1;
	plain.c_iflag = 0;
	plain.c_oflag = 0;
	/* Whole lines, and only for the sake of the end of input: it is a key. */
	plain.c_lflag = ICANON;
	memset(plain.c_cc, _POSIX_VDISABLE, sizeof(plain.c_cc));
	plain.c_cc[VEOF] = MC_TERMINAL_END;
	plain.c_cc[VMIN] = 1;
	plain.c_cc[VTIME] = 0;
	return tcsetattr(slave, TCSANOW, &plain) || ioctl(slave, TIOCSWINSZ, &size);
}

struct mc_err *mc_terminal_open(int *master, int *slave)
{
	int flags = O_RDWR | O_NOCTTY | O_CLOEXEC;
	int locked = 0;
	MC_AUTOFD outer = posix_openpt(flags | O_NONBLOCK);

	if (outer < 0 || ioctl(outer, TIOCSPTLCK, &locked))
		return mc_err_hint(mc_err_sys(MC_E_UNSUPPORTED, errno,
					      _("cannot open a terminal for a program")),
				   _("see whether /dev/pts is mounted on this machine"));
	/* By the master, not by a path that another mount may have taken. */
	MC_AUTOFD inner = ioctl(outer, TIOCGPTPEER, flags);

	if (inner < 0 || set_plain(inner))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot open a terminal for a program"));
	*master = outer;
	*slave = inner;
	outer = -1;
	inner = -1;
	return NULL;
}

bool mc_terminal_is_echoing(int master)
{
	struct termios now;

	/* Asked of the master, the kernel tells of the slave. */
	return !tcgetattr(master, &now) && ((now.c_lflag & ECHO) || !(now.c_lflag & ICANON));
}
