/* SPDX-License-Identifier: MIT */
#include "os/worker.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/clock.h"

static void run_child(int fd, pid_t parent, void (*body)(int, void *), void *context)
{
	sigset_t none;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	/* The terminal sends Ctrl-C to all; the parent decides what it means. */
	(void)signal(SIGINT, SIG_IGN);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	body(fd, context);
	_exit(0);
}

struct mc_err *mc_worker_open(struct mc_worker *worker, void (*body)(int fd, void *context), void *context)
{
	int pair[2];
	pid_t parent = getpid();

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot start a helper process"));
	pid_t pid = fork();

	if (pid == 0) {
		(void)close(pair[0]);
		run_child(pair[1], parent, body, context);
	}
	(void)close(pair[1]);
	if (pid < 0) {
		(void)close(pair[0]);
		return mc_err_sys(MC_E_IO, errno, _("cannot start a helper process"));
	}
	*worker = (struct mc_worker){ .pid = pid, .fd = pair[0] };
	return NULL;
}

void mc_worker_patience(const struct mc_worker *worker, unsigned ms)
{
	const struct timeval limit = { .tv_sec = ms / 1000, .tv_usec = (suseconds_t)(ms % 1000) * 1000 };

	(void)setsockopt(worker->fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
}

static int reap(struct mc_worker *worker)
{
	int status = -1;

	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	*worker = (struct mc_worker)MC_WORKER_INIT;
	return status;
}

void mc_worker_end(struct mc_worker *worker)
{
	if (worker->pid == 0)
		return;
	(void)close(worker->fd);
	(void)reap(worker);
}

int mc_worker_kill(struct mc_worker *worker)
{
	if (worker->pid == 0)
		return -1;
	(void)close(worker->fd);
	(void)kill(worker->pid, SIGKILL);
	return reap(worker);
}

uint64_t mc_worker_cpu_ms(const struct mc_worker *worker)
{
	struct timespec used;
	clockid_t clock;

	if (worker->pid == 0 || clock_getcpuclockid(worker->pid, &clock) != 0 ||
	    clock_gettime(clock, &used) < 0)
		return 0;
	return (uint64_t)used.tv_sec * 1000 + (uint64_t)used.tv_nsec / 1000000;
}

static void limit(int resource, uint64_t value)
{
	const struct rlimit both = { value, value };

	if (value > 0)
		(void)setrlimit((__rlimit_resource_t)resource, &both);
}

/* What RLIMIT_DATA counts of this process already: the sixth field of statm, see proc(5). */
static uint64_t data_bytes(void)
{
	MC_AUTOFILE file = fopen("/proc/self/statm", "re");
	unsigned long pages = 0;

	if (!file || fscanf(file, "%*u %*u %*u %*u %*u %lu", &pages) != 1)
		return 0;
	return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

void mc_worker_limit(const struct mc_worker_limits *limits)
{
	limit(RLIMIT_CPU, limits->cpu_s);
	limit(RLIMIT_FSIZE, limits->file_bytes);
	if (limits->more_bytes > 0)
		limit(RLIMIT_DATA, data_bytes() + limits->more_bytes);
}

static struct mc_err *write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t sent = send(fd, bytes, len, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return mc_err_sys(MC_E_IO, errno, _("a helper process does not answer"));
		bytes += sent;
		len -= (size_t)sent;
	}
	return NULL;
}

struct mc_err *mc_frame_write(int fd, const void *bytes, size_t len)
{
	uint32_t header = (uint32_t)len;
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;

	/* In one piece: each piece would wake the reader up. */
	mc_buf_add(&frame, &header, sizeof(header));
	mc_buf_add(&frame, bytes, len);
	return write_all(fd, frame.ptr, frame.len);
}

static struct mc_err *read_all(bool *is_end, int fd, char *bytes, size_t len)
{
	*is_end = false;
	while (len > 0) {
		ssize_t got = recv(fd, bytes, len, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno != ECONNRESET)
			return mc_err_sys(MC_E_IO, errno, _("a helper process does not answer"));
		if (got <= 0) {
			*is_end = true;
			return NULL;
		}
		bytes += got;
		len -= (size_t)got;
	}
	return NULL;
}

struct mc_err *mc_frame_read(struct mc_buf *buf, bool *is_end, int fd, size_t limit_bytes)
{
	uint32_t len = 0;

	mc_buf_reset(buf);
	MC_TRY(read_all(is_end, fd, (char *)&len, sizeof(len)));
	if (*is_end)
		return NULL;
	if (len > limit_bytes)
		return mc_err_new(MC_E_IO, _("an answer of %u bytes is larger than the limit of %zu"), len,
				  limit_bytes);
	MC_TRY(read_all(is_end, fd, mc_buf_room(buf, len), len));
	if (!*is_end)
		mc_buf_grown(buf, len);
	return NULL;
}

bool mc_frame_wait(int fd, uint64_t timeout_ms)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	uint64_t end_ms = mc_clock_ms() + timeout_ms;

	for (uint64_t now_ms = mc_clock_ms(); now_ms < end_ms; now_ms = mc_clock_ms()) {
		if (poll(&wait, 1, (int)(end_ms - now_ms)) > 0)
			return true;
	}
	return false;
}

struct mc_err *mc_fds_wait_for(size_t *ready, const int fds[], size_t count, int timeout_ms)
{
	struct pollfd polls[MC_FDS_MAX];

	assert(count <= MC_FDS_MAX);
	for (size_t i = 0; i < count; i++)
		polls[i] = (struct pollfd){ .fd = fds[i], .events = POLLIN };
	while (poll(polls, (nfds_t)count, timeout_ms) < 0) {
		if (errno != EINTR)
			return mc_err_sys(MC_E_IO, errno, _("cannot wait for the helper processes"));
	}
	for (*ready = 0; *ready < count && !polls[*ready].revents;)
		++*ready;
	return NULL;
}

struct mc_err *mc_fds_wait(size_t *ready, const int fds[], size_t count)
{
	MC_TRY(mc_fds_wait_for(ready, fds, count, -1));
	return *ready < count ? NULL : mc_err_new(MC_E_IO, _("cannot wait for the helper processes"));
}

static void stop_signals(sigset_t *set)
{
	(void)sigemptyset(set);
	(void)sigaddset(set, SIGINT);
	(void)sigaddset(set, SIGTERM);
}

struct mc_err *mc_signals_open(int *fd)
{
	sigset_t set;

	stop_signals(&set);
	int opened = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);

	if (opened < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot watch for signals"));
	(void)sigprocmask(SIG_BLOCK, &set, NULL);
	*fd = opened;
	return NULL;
}

void mc_signals_close(int fd)
{
	struct signalfd_siginfo taken;
	sigset_t set;

	if (fd < 0)
		return;
	/* A signal that nobody has read is still pending and would end the process as soon as it is let
	 * through. */
	while (read(fd, &taken, sizeof(taken)) > 0)
		continue;
	stop_signals(&set);
	(void)close(fd);
	(void)sigprocmask(SIG_UNBLOCK, &set, NULL);
}
