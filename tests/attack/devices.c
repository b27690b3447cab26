/* SPDX-License-Identifier: MIT */
/* Makes device nodes and opens those of disks, memory, kernel and terminals. Expected: pass: there are none. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

int main(void)
{
	static const char *const paths[] = { "/dev/sda",  "/dev/vda",  "/dev/mem",  "/dev/kmem", "/dev/port",
					     "/dev/kmsg", "/dev/tty",  "/dev/tty1", "/dev/ptmx", "/dev/pts/ptmx",
					     "/dev/fuse", "/dev/kvm",  "/dev/loop0", "/dev/net/tun", "/proc/kcore",
					     "/proc/kmsg", "/dev/console", "/proc/sysrq-trigger" };

	for (unsigned i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		if (open(paths[i], O_RDWR | O_NONBLOCK | O_NOCTTY) >= 0 || open(paths[i], O_RDONLY | O_NONBLOCK | O_NOCTTY) >= 0)
			printf("ESCAPED: opened %s\n", paths[i]);
	}
	for (unsigned major_number = 1; major_number < 260; major_number++) {
		if (!mknod("/tmp/disk", S_IFBLK | 0666, makedev(major_number, 0)) ||
		    !mknod("/box/disk", S_IFCHR | 0666, makedev(major_number, 1)))
			printf("ESCAPED: made a device node %u\n", major_number);
	}
	puts("contained");
	return 0;
}
