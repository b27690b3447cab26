/* SPDX-License-Identifier: MIT */
#include "os/sandbox_attend.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

#include "base/i18n.h"

enum { INIT_TASKS = 2, SMALL_MB = 32 };

void mc_ends_release(struct mc_ends *ends)
{
	for (size_t i = 0; i < ends->count; i++)
		close(ends->fds[i]);
	ends->count = 0;
}

/* A file, not a pipe: no writer to serve while the program runs, and a program that never reads it blocks
 * nobody. */
struct mc_err *mc_ends_add_input(struct mc_ends *ends, const struct mc_sandbox_run *run)
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

struct mc_err *mc_ends_add_stream(struct mc_stream *stream, struct mc_ends *ends)
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

static struct mc_err *add_extra(struct mc_ends *ends, const struct mc_tree *extra)
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

/* What a run sets itself wins over what its slot sets, and that over what its streams need. */
static uint32_t add_env(struct mc_buf *texts, const char *const *own, const char *const *of_slot,
			const char *more)
{
	uint32_t count = add_texts(texts, own);
	bool has_more = !more || has_variable(own, more) || has_variable(of_slot, more);

	for (; of_slot && *of_slot; of_slot++) {
		if (has_variable(own, *of_slot))
			continue;
		mc_buf_add(texts, *of_slot, strlen(*of_slot) + 1);
		count++;
	}
	if (has_more)
		return count;
	mc_buf_add(texts, more, strlen(more) + 1);
	return count + 1;
}

struct mc_err *mc_attend_check(const struct mc_sandbox *sandbox, const struct mc_sandbox_run *run)
{
	const struct mc_limits *l = &run->limits;

	if (!sandbox->has_submission)
		return mc_err_new(MC_E_IO, _("there is no submission in the sandbox"));
	if (sandbox->program)
		return mc_err_new(MC_E_INPUT, _("a program runs in the sandbox already"));
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
			     const struct mc_sandbox *sandbox, const struct mc_sandbox_run *run,
			     const char *env_more)
{
	*request = (struct mc_request){ .ask = MC_ASK_RUN,
					.limits = run->limits,
					.has_cwd = run->cwd != NULL,
					.has_extra = run->extra != NULL,
					.keeps_files = run->keeps_files,
					.maps_much = run->maps_much };
	request->arg_count = add_texts(texts, run->argv);
	request->env_count = add_env(texts, run->env, sandbox->env, env_more);
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

struct mc_err *mc_attend_send(struct mc_attend *attend, const struct mc_sandbox_run *run,
			      struct mc_ends *ends, const char *env_more)
{
	struct mc_sandbox *sandbox = attend->sandbox;
	MC_AUTO(mc_buf) texts = MC_BUF_INIT;
	struct mc_request request;

	MC_TRY(encode(&request, &texts, sandbox, run, env_more));
	MC_TRY(set_limits(sandbox, &run->limits));
	if (run->extra)
		MC_TRY(add_extra(ends, run->extra));
	MC_TRY(mc_keeper_ask(sandbox, &request, (struct mc_str){ texts.ptr, texts.len }, ends->fds,
			     ends->count));
	mc_ends_release(ends);
	sandbox->program = attend;
	clock_gettime(CLOCK_MONOTONIC, &attend->start);
	return NULL;
}
