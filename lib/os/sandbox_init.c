/* SPDX-License-Identifier: MIT */
#include "os/sandbox_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <time.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/sandbox_watch.h"

enum { MARK_S = 3600 };

/* The view that programs get, and how to tell that nothing was written to it. */
struct view {
	bool is_laid;
	bool keeps_files;
	uint32_t disk_mb;
	int scratch;
	int upper;
	int tmp;
	struct statfs space;
	struct stat upper_info;
	struct stat tmp_info;
	int landlock;
};

#define VIEW_INIT \
	{ \
		.scratch = -1, .upper = -1, .tmp = -1, .landlock = -1 \
	}

static void close_view(struct view *view)
{
	int fds[] = { view->scratch, view->upper, view->tmp, view->landlock };

	for (size_t i = 0; i < MC_COUNT(fds); i++) {
		if (fds[i] >= 0)
			close(fds[i]);
	}
	*view = (struct view)VIEW_INIT;
}

/* Folders of a tmpfs change size with every entry; the clock of times is coarse, so times alone would not do.
 */
static bool is_same_folder(int fd, const struct stat *before)
{
	struct stat now;

	return !fstat(fd, &now) && now.st_size == before->st_size && now.st_mode == before->st_mode &&
	       now.st_uid == before->st_uid && now.st_nlink == before->st_nlink &&
	       !memcmp(&now.st_ctim, &before->st_ctim, sizeof(now.st_ctim)) &&
	       !memcmp(&now.st_mtim, &before->st_mtim, sizeof(now.st_mtim));
}

static bool is_clean(const struct view *view)
{
	struct statfs space;

	return view->is_laid && !fstatfs(view->scratch, &space) && space.f_bfree == view->space.f_bfree &&
	       space.f_ffree == view->space.f_ffree && is_same_folder(view->upper, &view->upper_info) &&
	       is_same_folder(view->tmp, &view->tmp_info);
}

/* A time in the past: what is written in the clock's tick in which the folder was made then shows as well. */
static int mark(int fd, struct stat *info)
{
	struct timespec times[2];

	clock_gettime(CLOCK_REALTIME, &times[0]);
	times[0].tv_sec -= MARK_S;
	times[1] = times[0];
	return futimens(fd, times) || fstat(fd, info);
}

static struct mc_err *open_view(struct mc_inside *inside, struct view *view)
{
	int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

	/* By the working directory, which is the stage: it follows into a new mount namespace, a descriptor
	 * does not. */
	view->scratch = open(inside->view[0], flags);
	view->upper = open(inside->view[1], flags);
	view->tmp = open(inside->view[2], flags);
	if (view->scratch < 0 || view->upper < 0 || view->tmp < 0 || mark(view->upper, &view->upper_info) ||
	    mark(view->tmp, &view->tmp_info) || fstatfs(view->scratch, &view->space))
		return mc_err_sys(MC_E_IO, errno, _("cannot open a working folder"));
	if (inside->protection.landlock)
		view->landlock = mc_landlock_rules(inside);
	view->is_laid = true;
	return NULL;
}

static struct mc_err *freshen(struct mc_inside *inside, struct view *view, const struct mc_lay *lay)
{
	if (lay->extra < 0 && view->keeps_files == lay->keeps_files && view->disk_mb == lay->disk_mb &&
	    is_clean(view))
		return NULL;
	close_view(view);
	MC_TRY(inside->lay(inside, lay));
	view->keeps_files = lay->keeps_files;
	view->disk_mb = lay->disk_mb;
	MC_TRY(open_view(inside, view));
	/* What was laid over the view is for one program only; on a file system of the host nothing tells
	 * what was written. */
	view->is_laid = lay->extra < 0 && inside->protection.namespaces;
	return NULL;
}

static void add_usage(struct mc_reply *report, const struct rusage *usage)
{
	uint64_t seconds = (uint64_t)usage->ru_utime.tv_sec + (uint64_t)usage->ru_stime.tv_sec;

	report->cpu_us +=
		seconds * 1000000 + (uint64_t)usage->ru_utime.tv_usec + (uint64_t)usage->ru_stime.tv_usec;
	if ((uint64_t)usage->ru_maxrss > report->rss_kb)
		report->rss_kb = (uint64_t)usage->ru_maxrss;
}

/* Orphans that have ended would fill the limit of processes, as they do not under a real init. */
static void reap_orphans(pid_t program, struct mc_reply *report)
{
	for (;;) {
		siginfo_t ended = { 0 };
		struct rusage usage;

		if (waitid(P_ALL, 0, &ended, WEXITED | WNOHANG | WNOWAIT | __WALL) || ended.si_pid == 0 ||
		    ended.si_pid == program || wait4(ended.si_pid, NULL, __WALL, &usage) < 0)
			return;
		add_usage(report, &usage);
	}
}

/* Kills what is left and waits until no child is. */
static void reap_all(const struct mc_inside *inside, pid_t program, struct mc_reply *report)
{
	for (;;) {
		struct rusage usage;
		int status;

		inside->kill_all(inside);
		pid_t pid = wait4(-1, &status, __WALL, &usage);

		if (pid < 0 && errno != EINTR)
			return;
		if (pid <= 0)
			continue;
		add_usage(report, &usage);
		if (pid == program)
			report->status = status;
	}
}

static void say_use(const struct mc_inside *inside, const struct mc_watch *state)
{
	struct mc_reply reply = { .say = MC_SAY_USE };

	mc_watch_ask(&reply.cpu_us, &reply.is_running, state);
	mc_message_say(inside->socket, &reply, NULL, 0);
}

/* Hears the keeper. The end of the connection means that it is dead or has given up: the program must end
 * too. */
static bool is_stop(struct mc_inside *inside, const struct mc_watch *state)
{
	struct mc_request request;
	bool is_open = false;

	mc_err_drop(mc_message_receive(&is_open, &inside->aside, inside->socket));
	if (!is_open)
		return true;
	memcpy(&request, inside->aside.bytes, sizeof(request));
	if (request.ask == MC_ASK_SOCKET)
		mc_network_pass(inside, request.family);
	if (request.ask == MC_ASK_LOOK)
		say_use(inside, state);
	return request.ask == MC_ASK_STOP;
}

/* Waits until the program ends or must end. */
static void watch(struct mc_inside *inside, int pidfd, struct mc_watch *state, struct mc_reply *report)
{
	struct pollfd watched[] = { { .fd = pidfd, .events = POLLIN },
				    { .fd = inside->socket, .events = POLLIN } };

	for (;;) {
		struct timespec pause = mc_watch_pause(state);
		int ready = ppoll(watched, MC_COUNT(watched), &pause, NULL);

		if (ready > 0 && watched[0].revents)
			return;
		if (ready > 0 && watched[1].revents && is_stop(inside, state)) {
			report->saw |= MC_SAW_STOP;
			return;
		}
		reap_orphans(state->program, report);
		if (ready == 0 && mc_watch_look(state, &report->saw))
			return;
	}
}

static bool is_full(int fd)
{
	struct statfs space;

	return fd >= 0 && !fstatfs(fd, &space) && (space.f_bfree == 0 || space.f_ffree == 0);
}

/* A build writes to the submission's own files, another file system than that of working folders. */
static void measure_base(struct mc_reply *report)
{
	struct statfs space;

	if (statfs("base", &space))
		return;
	report->base_bytes = (space.f_blocks - space.f_bfree) * (uint64_t)space.f_bsize;
	if (space.f_bfree == 0 || space.f_ffree == 0)
		report->saw |= MC_SAW_DISK;
}

static uint64_t since_us(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)((now.tv_sec - start->tv_sec) * 1000000 + (now.tv_nsec - start->tv_nsec) / 1000);
}

static struct mc_err *run_program(struct mc_inside *inside, struct mc_reply *report,
				  struct mc_program *program, const struct view *view)
{
	struct timespec start;
	struct mc_watch state;
	pid_t pid;
	int handle;

	clock_gettime(CLOCK_MONOTONIC, &start);
	mc_watch_start(&state, inside, program->limits, view->scratch);
	MC_TRY(mc_program_start(&pid, &handle, program));
	state.program = pid;
	MC_AUTOFD pidfd = handle;

	for (int i = 0; i < 3; i++) {
		close(program->fds[i]);
		program->fds[i] = -1;
	}
	watch(inside, pidfd, &state, report);
	report->wall_us = since_us(&start);
	reap_all(inside, pid, report);
	report->start_errno = program->start_errno;
	if (is_full(view->scratch))
		report->saw |= MC_SAW_DISK;
	if (view->keeps_files && inside->protection.namespaces)
		measure_base(report);
	return NULL;
}

/* The name as the shell would find it; relative names with a '/' are meant from the program's folder. */
static void find_candidates(char *paths[5], const char *name, const struct mc_inside *inside)
{
	static const char *const folders[] = { "/usr/local/bin", "/usr/bin", "/bin" };

	if (strchr(name, '/')) {
		paths[0] = mc_strdup(name);
		return;
	}
	for (size_t i = 0; i < MC_COUNT(folders); i++)
		paths[i] = mc_format("%s/%s", folders[i], name);
	if (inside->node_modules)
		paths[MC_COUNT(folders)] = mc_format("%s/.bin/%s", inside->node_modules, name);
}

static int open_collected(int home, const char *path)
{
	struct open_how how = { .flags = O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY,
				.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV };
	struct stat info;
	int fd = (int)syscall(SYS_openat2, home, path, &how, sizeof(how));

	if (fd >= 0 && (fstat(fd, &info) || !S_ISREG(info.st_mode))) {
		close(fd);
		return -1;
	}
	return fd;
}

static size_t collect(const struct mc_inside *inside, const struct mc_texts *texts, struct mc_reply *report,
		      int *fds)
{
	MC_AUTOFD home = texts->collect_count > 0 ? open(inside->home, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
	size_t count = 0;

	for (size_t i = 0; i < texts->collect_count && home >= 0; i++) {
		int fd = open_collected(home, texts->collect[i]);

		if (fd < 0)
			continue;
		report->collected |= 1ull << i;
		fds[count++] = fd;
	}
	return count;
}

/* What the build made of name keeps its bytes under another one: deleting it could take long. */
static struct mc_err *set_aside(int home, const char *name)
{
	for (unsigned n = 0;; n++) {
		MC_AUTOTEXT other = mc_format(".built-%s-%u", name, n);

		if (!renameat2(home, name, home, other, RENAME_NOREPLACE) || errno == ENOENT)
			return NULL;
		if (errno != EEXIST)
			return mc_err_sys(MC_E_IO, errno, _("cannot put '%s' back after the build"), name);
	}
}

/* No process of the submission is left, so nothing changes while this is done. */
static struct mc_err *renew(const struct mc_inside *inside, const struct mc_texts *texts,
			    struct mc_reply *report, int extra)
{
	if (texts->renew_count == 0)
		return NULL;
	chmod(inside->home, 0755);
	MC_AUTOFD home = open(inside->home, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (home < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot open a working folder"));
	for (size_t i = 0; i < texts->renew_count; i++)
		MC_TRY(set_aside(home, texts->renew[i]));
	MC_AUTOPTR(mc_err) err =
		extra < 0 ? NULL
			  : mc_message_unpack_tree(home, extra, &(struct mc_unpack){ .owner = inside->uid });

	if (!err || !inside->protection.namespaces || !is_full(home))
		return MC_TAKE(err);
	/* The build took the room: that is its failure. */
	report->saw |= MC_SAW_DISK;
	report->status = W_EXITCODE(1, 0);
	return NULL;
}

static void run_and_report(struct mc_inside *inside, struct mc_program *program, const struct mc_texts *texts,
			   const struct view *view, int extra)
{
	struct mc_reply report = { .say = MC_SAY_REPORT };
	struct mc_err *err = run_program(inside, &report, program, view);
	int fds[MC_MESSAGE_MAX_FDS];

	if (!err)
		err = renew(inside, texts, &report, extra);

	if (err) {
		mc_message_say_failed(inside->socket, err);
		return;
	}
	size_t count = collect(inside, texts, &report, fds);

	mc_message_say(inside->socket, &report, fds, count);
	while (count > 0)
		close(fds[--count]);
}

static void prepare_and_run(struct mc_inside *inside, const struct mc_request *request,
			    const struct mc_texts *texts, const struct view *view, int extra)
{
	char *paths[5] = { NULL };
	MC_AUTOTEXT cwd = texts->cwd ? mc_format("%s/%s", inside->home, texts->cwd) : mc_strdup(inside->home);
	struct mc_program program = { .inside = inside,
				      .limits = &request->limits,
				      .paths = (const char *const *)paths,
				      .args = texts->args,
				      .env = texts->env,
				      .cwd = cwd,
				      .maps_much = request->maps_much,
				      .landlock = view->landlock };

	find_candidates(paths, texts->args[0], inside);
	for (size_t i = 0; i < 3; i++)
		program.fds[i] = mc_message_take_fd(&inside->message, i);
	run_and_report(inside, &program, texts, view, extra);
	for (size_t i = 0; i < 3; i++) {
		if (program.fds[i] >= 0)
			close(program.fds[i]);
	}
	for (size_t i = 0; paths[i]; i++)
		free(paths[i]);
}

static void serve_run(struct mc_inside *inside, const struct mc_request *request, struct view *view)
{
	MC_AUTOFD extra = mc_message_take_fd(&inside->message, 3);
	struct mc_lay lay = { request->limits.disk_mb, request->keeps_files,
			      request->keeps_files ? -1 : extra };
	MC_AUTO(mc_texts) texts = { 0 };

	mc_texts_read(&texts, inside, request);
	struct mc_err *err = freshen(inside, view, &lay);

	if (err)
		mc_message_say_failed(inside->socket, err);
	else
		prepare_and_run(inside, request, &texts, view, extra);
}

void mc_init_serve(struct mc_inside *inside)
{
	struct view view = VIEW_INIT;

	for (;;) {
		struct mc_request request;
		bool is_open = false;

		mc_err_drop(mc_message_receive(&is_open, &inside->message, inside->socket));
		if (!is_open)
			break;
		memcpy(&request, inside->message.bytes, sizeof(request));
		if (request.ask == MC_ASK_END)
			break;
		/* A request to stop may come after the program has ended by itself. */
		if (request.ask == MC_ASK_RUN)
			serve_run(inside, &request, &view);
	}
	close_view(&view);
}
