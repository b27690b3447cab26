/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "base/alloc.h"
#include "base/i18n.h"

/*
 * A deny list: what no exercise needs and what attacks on the kernel or on the sandbox's init begin with.
 * Names that this version of libseccomp does not know are left out.
 */
static const char *const forbidden[] = {
	"unshare",
	"setns",
	"mount",
	"umount2",
	"umount",
	"pivot_root",
	"chroot",
	"move_mount",
	"open_tree",
	"mount_setattr",
	"fsopen",
	"fsconfig",
	"fsmount",
	"fspick",
	"ptrace",
	"process_vm_readv",
	"process_vm_writev",
	"process_madvise",
	"kcmp",
	"pidfd_getfd",
	"bpf",
	"perf_event_open",
	"userfaultfd",
	"keyctl",
	"add_key",
	"request_key",
	"kexec_load",
	"kexec_file_load",
	"init_module",
	"finit_module",
	"delete_module",
	"name_to_handle_at",
	"open_by_handle_at",
	"shmget",
	"shmat",
	"shmctl",
	"msgget",
	"msgsnd",
	"msgrcv",
	"msgctl",
	"semget",
	"semctl",
	"semop",
	"semtimedop",
	"mq_open",
	"mq_unlink",
	"personality",
	"acct",
	"swapon",
	"swapoff",
	"reboot",
	"sethostname",
	"setdomainname",
	"settimeofday",
	"clock_settime",
	"clock_adjtime",
	"adjtimex",
	"stime",
	"iopl",
	"ioperm",
	"modify_ldt",
	"quotactl",
	"quotactl_fd",
	"syslog",
	"vhangup",
	"lookup_dcookie",
	"nfsservctl",
	"uselib",
	"ustat",
	"sysfs",
	"_sysctl",
	"vmsplice",
	"fanotify_init",
	"migrate_pages",
	"move_pages",
	"set_mempolicy",
	"mbind",
	"memfd_secret",
};

/* libc and language runtimes fall back to the older call when they are told that these do not exist. */
static const char *const missing[] = { "clone3", "io_uring_setup", "io_uring_enter", "io_uring_register" };

/* The pid in argument 0 must be 0, which is the caller: another process could be init, which may share the
 * user id. */
static const char *const own_pid_only[] = { "prlimit64", "sched_setparam", "sched_setscheduler",
					    "sched_setattr" };

/* The same with "which" before it. */
static const char *const own_who_only[] = { "setpriority", "ioprio_set" };

static const unsigned namespaces[] = { CLONE_NEWNS,  CLONE_NEWUTS, CLONE_NEWIPC,   CLONE_NEWUSER,
				       CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWCGROUP };

static int add_names(scmp_filter_ctx ctx, uint32_t action, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int number = seccomp_syscall_resolve_name(names[i]);

		/* Negative: not a call of this architecture. */
		if (number >= 0 && seccomp_rule_add(ctx, action, number, 0))
			return -1;
	}
	return 0;
}

static int add_not_zero(scmp_filter_ctx ctx, unsigned argument, const char *const *names, size_t count)
{
	struct scmp_arg_cmp not_zero = { argument, SCMP_CMP_NE, 0, 0 };

	for (size_t i = 0; i < count; i++) {
		int number = seccomp_syscall_resolve_name(names[i]);

		if (number >= 0 && seccomp_rule_add_array(ctx, SCMP_ACT_ERRNO(EPERM), number, 1, &not_zero))
			return -1;
	}
	return 0;
}

/* Compared as 64 bits, so that a number with something in its upper half is above all of them. */
static int add_families(scmp_filter_ctx ctx)
{
	for (scmp_datum_t family = 0; family < AF_MAX; family++) {
		if (family != AF_UNIX && family != AF_INET && family != AF_INET6 &&
		    seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
				     SCMP_A0(SCMP_CMP_EQ, family, 0)))
			return -1;
	}
	return seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
				SCMP_A0(SCMP_CMP_GE, AF_MAX, 0));
}

/* Only local sockets, abstract ones end at the network namespace; with a loopback device also those that can
 * use it. */
static int add_sockets(scmp_filter_ctx ctx, bool has_loopback)
{
	if (has_loopback && add_families(ctx))
		return -1;
	if (!has_loopback && seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
					      SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0)))
		return -1;
	/* A pair of any other family does not work either, but asking has the kernel load that family's
	 * module. */
	return seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socketpair), 1,
				SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0));
}

/* Pages of memory files belong to no process, so polling cannot count them; nor can it what waits in sockets,
 * which is little while they keep their usual size. */
static int add_unseen(scmp_filter_ctx ctx)
{
	static const scmp_datum_t options[] = { SO_SNDBUF, SO_SNDBUFFORCE };
	static const char *const unseen[] = { "memfd_create" };

	for (size_t i = 0; i < MC_COUNT(options); i++) {
		if (seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(setsockopt), 1,
				     SCMP_A2(SCMP_CMP_MASKED_EQ, 0xffffffffu, options[i])))
			return -1;
	}
	return add_names(ctx, SCMP_ACT_ERRNO(ENOSYS), unseen, MC_COUNT(unseen));
}

static int add_clone(scmp_filter_ctx ctx)
{
	for (size_t i = 0; i < MC_COUNT(namespaces); i++) {
		scmp_datum_t bit = namespaces[i];

		if (seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
				     SCMP_A0(SCMP_CMP_MASKED_EQ, bit, bit)))
			return -1;
	}
	return 0;
}

/*
 * The first two would type into the terminal of whoever started the grader.  A program that is given a
 * terminal of its own needs no other discipline of lines, for which the kernel would load a module, and no
 * control by it.  Compared as 32 bits, as the kernel reads it.
 */
static int add_ioctl(scmp_filter_ctx ctx)
{
	static const scmp_datum_t commands[] = { TIOCSTI, TIOCLINUX, TIOCSETD, TIOCSCTTY };

	for (size_t i = 0; i < MC_COUNT(commands); i++) {
		if (seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
				     SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffffu, commands[i])))
			return -1;
	}
	return 0;
}

/* Both the process and its group; the kernel reads these arguments as 32 bits. */
static int add_guard(scmp_filter_ctx ctx, pid_t pid)
{
	static const char *const by_process[] = {
		"kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open"
	};
	scmp_datum_t targets[] = { (uint32_t)pid, (uint32_t)-pid };

	for (size_t i = 0; i < 2 * MC_COUNT(by_process); i++) {
		struct scmp_arg_cmp same = { 0, SCMP_CMP_MASKED_EQ, 0xffffffffu, targets[i % 2] };
		int number = seccomp_syscall_resolve_name(by_process[i / 2]);

		if (seccomp_rule_add_array(ctx, SCMP_ACT_ERRNO(EPERM), number, 1, &same))
			return -1;
	}
	return 0;
}

static int add_guards(scmp_filter_ctx ctx, const struct mc_filter_plan *plan)
{
	struct scmp_arg_cmp everybody = { 0, SCMP_CMP_MASKED_EQ, 0xffffffffu, (uint32_t)-1 };

	if (!plan->guarded[0])
		return 0;
	return add_guard(ctx, plan->guarded[0]) || add_guard(ctx, plan->guarded[1]) ||
	       seccomp_rule_add_array(ctx, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(kill), 1, &everybody);
}

static int add_all(scmp_filter_ctx ctx, const struct mc_filter_plan *plan)
{
	/* The kernel works out its table of always allowed calls from the program: a tree is twice as fast as
	 * a list. */
	return seccomp_attr_set(ctx, SCMP_FLTATR_CTL_OPTIMIZE, 2) ||
	       seccomp_attr_set(ctx, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) ||
	       add_names(ctx, SCMP_ACT_ERRNO(EPERM), forbidden, MC_COUNT(forbidden)) ||
	       add_names(ctx, SCMP_ACT_ERRNO(ENOSYS), missing, MC_COUNT(missing)) ||
	       add_not_zero(ctx, 0, own_pid_only, MC_COUNT(own_pid_only)) ||
	       add_not_zero(ctx, 1, own_who_only, MC_COUNT(own_who_only)) ||
	       add_sockets(ctx, plan->has_loopback) || add_clone(ctx) || add_ioctl(ctx) ||
	       add_guards(ctx, plan) || (!plan->has_memory_group && add_unseen(ctx));
}

/* libseccomp 2.5 exports only to a descriptor. */
static int export(struct sock_fprog *filter, scmp_filter_ctx ctx)
{
	struct stat info;
	MC_AUTOFD fd = memfd_create("filter", MFD_CLOEXEC);

	if (fd < 0 || seccomp_export_bpf(ctx, fd) || fstat(fd, &info))
		return -1;
	size_t size = (size_t)info.st_size;
	struct sock_filter *steps = mc_alloc(size);

	if (pread(fd, steps, size, 0) != (ssize_t)size) {
		free(steps);
		return -1;
	}
	*filter = (struct sock_fprog){ .len = (unsigned short)(size / sizeof(*steps)), .filter = steps };
	return 0;
}

struct mc_err *mc_filter_build(struct sock_fprog *filter, const struct mc_filter_plan *plan)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
	int failed = !ctx || add_all(ctx, plan) || export(filter, ctx);

	if (ctx)
		seccomp_release(ctx);
	if (failed)
		return mc_err_new(MC_E_UNSUPPORTED, _("cannot build the filter of system calls"));
	return NULL;
}

bool mc_filter_install(const struct sock_fprog *filter)
{
	return !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter, 0, 0);
}
