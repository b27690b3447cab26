/* SPDX-License-Identifier: MIT */
/* Calls what attacks on a kernel begin with. Expected: pass: each is refused. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRY(name, ...) { #name, SYS_##name, { __VA_ARGS__ } }

static char area[4096];

int main(void)
{
	const struct { const char *name; long number; long args[5]; } calls[] = {
		TRY(mount, (long)"none", (long)"/tmp", (long)"tmpfs", 0, 0), TRY(umount2, (long)"/proc", 2),
		TRY(pivot_root, (long)"/", (long)"/tmp"), TRY(chroot, (long)"/tmp"), TRY(fsopen, (long)"tmpfs", 0),
		TRY(open_tree, -100, (long)"/", 1), TRY(bpf, 0, (long)area, 72), TRY(perf_event_open, (long)area, 0, -1, -1, 0),
		TRY(userfaultfd, 1), TRY(keyctl, 0, -3, 1), TRY(add_key, (long)"user", (long)"k", (long)"v", 1, -3),
		TRY(io_uring_setup, 4, (long)area), TRY(init_module, (long)area, 16, (long)""), TRY(delete_module, (long)"x", 0),
		TRY(kexec_load, 0, 0, 0, 0), TRY(reboot, 0xfee1dead, 672274793, 0), TRY(swapoff, (long)"/x"),
		TRY(sethostname, (long)"owned", 5), TRY(settimeofday, (long)area, 0), TRY(syslog, 3, (long)area, 4096),
		TRY(name_to_handle_at, -100, (long)"/", (long)area, (long)(area + 512), 0),
		TRY(open_by_handle_at, 3, (long)area, 0), TRY(quotactl, 0, 0, 0, 0), TRY(acct, (long)"/tmp/acct"),
		TRY(personality, 0x0400000), TRY(fanotify_init, 0, 0), TRY(move_pages, 1, 0, 0, 0, 0),
		TRY(kcmp, 1, 1, 0, 0, 0), TRY(vhangup, 0),
	};

	for (unsigned i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		const long *a = calls[i].args;
		long got = syscall(calls[i].number, a[0], a[1], a[2], a[3], a[4]);

		if (got >= 0 || (errno != EPERM && errno != ENOSYS && errno != EACCES))
			printf("ESCAPED: %s gave %ld, errno %d\n", calls[i].name, got, errno);
	}
	puts("contained");
	return 0;
}
