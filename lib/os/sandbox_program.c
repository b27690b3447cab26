/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "base/i18n.h"

/*
 * The child shares init's memory until it execs (like vfork), so it must not allocate, must not touch libc's
 * state, and calls the kernel directly where libc would do more than the call: setresuid() of glibc signals
 * other threads.
 */
enum { STACK_BYTES = 64 * 1024, STACK_MB = 8, STACK_MAX_MB = 64, OPEN_FILES = 512, FEW_OPEN_FILES = 128 };

static void limit(int what, uint64_t soft, uint64_t hard)
{
	struct rlimit value = { soft, hard };

	/* A ceiling that is lower already stays. */
	if (syscall(SYS_setrlimit, what, &value)) {
		struct rlimit now;

		syscall(SYS_getrlimit, what, &now);
		value.rlim_max = now.rlim_max;
		value.rlim_cur = soft < now.rlim_max ? soft : now.rlim_max;
		syscall(SYS_setrlimit, what, &value);
	}
}

static void set_limits(const struct mc_program *program)
{
	const struct mc_limits *limits = program->limits;
	const struct mc_protection *protection = &program->inside->protection;
	uint64_t mb = 1024 * 1024;
	/* The kernel counts whole ticks here, on a busy machine a third too many: init's watch is exact, this
	 * is its backstop. */
	uint64_t cpu_s = (limits->cpu_ms + limits->cpu_ms / 2) / 1000 + 1;
	/* A control group tells when it refused, so it must be met first; but without namespaces init must be
	 * able to fork. */
	uint64_t slack = protection->cgroup != MC_CGROUP_NONE && protection->namespaces ? 16 : 0;
	uint64_t tasks = limits->processes + program->inside->other_tasks + slack;

	/* One second between them, or a program out of time dies by a bare SIGKILL that looks like lack of
	 * memory. */
	limit(RLIMIT_CPU, cpu_s, cpu_s + 1);
	limit(RLIMIT_FSIZE, limits->disk_mb * mb, limits->disk_mb * mb);
	/* The usual size: each thread gets one of it, and node with 64 MB stacks hangs under a limit of data.
	 */
	limit(RLIMIT_STACK, STACK_MB * mb, STACK_MAX_MB * mb);
	/* What waits in pipes and sockets is memory that polling does not see. */
	uint64_t files = protection->cgroup == MC_CGROUP_NONE ? FEW_OPEN_FILES : OPEN_FILES;

	limit(RLIMIT_NOFILE, files, files);
	limit(RLIMIT_CORE, 0, 0);
	limit(RLIMIT_NPROC, tasks, tasks);
	limit(RLIMIT_MEMLOCK, mb, mb);
	limit(RLIMIT_MSGQUEUE, 0, 0);
	/* Counts what is mapped, not what is used, so it only stops what is faster than the polling of
	 * memory. */
	uint64_t data = (2ull * limits->memory_mb + 256) * mb;

	if (protection->cgroup == MC_CGROUP_NONE && !program->maps_much)
		limit(RLIMIT_DATA, data, data);
}

/* Under real-time scheduling a loop without end would keep who watches it from the processor. */
static void set_schedule(void)
{
	const struct sched_param plain = { 0 };
	long policy = syscall(SYS_sched_getscheduler, 0);

	if (policy == SCHED_FIFO || policy == SCHED_RR)
		syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, &plain);
}

static int drop_rights(const struct mc_program *program)
{
	if (program->inside->protection.own_uid) {
		uid_t id = program->inside->uid;

		if (syscall(SYS_setgroups, 0L, NULL) || syscall(SYS_setresgid, id, id, id) ||
		    syscall(SYS_setresuid, id, id, id))
			return errno;
	}
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return errno;
	if (program->landlock >= 0 && syscall(SYS_landlock_restrict_self, program->landlock, 0))
		return errno;
	return 0;
}

/* Descriptors were received above 2, so no dup2() overwrites one that is still needed. */
static int set_descriptors(const struct mc_program *program)
{
	for (int i = 0; i < 3; i++) {
		if (dup2(program->fds[i], i) < 0)
			return errno;
	}
	return 0;
}

static int try_exec(const struct mc_program *program)
{
	int problem = ENOENT;

	for (size_t i = 0; program->paths[i]; i++) {
		syscall(SYS_execve, program->paths[i], program->args, program->env);
		if (errno != ENOENT && errno != ENOTDIR)
			problem = errno;
	}
	return problem;
}

static int become(const struct mc_program *program)
{
	umask(022);
	syscall(SYS_setsid);
	int problem = set_descriptors(program);

	if (problem)
		return problem;
	set_limits(program);
	set_schedule();
	problem = drop_rights(program);
	if (problem)
		return problem;
	/* With the program's own rights, or a folder closed to it would open. */
	if (chdir(program->cwd))
		return errno;
	syscall(SYS_close_range, 3u, ~0u, 0u);
	return try_exec(program);
}

static int child(void *argument)
{
	struct mc_program *program = argument;

	program->start_errno = become(program);
	/* Not _exit(): the sanitizers hook it and would look at a stack that they do not know. */
	syscall(SYS_exit_group, 127L);
	return 127;
}

/* One for all programs of a submission: CLONE_VFORK waits until the child has memory of its own. */
static struct mc_err *need_stack(struct mc_inside *inside)
{
	int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK;
	char *stack =
		inside->stack ? inside->stack : mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, flags, -1, 0);

	if (stack == MAP_FAILED)
		return mc_err_sys(MC_E_IO, errno, _("cannot start a program"));
	inside->stack = stack;
	return NULL;
}

/*
 * The kernel must find the program before init when memory runs out, so init takes the program's score while
 * it clones: raising needs no right, nor does going back.  Opening the file costs more than starting a
 * program, so it stays open.  A process that is not dumpable does not own its files in /proc; no program
 * exists yet when init is dumpable for a moment.
 */
static void need_oom_score(struct mc_inside *inside)
{
	if (inside->has_oom_score)
		return;
	inside->has_oom_score = true;
	prctl(PR_SET_DUMPABLE, 1);
	inside->oom_score = open("/proc/self/oom_score_adj", O_RDWR | O_CLOEXEC);
	prctl(PR_SET_DUMPABLE, 0);
	ssize_t got = read(inside->oom_score, inside->usual_score, sizeof(inside->usual_score) - 1);

	inside->usual_score[got > 0 ? got : 0] = '\0';
}

static void set_oom_score(const struct mc_inside *inside, const char *score)
{
	/* Where it cannot be set, the kernel chooses by size, which is the program too but for odd cases. */
	if (pwrite(inside->oom_score, score, strlen(score), 0) < 0)
		return;
}

struct mc_err *mc_program_start(pid_t *pid, int *pidfd, struct mc_program *program)
{
	int handle = -1;

	MC_TRY(need_stack(program->inside));
	need_oom_score(program->inside);
	set_oom_score(program->inside, "900");
	int started = clone(child, program->inside->stack + STACK_BYTES,
			    CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD, program, &handle);

	set_oom_score(program->inside, program->inside->usual_score);
	if (started < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot start a program"));
	*pid = started;
	*pidfd = handle;
	return NULL;
}
