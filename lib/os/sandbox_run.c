/* SPDX-License-Identifier: MIT */
#include "os/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/sandbox_keeper.h"

enum { GRACE_MS = 15000, READ_BYTES = 64 * 1024, INIT_TASKS = 2, SMALL_MB = 32, LOOK_MS = 25 };

/* One stream of the program, as the keeper reads it. */
struct stream {
	int fd;
	struct mc_buf *text;
	uint64_t *lost;
	size_t cap;
};

/* The ends that go to the program, closed as soon as they are sent. */
struct ends {
	int fds[4];
	size_t count;
};

static void ends_release(struct ends *ends)
{
	for (size_t i = 0; i < ends->count; i++)
		close(ends->fds[i]);
	ends->count = 0;
}

static void stream_release(struct stream *stream)
{
	if (stream->fd >= 0)
		close(stream->fd);
	stream->fd = -1;
}

void mc_sandbox_result_release(struct mc_sandbox_result *result)
{
	mc_buf_release(&result->out);
	mc_buf_release(&result->err);
	for (size_t i = 0; i < result->file_count; i++)
		free(result->files[i].data);
	free(result->files);
	*result = (struct mc_sandbox_result)MC_SANDBOX_RESULT_INIT;
}

/* A file, not a pipe: no writer to serve while the program runs, and a program that never reads it blocks
 * nobody. */
static struct mc_err *open_input(struct ends *ends, const struct mc_sandbox_run *run)
{
	const char *data = run->input;
	size_t left = run->input_len;
	int fd = left ? memfd_create("stdin", MFD_CLOEXEC | MFD_ALLOW_SEALING)
		      : open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return mc_err_sys(MC_E_IO, errno, _("cannot prepare the input of a program"));
	ends->fds[ends->count++] = fd;
	while (left > 0) {
		ssize_t done = write(fd, data, left);

		if (done < 0)
			return mc_err_sys(MC_E_IO, errno, _("cannot prepare the input of a program"));
		data += done;
		left -= (size_t)done;
	}
	if (run->input_len &&
	    (lseek(fd, 0, SEEK_SET) || fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW)))
		return mc_err_sys(MC_E_IO, errno, _("cannot prepare the input of a program"));
	return NULL;
}

static struct mc_err *open_stream(struct stream *stream, struct ends *ends)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC))
		return mc_err_sys(MC_E_IO, errno, _("cannot open a pipe"));
	stream->fd = fds[0];
	ends->fds[ends->count++] = fds[1];
	if (fcntl(fds[0], F_SETFL, O_NONBLOCK))
		return mc_err_sys(MC_E_IO, errno, _("cannot open a pipe"));
	return NULL;
}

static struct mc_err *open_extra(struct ends *ends, const struct mc_tree *extra)
{
	int fd;

	MC_TRY(mc_message_pack_tree(&fd, extra));
	ends->fds[ends->count++] = fd;
	return NULL;
}

static uint32_t add_texts(struct mc_buf *texts, const char *const *list)
{
	uint32_t count = 0;

	for (; list && list[count]; count++)
		mc_buf_add(texts, list[count], strlen(list[count]) + 1);
	return count;
}

static bool has_variable(const char *const *env, const char *variable)
{
	size_t len = strcspn(variable, "=") + 1;

	for (; env && *env; env++) {
		if (!strncmp(*env, variable, len))
			return true;
	}
	return false;
}

/* What a run sets itself wins over what its slot sets. */
static uint32_t add_env(struct mc_buf *texts, const char *const *own, const char *const *of_slot)
{
	uint32_t count = add_texts(texts, own);

	for (; of_slot && *of_slot; of_slot++) {
		if (has_variable(own, *of_slot))
			continue;
		mc_buf_add(texts, *of_slot, strlen(*of_slot) + 1);
		count++;
	}
	return count;
}

static struct mc_err *check(const struct mc_sandbox *sandbox, const struct mc_sandbox_run *run)
{
	const struct mc_limits *l = &run->limits;

	if (!sandbox->has_submission)
		return mc_err_new(MC_E_IO, _("there is no submission in the sandbox"));
	if (!l->cpu_ms || !l->wall_ms || !l->memory_mb || !l->output_kb || !l->processes || !l->disk_mb)
		return mc_err_new(MC_E_INPUT, _("a limit of a program must not be 0"));
	if (run->keeps_files && run->extra && !run->renew_count)
		return mc_err_new(MC_E_INPUT,
				  _("a build cannot have files of its own laid over the submission"));
	if (run->cwd && !mc_tree_is_safe_path(run->cwd))
		return mc_err_new(MC_E_INPUT, _("the folder '%s' of a program cannot be used"), run->cwd);
	if (run->collect_count > MC_MESSAGE_MAX_FDS)
		return mc_err_new(MC_E_INPUT, _("too many files to bring back"));
	return NULL;
}

static struct mc_err *encode(struct mc_request *request, struct mc_buf *texts,
			     const struct mc_sandbox *sandbox, const struct mc_sandbox_run *run)
{
	*request = (struct mc_request){ .ask = MC_ASK_RUN,
					.limits = run->limits,
					.has_cwd = run->cwd != NULL,
					.has_extra = run->extra != NULL,
					.keeps_files = run->keeps_files };
	request->arg_count = add_texts(texts, run->argv);
	request->env_count = add_env(texts, run->env, sandbox->env);
	if (run->cwd)
		mc_buf_add(texts, run->cwd, strlen(run->cwd) + 1);
	for (size_t i = 0; i < run->collect_count; i++)
		mc_buf_add(texts, run->collect[i], strlen(run->collect[i]) + 1);
	request->collect_count = (uint32_t)run->collect_count;
	for (size_t i = 0; i < run->renew_count; i++)
		mc_buf_add(texts, run->renew[i], strlen(run->renew[i]) + 1);
	request->renew_count = (uint32_t)run->renew_count;
	if (request->arg_count == 0 || texts->len > MC_MESSAGE_MAX_BYTES - sizeof(*request))
		return mc_err_new(MC_E_INPUT, _("the command line of a program is empty or too long"));
	return NULL;
}

/* Reads what there is; true when the stream has more than it may: a flood must not hold the keeper up. */
static bool drain(struct stream *stream)
{
	char bytes[READ_BYTES];

	while (*stream->lost == 0) {
		ssize_t got = read(stream->fd, bytes, sizeof(bytes));

		if (got == 0)
			stream_release(stream);
		if (got <= 0)
			return false;
		size_t room = stream->cap - stream->text->len;
		size_t kept = (size_t)got < room ? (size_t)got : room;

		mc_buf_add(stream->text, bytes, kept);
		*stream->lost = (uint64_t)got - kept;
	}
	return true;
}

/* Every writer is dead: what is in the pipe is all there will ever be. */
static void drain_rest(struct stream *stream)
{
	while (stream->fd >= 0 && drain(stream)) {
		char waste[READ_BYTES];
		ssize_t got = read(stream->fd, waste, sizeof(waste));

		if (got <= 0)
			return;
		*stream->lost += (uint64_t)got;
	}
}

/* A run while it lasts, as the keeper sees it. */
struct run_state {
	struct stream streams[2];
	const struct mc_limits *limits;
	struct timespec start;
	uint64_t looked_ms;
	bool has_reply;
	bool is_stopped;
	bool is_out_of_cpu;
};

static uint64_t gone_ms(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)((now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000);
}

static struct mc_err *stop(struct mc_sandbox *sandbox, struct run_state *state)
{
	struct mc_request request = { .ask = MC_ASK_STOP };

	if (state->is_stopped)
		return NULL;
	state->is_stopped = true;
	return mc_keeper_ask(sandbox, &request, (struct mc_str){ NULL, 0 }, NULL, 0);
}

/*
 * Now and then, whatever else happens: a program that says a little all the time must not keep this from
 * being done. Children that nobody waits for show in no process's usage, only in that of the group: a relay
 * of them ends here.
 */
static struct mc_err *look(struct mc_sandbox *sandbox, struct run_state *state)
{
	uint64_t now_ms = gone_ms(&state->start);

	if (now_ms < state->looked_ms + LOOK_MS)
		return NULL;
	state->looked_ms = now_ms;
	if (now_ms > state->limits->wall_ms + (uint64_t)GRACE_MS)
		return mc_err_new(MC_E_IO, _("the sandbox does not answer"));
	/* Without namespaces init's own work, which is in the group too, is not small: it looks through the
	 * host's /proc. */
	if (sandbox->cgroup.kind == MC_CGROUP_NONE || !sandbox->protection.namespaces)
		return NULL;
	uint64_t used_us = mc_cgroup_cpu_us(&sandbox->cgroup) - sandbox->counts.cpu_us;

	if (used_us < (state->limits->cpu_ms + (uint64_t)LOOK_MS) * 1000)
		return NULL;
	state->is_out_of_cpu = true;
	return stop(sandbox, state);
}

/* A stream over its cap is not looked at again before the end. */
static struct pollfd watch_stream(const struct stream *stream)
{
	return (struct pollfd){ .fd = *stream->lost ? -1 : stream->fd, .events = POLLIN };
}

/* One turn: waits, reads streams, asks for the end once when something is over its limit. */
static struct mc_err *turn(struct mc_sandbox *sandbox, struct run_state *state)
{
	struct pollfd watched[] = { { .fd = sandbox->socket, .events = POLLIN },
				    watch_stream(&state->streams[0]),
				    watch_stream(&state->streams[1]) };

	if (poll(watched, MC_COUNT(watched), LOOK_MS) < 0)
		return mc_err_new(errno == EINTR ? MC_E_INTERRUPTED : MC_E_IO, _("interrupted"));
	for (size_t i = 0; i < 2; i++) {
		if (watched[i + 1].revents && drain(&state->streams[i]))
			MC_TRY(stop(sandbox, state));
	}
	state->has_reply = watched[0].revents != 0;
	return look(sandbox, state);
}

static struct mc_err *attend(struct mc_reply *report, struct mc_sandbox *sandbox, struct run_state *state)
{
	clock_gettime(CLOCK_MONOTONIC, &state->start);
	while (!state->has_reply)
		MC_TRY(turn(sandbox, state));
	MC_TRY(mc_keeper_hear(report, sandbox, GRACE_MS));
	if (report->say != MC_SAY_REPORT)
		return mc_err_new(MC_E_IO, _("the sandbox's init ended by itself"));
	if (state->is_out_of_cpu)
		report->saw |= MC_SAW_CPU;
	drain_rest(&state->streams[0]);
	drain_rest(&state->streams[1]);
	return NULL;
}

static struct mc_err *read_collected(struct mc_sandbox_file *file, int fd, size_t max)
{
	struct stat info;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	/* A sparse file can claim any size: one beyond the disk limit is none that a program wrote. */
	if (fstat(fd, &info) || info.st_size < 0 || (size_t)info.st_size > max)
		return NULL;
	MC_TRY(mc_buf_read_fd(&text, fd, max));
	file->len = text.len;
	file->data = mc_buf_take(&text);
	return NULL;
}

static struct mc_err *take_files(struct mc_sandbox_result *result, struct mc_sandbox *sandbox,
				 const struct mc_reply *report, const struct mc_sandbox_run *run)
{
	size_t next = 0;

	result->files = mc_alloc_zero(run->collect_count + 1, sizeof(*result->files));
	result->file_count = run->collect_count;
	for (size_t i = 0; i < run->collect_count; i++) {
		if (!(report->collected >> i & 1))
			continue;
		MC_AUTOFD fd = mc_message_take_fd(&sandbox->message, next++);

		MC_TRY(read_collected(&result->files[i], fd, (size_t)run->limits.disk_mb * 1024 * 1024));
	}
	return NULL;
}

static struct mc_err *set_limits(struct mc_sandbox *sandbox, const struct mc_limits *limits)
{
	/* Files in memory count too: with less room than they may take, the kernel would have to kill init.
	 */
	uint64_t mb = limits->memory_mb > limits->disk_mb + SMALL_MB ? limits->memory_mb
								     : limits->disk_mb + SMALL_MB;

	/* Without overlay a copy of the submission's files stands beside them. */
	uint64_t copies = sandbox->protection.overlay ? 1 : 2;

	return mc_cgroup_limit(&sandbox->cgroup, mb * 1024 * 1024 + copies * sandbox->base_bytes,
			       limits->processes + INIT_TASKS);
}

static struct mc_err *send_run(struct mc_sandbox *sandbox, const struct mc_sandbox_run *run,
			       struct stream streams[2])
{
	MC_AUTO(ends) ends = { .count = 0 };
	MC_AUTO(mc_buf) texts = MC_BUF_INIT;
	struct mc_request request;

	MC_TRY(encode(&request, &texts, sandbox, run));
	MC_TRY(set_limits(sandbox, &run->limits));
	MC_TRY(open_input(&ends, run));
	MC_TRY(open_stream(&streams[0], &ends));
	MC_TRY(open_stream(&streams[1], &ends));
	if (run->extra)
		MC_TRY(open_extra(&ends, run->extra));
	return mc_keeper_ask(sandbox, &request, (struct mc_str){ texts.ptr, texts.len }, ends.fds,
			     ends.count);
}

static struct mc_err *send_and_attend(struct mc_reply *report, struct mc_sandbox_result *result,
				      struct mc_sandbox *sandbox, const struct mc_sandbox_run *run)
{
	size_t cap = (size_t)run->limits.output_kb * 1024;
	struct run_state state = { .streams = { { -1, &result->out, &result->out_lost, cap },
						{ -1, &result->err, &result->err_lost, cap } },
				   .limits = &run->limits };
	struct mc_err *err = send_run(sandbox, run, state.streams);

	if (!err)
		err = attend(report, sandbox, &state);
	stream_release(&state.streams[0]);
	stream_release(&state.streams[1]);
	return err;
}

static struct mc_err *run_one(struct mc_sandbox_result *result, struct mc_sandbox *sandbox,
			      const struct mc_sandbox_run *run)
{
	struct mc_reply report;
	struct mc_cgroup_counts now;

	MC_TRY(send_and_attend(&report, result, sandbox, run));
	MC_TRY(take_files(result, sandbox, &report, run));
	if (run->keeps_files && report.base_bytes)
		sandbox->base_bytes = report.base_bytes;
	mc_cgroup_read(&now, &sandbox->cgroup);
	struct mc_cgroup_counts delta = { now.oom_kills - sandbox->counts.oom_kills,
					  now.refused_forks - sandbox->counts.refused_forks,
					  now.cpu_us - sandbox->counts.cpu_us };

	sandbox->counts = now;
	mc_keeper_judge(result, &report, &run->limits, &delta);
	return NULL;
}

struct mc_err *mc_sandbox_run(struct mc_sandbox_result *result, struct mc_sandbox *sandbox,
			      const struct mc_sandbox_run *run)
{
	struct mc_sandbox_result made = MC_SANDBOX_RESULT_INIT;

	MC_TRY(check(sandbox, run));
	struct mc_err *err = run_one(&made, sandbox, run);

	if (err) {
		mc_sandbox_result_release(&made);
		/* What the caller asked for was wrong, and was found to be before anything was sent. */
		if (err->code != MC_E_INPUT)
			mc_keeper_stop(sandbox);
		return err;
	}
	*result = made;
	return NULL;
}
