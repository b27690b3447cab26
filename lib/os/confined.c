/* SPDX-License-Identifier: MIT */
#include "os/confined.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "base/i18n.h"
#include "os/clock.h"
#include "os/confine.h"

/* The first byte of a frame. */
enum { FRAME_ANSWER = 'a', FRAME_ERROR = 'e' };

static void run_child(int fd, void *context)
{
	const struct mc_confined *confined = context;
	MC_AUTO(mc_buf) answer = MC_BUF_INIT;

	mc_close_others(fd);
	mc_worker_limit(&confined->limits);
	/* Messages come from the catalogue, which must be open before nothing else can be opened. */
	(void)_("unknown");
	mc_confine_to(NULL);
	mc_buf_addc(&answer, FRAME_ANSWER);
	MC_AUTOPTR(mc_err) err = confined->work(&answer, confined->context);

	if (err) {
		mc_buf_reset(&answer);
		mc_buf_addc(&answer, FRAME_ERROR);
		mc_err_pack(&answer, err);
	}
	/* When nobody listens, the parent has given up: the process ends anyway. */
	mc_err_drop(mc_frame_write(fd, answer.ptr, answer.len));
}

static bool has_answer(int fd, unsigned wall_ms)
{
	struct pollfd wait = { .fd = fd, .events = POLLIN };
	uint64_t end_ms = mc_clock_ms() + wall_ms;

	for (uint64_t now_ms = mc_clock_ms(); now_ms < end_ms; now_ms = mc_clock_ms()) {
		if (poll(&wait, 1, (int)(end_ms - now_ms)) > 0)
			return true;
	}
	return false;
}

/* A child that was taken over could send anything. */
static bool is_error(const struct mc_buf *frame)
{
	const char *end = frame->ptr + frame->len;
	const char *msg = frame->ptr + 2;

	if (frame->len < 4 || frame->ptr[0] != FRAME_ERROR || (unsigned char)frame->ptr[1] > MC_E_INTERRUPTED)
		return false;
	const char *hint = memchr(msg, '\0', (size_t)(end - msg));

	return hint && hint + 1 < end && memchr(hint + 1, '\0', (size_t)(end - hint - 1)) == end - 1;
}

static bool has_run_out_of_time(int status)
{
	return WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
}

struct mc_err *mc_confined_run(struct mc_buf *answer, enum mc_confined_end *end,
			       const struct mc_confined *confined)
{
	struct mc_worker worker = MC_WORKER_INIT;
	struct mc_confined copy = *confined;
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;
	bool is_end = true;

	MC_TRY(mc_worker_open(&worker, run_child, &copy));
	bool is_late = !has_answer(worker.fd, confined->wall_ms);

	/* An answer that cannot be read is none. */
	if (!is_late)
		mc_err_drop(mc_frame_read(&frame, &is_end, worker.fd, confined->answer_bytes + 1));
	/* A child that is on its way out already keeps the status that it has. */
	int status = mc_worker_kill(&worker);

	if (is_error(&frame))
		return mc_err_unpack(frame.ptr + 1);
	if (frame.len > 0 && frame.ptr[0] == FRAME_ANSWER && !is_end) {
		mc_buf_add(answer, frame.ptr + 1, frame.len - 1);
		*end = MC_CONFINED_ANSWERED;
	} else {
		*end = is_late || has_run_out_of_time(status) ? MC_CONFINED_TIME : MC_CONFINED_DIED;
	}
	return NULL;
}
