/* SPDX-License-Identifier: MIT */
#include "os/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "os/sandbox_inside.h"

/* What a reader of files needs; what is not here fails with EPERM. */
static const char *const allowed[] = {
	"read",	       "pread64",   "readv",	     "lseek",		"close",	"fstat",
	"stat",	       "lstat",	    "newfstatat",    "statx",		"access",	"faccessat",
	"faccessat2",  "readlink",  "readlinkat",    "getdents64",	"getcwd",	"fcntl",
	"mmap",	       "munmap",    "mprotect",	     "mremap",		"madvise",	"brk",
	"futex",       "getrandom", "clock_gettime", "gettimeofday",	"time",		"getpid",
	"gettid",      "getuid",    "geteuid",	     "getgid",		"getegid",	"uname",
	"sysinfo",     "write",	    "sendto",	     "rt_sigreturn",	"rt_sigaction", "rt_sigprocmask",
	"sigaltstack", "exit",	    "exit_group",    "restart_syscall", "sched_yield",	"sched_getaffinity",
	"recvfrom",
};

/* What a client of sockets needs beside; socket() is not there. */
static const char *const talking[] = {
	"getpeername", "getsockname", "getsockopt", "setsockopt", "ioctl",
	"poll",	       "ppoll",	      "recvmsg",    "sendmsg",	  "shutdown",
};

/* Opening only to read: neither O_WRONLY nor O_RDWR nor any flag that makes or cuts a file. */
static int allow_open(scmp_filter_ctx ctx, const char *name, unsigned flags_at)
{
	struct scmp_arg_cmp reading = { flags_at, SCMP_CMP_MASKED_EQ,
					O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND, O_RDONLY };

	return seccomp_rule_add_array(ctx, SCMP_ACT_ALLOW, seccomp_syscall_resolve_name(name), 1, &reading);
}

static int allow_calls(scmp_filter_ctx ctx, const char *const names[], size_t count)
{
	int failed = 0;

	for (size_t i = 0; i < count; i++) {
		int number = seccomp_syscall_resolve_name(names[i]);

		if (number != __NR_SCMP_ERROR)
			failed |= seccomp_rule_add(ctx, SCMP_ACT_ALLOW, number, 0);
	}
	return failed;
}

static int feign_connect(scmp_filter_ctx ctx)
{
	return seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EINPROGRESS), seccomp_syscall_resolve_name("connect"), 0);
}

/* What a child may do beside using the descriptors that it has. */
enum freedom { FREE_TO_READ, FREE_TO_TALK, FREE_TO_NOTHING };

static void filter_calls(enum freedom freedom)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ERRNO(EPERM));

	if (!ctx)
		return;
	int failed = allow_calls(ctx, allowed, MC_COUNT(allowed));

	if (freedom == FREE_TO_READ)
		failed |= allow_open(ctx, "open", 1) | allow_open(ctx, "openat", 2);
	else if (freedom == FREE_TO_TALK)
		failed |= allow_calls(ctx, talking, MC_COUNT(talking)) | feign_connect(ctx);
	if (!failed)
		(void)seccomp_load(ctx);
	seccomp_release(ctx);
}

void mc_confine_to(const char *folder)
{
	MC_AUTOFD rules = folder ? mc_landlock_reading(folder) : -1;

	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (rules >= 0)
		(void)mc_landlock_enter(rules);
	filter_calls(folder ? FREE_TO_READ : FREE_TO_NOTHING);
}

void mc_confine_to_sockets(void)
{
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	filter_calls(FREE_TO_TALK);
}

void mc_close_others(int keep)
{
	if (keep > 0)
		(void)close_range(0, (unsigned)keep - 1, 0);
	(void)close_range((unsigned)keep + 1, ~0U, 0);
}
