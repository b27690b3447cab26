/* SPDX-License-Identifier: MIT */
/* Types a command into the terminal of whoever grades. Expected: pass: there is no terminal, and the call is refused. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>

int main(void)
{
	const char *text = "touch /tmp/escaped-@MARK@\n";
	int terminal = open("/dev/tty", O_RDWR);

	if (terminal >= 0)
		puts("ESCAPED: has a terminal");
	for (int fd = 0; fd < 4; fd++) {
		for (const char *p = text; *p; p++) {
			/* The upper half of the number does not count for the kernel, but may for a filter. */
			if (!ioctl(fd, TIOCSTI, p) || !ioctl(fd, TIOCSTI | 0xffff00000000ul, p)) {
				puts("ESCAPED: typed");
				return 0;
			}
		}
	}
	puts("contained");
	return 0;
}
