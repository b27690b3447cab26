/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/alloc.h"
#include "base/i18n.h"

/* The mount namespace that a worker returns to between submissions. */
struct home {
	int mounts;
	int stage;
};

/* Descriptors 0 to 2 become /dev/null: what the caller has there (a terminal, a report) is none of the
 * worker's business. */
static void forget_caller(void)
{
	struct sigaction plain = { .sa_handler = SIG_DFL };
	sigset_t none;
	MC_AUTOFD null = open("/dev/null", O_RDWR | O_CLOEXEC);

	setsid();
	for (int i = 1; i < NSIG; i++)
		sigaction(i, &plain, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (int fd = 0; fd < 3 && null >= 0; fd++)
		dup2(null, fd);
	umask(0);
}

static void join_cgroups(const struct mc_inside *inside)
{
	for (size_t i = 0; i < MC_INSIDE_CGROUPS; i++) {
		if (inside->join[i] >= 0 && write(inside->join[i], "0", 1) == 1)
			close(inside->join[i]);
	}
}

/* Only the two sockets and the stage survive: everything else that the caller had open is closed. */
void mc_worker_close_others(struct mc_inside *inside)
{
	int keep = fcntl(inside->socket, F_DUPFD_CLOEXEC, 1000);
	int stage = fcntl(inside->stage_dir, F_DUPFD_CLOEXEC, 1000);

	syscall(SYS_close_range, 3u, 999u, 0u);
	inside->socket = fcntl(keep, F_DUPFD_CLOEXEC, 3);
	inside->stage_dir = fcntl(stage, F_DUPFD_CLOEXEC, 3);
	syscall(SYS_close_range, 1000u, ~0u, 0u);
}

static struct mc_err *pin(const struct mc_sandbox_config *config)
{
	cpu_set_t set;

	if (!config->is_pinned)
		return NULL;
	CPU_ZERO(&set);
	CPU_SET((size_t)config->cpu, &set);
	if (sched_setaffinity(0, sizeof(set), &set))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot use processor %d"), config->cpu);
	return NULL;
}

struct mc_err *mc_worker_detach(const struct mc_inside *inside)
{
	forget_caller();
	MC_TRY(pin(inside->config));
	join_cgroups(inside);
	return NULL;
}

static struct mc_err *set_up(struct mc_inside *inside, struct home *home)
{
	MC_TRY(mc_worker_detach(inside));
	/* The root of the new namespace is the group where the worker is now: programs see no path of the
	 * host. */
	unshare(CLONE_NEWCGROUP);
	MC_TRY(mc_root_enter(inside));
	if (sethostname("sandbox", strlen("sandbox")))
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot name the sandbox"));
	mc_worker_close_others(inside);
	prctl(PR_SET_DUMPABLE, 0);
	/* Only now: taking another user id forgets it.  A keeper that died before shows as a closed socket.
	 */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	home->mounts = open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC);
	home->stage = inside->stage_dir;
	if (home->mounts < 0)
		return mc_err_sys(MC_E_UNSUPPORTED, errno, _("cannot open the worker's namespace"));
	inside->protection.overlay = !inside->config->without_overlay && mc_view_has_overlay(inside);
	return NULL;
}

/* In init: asks the worker, who still may mount. */
static struct mc_err *lay_by_worker(struct mc_inside *inside, const struct mc_lay *lay)
{
	struct mc_request request = { .ask = MC_ASK_LAY,
				      .disk_mb = lay->disk_mb,
				      .keeps_files = lay->keeps_files };
	struct mc_str head = { (const char *)&request, sizeof(request) };
	struct mc_reply reply;
	bool is_open;

	MC_TRY(mc_message_send(inside->stage_socket, head, (struct mc_str){ NULL, 0 }, &lay->extra,
			       lay->extra >= 0));
	MC_TRY(mc_message_receive(&is_open, &inside->aside, inside->stage_socket));
	if (!is_open)
		return mc_err_new(MC_E_IO, _("the sandbox's worker is gone"));
	return mc_message_read_reply(&reply, &inside->aside);
}

/* In the worker. */
static void serve_lay(struct mc_inside *inside, int socket, const struct mc_request *request)
{
	struct mc_reply reply = { .say = MC_SAY_READY };
	struct mc_lay lay = { .disk_mb = request->disk_mb,
			      .keeps_files = request->keeps_files,
			      .extra = inside->message.fd_count > 0 ? inside->message.fds[0] : -1 };
	struct mc_err *err = mc_view_mount(inside, &lay);

	mc_message_reset(&inside->message);
	if (err)
		mc_message_say_failed(socket, err);
	else
		mc_message_say(socket, &reply, NULL, 0);
}

static void serve_wish(struct mc_inside *inside, int socket)
{
	struct mc_request request;
	bool is_open = false;

	mc_err_drop(mc_message_receive(&is_open, &inside->message, socket));
	if (!is_open)
		return;
	memcpy(&request, inside->message.bytes, sizeof(request));
	if (request.ask == MC_ASK_SOCKET)
		mc_network_serve(socket, request.family);
	else
		serve_lay(inside, socket, &request);
}

/* By PID 1 of a PID namespace this is atomic against fork: the kernel refuses to fork with a SIGKILL pending.
 */
static void kill_namespace(const struct mc_inside *inside)
{
	(void)inside;
	kill(-1, SIGKILL);
}

static struct mc_err *become_init(struct mc_inside *inside)
{
	unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;

	/* The narrow form is missing before Linux 5.8. */
	if (mount("proc", "/proc", "proc", flags, "subset=pid,hidepid=2") &&
	    mount("proc", "/proc", "proc", flags, NULL))
		return mc_err_sys(MC_E_IO, errno, _("cannot mount /proc in the sandbox"));
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	const struct sock_fprog *filter = inside->has_loopback ? &inside->loopback_filter : &inside->filter;

	if (inside->protection.seccomp && !mc_filter_install(filter))
		return mc_err_sys(MC_E_IO, errno, _("cannot filter system calls"));
	return NULL;
}

static void init_main(struct mc_inside *inside)
{
	struct mc_reply ready = { .say = MC_SAY_READY };
	struct mc_err *err = become_init(inside);

	inside->lay = lay_by_worker;
	inside->kill_all = kill_namespace;
	if (err) {
		mc_message_say_failed(inside->socket, err);
		_exit(1);
	}
	mc_message_say(inside->socket, &ready, NULL, 0);
	mc_init_serve(inside);
	_exit(0);
}

/* Serves init's wishes until it is dead. */
static int attend(struct mc_inside *inside, pid_t init, int pidfd, int socket)
{
	struct pollfd watched[] = { { .fd = pidfd, .events = POLLIN }, { .fd = socket, .events = POLLIN } };
	int status = 0;

	for (;;) {
		if (poll(watched, MC_COUNT(watched), -1) < 0)
			continue;
		if (watched[0].revents)
			break;
		if (watched[1].revents)
			serve_wish(inside, socket);
	}
	waitpid(init, &status, __WALL);
	return status;
}

static struct mc_err *fill_base(struct mc_inside *inside, const struct mc_request *request)
{
	MC_AUTOTEXT options = NULL;
	uint64_t kb = request->disk_mb * 1024ull + request->tree_bytes / 1024 + 8ull * request->tree_count;

	options = mc_format("size=%lluk,nr_inodes=%u,mode=0755,uid=%u,gid=%u", (unsigned long long)kb,
			    MC_INSIDE_INODES + 4 * request->tree_count, inside->uid, inside->uid);
	if (mount("tmpfs", "base", "tmpfs", MS_NOSUID | MS_NODEV, options))
		return mc_err_sys(MC_E_IO, errno, _("cannot mount the submission's files"));
	MC_AUTOFD base = open("base", O_PATH | O_DIRECTORY | O_CLOEXEC);

	if (base < 0 || inside->message.fd_count < 1)
		return mc_err_sys(MC_E_IO, errno, _("cannot open the submission's files"));
	return mc_message_unpack_tree(base, inside->message.fds[0],
				      &(struct mc_unpack){ .owner = inside->uid });
}

static struct mc_err *open_loopback(struct mc_inside *inside)
{
	struct mc_filter_plan plan = { .has_memory_group = inside->protection.cgroup != MC_CGROUP_NONE,
				       .has_loopback = true };

	if (inside->protection.seccomp && inside->loopback_filter.len == 0)
		MC_TRY(mc_filter_build(&inside->loopback_filter, &plan));
	inside->has_loopback = true;
	return mc_network_set(true);
}

static struct mc_err *submit(struct mc_inside *inside, const struct mc_request *request)
{
	int sockets[2];
	int pidfd = -1;

	if (unshare(CLONE_NEWNS))
		return mc_err_sys(MC_E_IO, errno, _("cannot start a submission"));
	if (request->has_loopback)
		MC_TRY(open_loopback(inside));
	MC_TRY(fill_base(inside, request));
	mc_message_reset(&inside->message);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets))
		return mc_err_sys(MC_E_IO, errno, _("cannot start a submission"));
	MC_AUTOFD ours = sockets[0];
	MC_AUTOFD theirs = sockets[1];
	long pid = syscall(SYS_clone, CLONE_NEWPID | CLONE_NEWIPC | CLONE_PIDFD | SIGCHLD, NULL, &pidfd, NULL,
			   0L);

	if (pid < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot start a submission"));
	if (pid == 0) {
		inside->stage_socket = theirs;
		init_main(inside);
	}
	MC_AUTOFD watched = pidfd;
	struct mc_reply ended = { .say = MC_SAY_ENDED, .status = attend(inside, (pid_t)pid, watched, ours) };

	mc_view_forget(inside);
	if (inside->has_loopback)
		MC_TRY(mc_network_set(false));
	inside->has_loopback = false;
	mc_message_say(inside->socket, &ended, NULL, 0);
	return NULL;
}

/* Leaving the submission's mount namespace is what destroys its files: nobody else is in it any more. */
static struct mc_err *go_home(const struct home *home)
{
	if (setns(home->mounts, CLONE_NEWNS) || fchdir(home->stage))
		return mc_err_sys(MC_E_IO, errno, _("cannot leave a submission"));
	return NULL;
}

static struct mc_err *serve(struct mc_inside *inside, const struct home *home)
{
	for (;;) {
		bool is_open;
		struct mc_request request;

		MC_TRY(mc_message_receive(&is_open, &inside->message, inside->socket));
		if (!is_open)
			return NULL;
		memcpy(&request, inside->message.bytes, sizeof(request));
		if (request.ask != MC_ASK_BEGIN)
			continue;
		MC_TRY(submit(inside, &request));
		MC_TRY(go_home(home));
	}
}

void mc_worker_main(struct mc_inside *inside)
{
	struct home home = { -1, -1 };
	struct mc_reply ready = { .say = MC_SAY_READY };
	bool is_open = false;
	struct mc_err *err = NULL;

	mc_message_init(&inside->message);
	mc_message_init(&inside->aside);
	/* A user id that is also the worker's and init's. */
	inside->other_tasks = inside->protection.own_uid ? 0 : 2;
	inside->view[0] = "scratch";
	inside->view[1] = "scratch/upper";
	inside->view[2] = "scratch/tmp";
	inside->home_env = "HOME=/tmp";
	inside->tmp_env = "TMPDIR=/tmp";
	mc_inside_set_tools(inside, inside->config->node_modules ? MC_SANDBOX_NODE_MODULES : NULL);
	/* The first packet says that the user ids are mapped. */
	mc_err_drop(mc_message_receive(&is_open, &inside->message, inside->socket));
	if (is_open) {
		err = set_up(inside, &home);
		ready.protection = inside->protection;
		if (!err) {
			mc_message_say(inside->socket, &ready, NULL, 0);
			err = serve(inside, &home);
		}
	}
	if (err)
		mc_message_say_failed(inside->socket, err);
	_exit(err ? 1 : 0);
}
