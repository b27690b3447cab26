/* SPDX-License-Identifier: MIT */
#include "os/sandbox_keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/sandbox_attend.h"

/* High ids that no distribution gives to anybody; 16 for each slot of each process. */
enum {
	FIRST_UID = 2046820352,
	UIDS_A_SLOT = 16,
	TWIN_OFFSET = 8,
	SLOTS = 8,
	STARTERS = 65536,
	START_MS = 10000,
	PATIENCE = 2500
};

static const unsigned long namespaces =
	CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET;

/* In a container only a part of the ids is ours: then the slots share the upper half of the largest range. */
static uid_t base_in_map(uint64_t index)
{
	MC_AUTOFILE map = fopen("/proc/self/uid_map", "re");
	unsigned long first;
	unsigned long host;
	unsigned long count;
	uid_t base = 0;

	while (map && fscanf(map, "%lu %lu %lu", &first, &host, &count) == 3) {
		uint64_t needed = (uint64_t)SLOTS * STARTERS * UIDS_A_SLOT;

		if (first <= FIRST_UID && first + count >= FIRST_UID + needed)
			return (uid_t)(FIRST_UID + index * UIDS_A_SLOT);
		uint64_t places = count / 2 / UIDS_A_SLOT;

		if (places > 0)
			base = (uid_t)(first + count - (index % places + 1) * UIDS_A_SLOT);
	}
	return base;
}

uid_t mc_keeper_uid_base(const struct mc_sandbox *sandbox)
{
	unsigned slot = sandbox->config.slot % SLOTS;

	if (geteuid() != 0)
		return 0;
	uid_t base = base_in_map((uint64_t)((unsigned)getpid() % STARTERS) * SLOTS + slot);

	return base && sandbox->is_twin ? base + TWIN_OFFSET : base;
}

static bool has_written(pid_t pid, const char *name, const char *text)
{
	MC_AUTOTEXT path = mc_format("/proc/%d/%s", (int)pid, name);
	MC_AUTOFD fd = open(path, O_WRONLY | O_CLOEXEC);

	return fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
}

/* With ids of its own the sandbox's init is not the program's user; without, both are the caller, seen under
 * another number. */
static struct mc_err *map_ids(const struct mc_sandbox *sandbox, pid_t pid)
{
	uid_t base = mc_keeper_uid_base(sandbox);
	MC_AUTOTEXT users = NULL;
	MC_AUTOTEXT groups = NULL;

	if (sandbox->protection.own_uid) {
		users = mc_format("0 %u 1\n%u %u 1\n", base, MC_INSIDE_UID, base + 1);
		groups = mc_strdup(users);
	} else {
		users = mc_format("%u %u 1\n", MC_INSIDE_UID, geteuid());
		groups = mc_format("%u %u 1\n", MC_INSIDE_UID, getegid());
		if (!has_written(pid, "setgroups", "deny"))
			return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot give up groups in the sandbox"));
	}
	if (!has_written(pid, "uid_map", users) || !has_written(pid, "gid_map", groups))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot map user ids into the sandbox"));
	return NULL;
}

/* Runs in the worker, a copy of the keeper. */
static void be_worker(struct mc_sandbox *sandbox, int socket, uid_t base)
{
	struct mc_inside inside = {
		.config = &sandbox->config,
		.protection = sandbox->protection,
		.socket = socket,
		.filter = sandbox->filter,
		.uid = MC_INSIDE_UID,
		.home = MC_SANDBOX_HOME,
		.tmp = "/tmp",
		.stage_socket = -1,
		.stage_dir = -1,
		.lowest = { -1, -1, -1 },
	};

	if (!sandbox->protection.namespaces)
		inside.uid = sandbox->protection.own_uid ? base + 1 : geteuid();
	memcpy(inside.join, sandbox->cgroup.join, sizeof(inside.join));
	close(sandbox->socket);
	if (sandbox->protection.namespaces)
		mc_worker_main(&inside);
	mc_basic_main(&inside);
}

static struct mc_err *prepare_worker(struct mc_sandbox *sandbox)
{
	struct mc_request go = { .ask = MC_ASK_BEGIN };
	struct mc_reply ready;

	if (sandbox->protection.namespaces)
		MC_TRY(map_ids(sandbox, sandbox->worker));
	MC_TRY(mc_keeper_ask(sandbox, &go, (struct mc_str){ NULL, 0 }, NULL, 0));
	MC_TRY(mc_keeper_hear(&ready, sandbox, START_MS));
	sandbox->protection = ready.protection;
	return NULL;
}

/* Born inside its v2 control group: moving there later waits for the whole machine, some 10 ms.  A process
 * that is not dumpable, as those with keys are, does not own its files in /proc, where the maps of user ids
 * are written: the worker is born dumpable and no longer is when it has them. */
static long fork_worker(const struct mc_sandbox *sandbox)
{
	struct clone_args args = { .flags = sandbox->protection.namespaces ? namespaces : 0,
				   .exit_signal = SIGCHLD };

	if (sandbox->cgroup.into >= 0) {
		args.flags |= CLONE_INTO_CGROUP;
		args.cgroup = (unsigned)sandbox->cgroup.into;
	}
	bool has_secrets = prctl(PR_GET_DUMPABLE) == 0;

	if (has_secrets)
		prctl(PR_SET_DUMPABLE, 1);
	long pid = syscall(SYS_clone3, &args, sizeof(args));
	int problem = errno;

	if (has_secrets && pid != 0)
		prctl(PR_SET_DUMPABLE, 0);
	errno = problem;
	return pid;
}

struct mc_err *mc_keeper_start(struct mc_sandbox *sandbox)
{
	int sockets[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets))
		return mc_err_sys(MC_E_IO, errno, _("cannot start a sandbox"));
	sandbox->socket = sockets[0];
	uid_t base = mc_keeper_uid_base(sandbox);
	long pid = fork_worker(sandbox);
	int problem = errno;

	if (pid == 0)
		be_worker(sandbox, sockets[1], base);
	close(sockets[1]);
	if (pid < 0) {
		close(sandbox->socket);
		return mc_err_sys(MC_E_UNSUPPORTED, problem, _("cannot start a sandbox"));
	}
	sandbox->worker = (pid_t)pid;
	sandbox->submissions = 0;
	sandbox->has_submission = false;
	struct mc_err *err = prepare_worker(sandbox);

	if (err)
		mc_keeper_stop(sandbox);
	return err;
}

/* What a worker leaves that had to be killed itself; without a control group or a user of their own nothing
 * finds them. */
static void kill_remains(const struct mc_sandbox *sandbox)
{
	uid_t base = sandbox->protection.own_uid ? mc_keeper_uid_base(sandbox) : 0;
	struct timespec pause = { 0, 2000000 };

	for (int i = 0; i < PATIENCE; i++) {
		if (base)
			mc_basic_kill_user(base + 1);
		if (mc_cgroup_kill(&sandbox->cgroup))
			return;
		nanosleep(&pause, NULL);
	}
}

/* Without namespaces the worker itself must kill its programs and remove its folder: it does when the socket
 * closes. */
static void let_end(const struct mc_sandbox *sandbox)
{
	struct timespec pause = { 0, 2000000 };

	for (int i = 0; i < PATIENCE; i++) {
		/* An error means that there is no such child: the caller ignores SIGCHLD. */
		if (waitpid(sandbox->worker, NULL, __WALL | WNOHANG) != 0)
			return;
		nanosleep(&pause, NULL);
	}
	kill(sandbox->worker, SIGKILL);
	while (waitpid(sandbox->worker, NULL, __WALL) < 0 && errno == EINTR)
		continue;
	kill_remains(sandbox);
}

void mc_keeper_stop(struct mc_sandbox *sandbox)
{
	if (sandbox->program)
		sandbox->program->is_lost = true;
	sandbox->program = NULL;
	if (sandbox->worker == 0)
		return;
	close(sandbox->socket);
	if (!sandbox->protection.namespaces) {
		let_end(sandbox);
	} else {
		/* PID 1 of its namespace: the kernel kills all below it before it can be waited for. */
		kill(sandbox->worker, SIGKILL);
		while (waitpid(sandbox->worker, NULL, __WALL) < 0 && errno == EINTR)
			continue;
	}
	sandbox->worker = 0;
	sandbox->socket = -1;
	sandbox->has_submission = false;
}

struct mc_err *mc_keeper_hear(struct mc_reply *reply, struct mc_sandbox *sandbox, int timeout_ms)
{
	struct pollfd watched = { .fd = sandbox->socket, .events = POLLIN };
	bool is_open;
	int ready = poll(&watched, 1, timeout_ms);

	if (ready < 0 && errno == EINTR)
		return mc_err_new(MC_E_INTERRUPTED, _("interrupted"));
	if (ready <= 0)
		return mc_err_new(MC_E_IO, _("the sandbox does not answer"));
	MC_TRY(mc_message_receive(&is_open, &sandbox->message, sandbox->socket));
	if (!is_open)
		return mc_err_new(MC_E_IO, _("the sandbox ended by itself"));
	return mc_message_read_reply(reply, &sandbox->message);
}

struct mc_err *mc_keeper_ask(struct mc_sandbox *sandbox, const struct mc_request *request,
			     struct mc_str texts, const int *fds, size_t fd_count)
{
	struct mc_str head = { (const char *)request, sizeof(*request) };

	return mc_message_send(sandbox->socket, head, texts, fds, fd_count);
}
