/* SPDX-License-Identifier: MIT */
#include "os/sandbox_attend.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"

enum { READ_BYTES = 64 * 1024 };

static void stream_release(struct mc_stream *stream)
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

void mc_attend_init(struct mc_attend *attend, struct mc_sandbox *sandbox, const struct mc_sandbox_run *run)
{
	size_t cap = (size_t)run->limits.output_kb * 1024;
	struct mc_sandbox_result *result = &attend->result;

	*attend = (struct mc_attend){ .sandbox = sandbox,
				      .result = MC_SANDBOX_RESULT_INIT,
				      .streams = { { -1, &result->out, &result->out_lost, cap },
						   { -1, &result->err, &result->err_lost, cap } },
				      .limits = run->limits,
				      .collect_count = run->collect_count,
				      .keeps_files = run->keeps_files };
}

void mc_attend_release(struct mc_attend *attend)
{
	for (size_t i = 0; i < 2; i++)
		stream_release(&attend->streams[i]);
	mc_sandbox_result_release(&attend->result);
	if (!attend->is_lost && attend->sandbox->program == attend)
		attend->sandbox->program = NULL;
}

void mc_attend_give_up(struct mc_attend *attend)
{
	if (!attend->is_lost)
		mc_keeper_stop(attend->sandbox);
	attend->is_lost = true;
}

/* Reads what there is; true when the stream has more than it may: a flood must not hold the keeper up. */
static bool drain(struct mc_stream *stream)
{
	char bytes[READ_BYTES];

	while (*stream->lost == 0) {
		ssize_t got = read(stream->fd, bytes, sizeof(bytes));

		/* EIO is the end of a terminal that nobody has open any more. */
		if (got == 0 || (got < 0 && errno == EIO))
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
static void drain_rest(struct mc_stream *stream)
{
	while (stream->fd >= 0 && drain(stream)) {
		char waste[READ_BYTES];
		ssize_t got = read(stream->fd, waste, sizeof(waste));

		if (got <= 0)
			return;
		*stream->lost += (uint64_t)got;
	}
}

static uint64_t gone_ms(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)((now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000);
}

struct mc_err *mc_attend_stop(struct mc_attend *attend)
{
	struct mc_request request = { .ask = MC_ASK_STOP };

	if (attend->is_stopped)
		return NULL;
	attend->is_stopped = true;
	return mc_keeper_ask(attend->sandbox, &request, (struct mc_str){ NULL, 0 }, NULL, 0);
}

/*
 * Now and then, whatever else happens: a program that says a little all the time must not keep this from
 * being done. Children that nobody waits for show in no process's usage, only in that of the group: a relay
 * of them ends here.
 */
static struct mc_err *look(struct mc_attend *attend)
{
	const struct mc_sandbox *sandbox = attend->sandbox;
	uint64_t now_ms = gone_ms(&attend->start);

	if (now_ms < attend->looked_ms + MC_ATTEND_LOOK_MS)
		return NULL;
	attend->looked_ms = now_ms;
	if (now_ms > attend->limits.wall_ms + (uint64_t)MC_ATTEND_GRACE_MS)
		return mc_err_new(MC_E_IO, _("the sandbox does not answer"));
	/* Without namespaces init's own work, which is in the group too, is not small: it looks through the
	 * host's /proc. */
	if (sandbox->cgroup.kind == MC_CGROUP_NONE || !sandbox->protection.namespaces)
		return NULL;
	uint64_t used_us = mc_cgroup_cpu_us(&sandbox->cgroup) - sandbox->counts.cpu_us;

	if (used_us < (attend->limits.cpu_ms + (uint64_t)MC_ATTEND_LOOK_MS) * 1000)
		return NULL;
	attend->is_out_of_cpu = true;
	return mc_attend_stop(attend);
}

/* A stream over its cap is not looked at again before the end. */
static struct pollfd watch_stream(const struct mc_stream *stream)
{
	return (struct pollfd){ .fd = *stream->lost ? -1 : stream->fd, .events = POLLIN };
}

void mc_attend_watch(const struct mc_attend *attend, struct pollfd *watched)
{
	watched[0] = (struct pollfd){ .fd = attend->sandbox->socket, .events = POLLIN };
	watched[1] = watch_stream(&attend->streams[0]);
	watched[2] = watch_stream(&attend->streams[1]);
}

struct mc_err *mc_attend_react(struct mc_attend *attend, const struct pollfd *watched)
{
	struct mc_reply report;

	for (size_t i = 0; i < 2; i++) {
		if (watched[i + 1].revents && drain(&attend->streams[i]))
			MC_TRY(mc_attend_stop(attend));
	}
	if (!watched[0].revents)
		return look(attend);
	MC_TRY(mc_keeper_hear(&report, attend->sandbox, MC_ATTEND_GRACE_MS));
	return mc_attend_finish(attend, &report);
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

static struct mc_err *take_files(struct mc_attend *attend, const struct mc_reply *report)
{
	struct mc_sandbox_result *result = &attend->result;
	size_t next = 0;

	result->files = mc_alloc_zero(attend->collect_count + 1, sizeof(*result->files));
	result->file_count = attend->collect_count;
	for (size_t i = 0; i < attend->collect_count; i++) {
		if (!(report->collected >> i & 1))
			continue;
		MC_AUTOFD fd = mc_message_take_fd(&attend->sandbox->message, next++);

		MC_TRY(read_collected(&result->files[i], fd, (size_t)attend->limits.disk_mb * 1024 * 1024));
	}
	return NULL;
}

struct mc_err *mc_attend_finish(struct mc_attend *attend, struct mc_reply *report)
{
	struct mc_sandbox *sandbox = attend->sandbox;
	struct mc_cgroup_counts now;

	if (report->say != MC_SAY_REPORT)
		return mc_err_new(MC_E_IO, _("the sandbox's init ended by itself"));
	if (attend->is_out_of_cpu)
		report->saw |= MC_SAW_CPU;
	drain_rest(&attend->streams[0]);
	drain_rest(&attend->streams[1]);
	MC_TRY(take_files(attend, report));
	if (attend->keeps_files && report->base_bytes)
		sandbox->base_bytes = report->base_bytes;
	mc_cgroup_read(&now, &sandbox->cgroup);
	struct mc_cgroup_counts delta = { now.oom_kills - sandbox->counts.oom_kills,
					  now.refused_forks - sandbox->counts.refused_forks,
					  now.cpu_us - sandbox->counts.cpu_us };

	sandbox->counts = now;
	sandbox->program = NULL;
	attend->has_ended = true;
	mc_keeper_judge(&attend->result, report, &attend->limits, &delta);
	return NULL;
}
