/* SPDX-License-Identifier: MIT */
#include "os/sandbox_live.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/clock.h"
#include "os/sandbox_attend.h"
#include "os/sandbox_terminal.h"

struct mc_live {
	struct mc_attend attend;
	enum mc_live_join join;
	int input;	    /* -1: closed */
	int spare;	    /* the reading end of the input's pipe: with it, writing never signals */
	struct mc_buf said; /* what waits to be written, from written on */
	size_t written;
	bool is_closing; /* the input ends behind what was said */
	bool is_at_line_start;
	size_t relayed; /* bytes of the output that were handed on */
	bool has_relayed_end;
	bool is_taken;	  /* the result was */
	uint64_t used_us; /* processor time, as it was when last asked */
};

enum { WATCHED_EACH = MC_ATTEND_WATCHED + 1 };

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int copy_fd(int fd)
{
	return fcntl(fd, F_DUPFD_CLOEXEC, 3);
}

static struct mc_err *join_terminal(struct mc_live *live, struct mc_ends *ends)
{
	int master;
	int slave;

	MC_TRY(mc_terminal_open(&master, &slave));
	live->attend.streams[0].fd = master;
	ends->fds[ends->count++] = slave;
	for (int i = 0; i < 2; i++) {
		int copy = copy_fd(slave);

		if (copy >= 0)
			ends->fds[ends->count++] = copy;
	}
	live->input = copy_fd(master);
	if (live->input < 0 || ends->count != 3)
		return mc_err_sys(MC_E_IO, errno, _("cannot open a terminal for a program"));
	return NULL;
}

static struct mc_err *join_pipes(struct mc_live *live, struct mc_ends *ends)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC))
		return mc_err_sys(MC_E_IO, errno, _("cannot open a pipe"));
	live->input = fds[1];
	ends->fds[ends->count++] = fds[0];
	live->spare = copy_fd(fds[0]);
	if (live->spare < 0 || fcntl(live->input, F_SETFL, O_NONBLOCK))
		return mc_err_sys(MC_E_IO, errno, _("cannot open a pipe"));
	MC_TRY(mc_ends_add_stream(&live->attend.streams[0], ends));
	return mc_ends_add_stream(&live->attend.streams[1], ends);
}

static struct mc_err *start(struct mc_live *live, const struct mc_live_plan *plan)
{
	MC_AUTO(mc_ends) ends = { .count = 0 };

	if (live->join == MC_LIVE_PIPES) {
		MC_TRY(join_pipes(live, &ends));
		return mc_attend_send(&live->attend, &plan->run, &ends, NULL);
	}
	MC_TRY(join_terminal(live, &ends));
	return mc_attend_send(&live->attend, &plan->run, &ends, "TERM=dumb");
}

struct mc_err *mc_live_start(struct mc_live **live, struct mc_sandbox *sandbox,
			     const struct mc_live_plan *plan)
{
	MC_TRY(mc_attend_check(sandbox, &plan->run));
	struct mc_live *made = mc_alloc_zero(1, sizeof(*made));

	mc_attend_init(&made->attend, sandbox, &plan->run);
	made->join = plan->join;
	made->input = -1;
	made->spare = -1;
	made->said = (struct mc_buf)MC_BUF_INIT;
	made->is_at_line_start = true;
	struct mc_err *err = start(made, plan);

	if (err) {
		if (err->code == MC_E_IO)
			mc_attend_give_up(&made->attend);
		mc_live_free(made);
		return err;
	}
	*live = made;
	return NULL;
}

static bool is_running(const struct mc_live *live)
{
	return !live->attend.has_ended && !live->attend.is_lost;
}

/* Nobody interrupts this wait: the program is killed already. */
static void see_off(struct mc_live *live)
{
	struct mc_sandbox_result result = MC_SANDBOX_RESULT_INIT;
	struct mc_err *err = mc_attend_stop(&live->attend);

	if (!err)
		err = mc_live_end(&result, live);
	if (err)
		mc_attend_give_up(&live->attend);
	mc_err_drop(err);
	mc_sandbox_result_release(&result);
}

void mc_live_free(struct mc_live *live)
{
	if (!live)
		return;
	if (is_running(live) && live->attend.sandbox->program == &live->attend)
		see_off(live);
	close_fd(&live->input);
	close_fd(&live->spare);
	mc_buf_release(&live->said);
	mc_attend_release(&live->attend);
	free(live);
}

/* Writes what the program has room for. */
static void write_said(struct mc_live *live)
{
	while (live->input >= 0 && live->written < live->said.len) {
		ssize_t done =
			write(live->input, live->said.ptr + live->written, live->said.len - live->written);

		if (done < 0 && errno == EAGAIN)
			return;
		/* Nobody has the terminal open any more. */
		if (done <= 0)
			close_fd(&live->input);
		else
			live->written += (size_t)done;
	}
	mc_buf_reset(&live->said);
	live->written = 0;
	if (live->is_closing && live->join == MC_LIVE_PIPES)
		close_fd(&live->input);
}

static void queue(struct mc_live *live, struct mc_str bytes)
{
	if (bytes.len == 0 || live->input < 0)
		return;
	mc_buf_add(&live->said, bytes.ptr, bytes.len);
	live->is_at_line_start = bytes.ptr[bytes.len - 1] == '\n';
	write_said(live);
}

void mc_live_say(struct mc_live *live, struct mc_str bytes)
{
	if (!live->is_closing)
		queue(live, bytes);
}

void mc_live_close_input(struct mc_live *live)
{
	static const char keys[] = { MC_TERMINAL_END, MC_TERMINAL_END };

	if (live->is_closing)
		return;
	live->is_closing = true;
	/* In the middle of a line the first one only sends what is there. */
	if (live->join == MC_LIVE_TERMINAL)
		queue(live, (struct mc_str){ keys, live->is_at_line_start ? 1 : 2 });
	else
		write_said(live);
}

bool mc_live_is_echoing(const struct mc_live *live)
{
	return live->join == MC_LIVE_TERMINAL && live->input >= 0 && mc_terminal_is_echoing(live->input);
}

struct mc_str mc_live_output(const struct mc_live *live)
{
	const struct mc_buf *out = &live->attend.result.out;

	return (struct mc_str){ out->ptr, out->len };
}

struct mc_str mc_live_errors(const struct mc_live *live)
{
	const struct mc_buf *err = &live->attend.result.err;

	return (struct mc_str){ err->ptr, err->len };
}

static size_t printed(const struct mc_live *live)
{
	return live->attend.result.out.len + live->attend.result.err.len;
}

static void watch(const struct mc_live *live, struct pollfd *watched)
{
	bool has_words = live->written < live->said.len;

	mc_attend_watch(&live->attend, watched);
	watched[MC_ATTEND_WATCHED] = (struct pollfd){ .fd = has_words ? live->input : -1, .events = POLLOUT };
}

static struct mc_err *react(struct mc_live *live, const struct pollfd *watched)
{
	if (watched[MC_ATTEND_WATCHED].revents)
		write_said(live);
	return mc_attend_react(&live->attend, watched);
}

/* Waits for one thing to happen, at most so long, and no longer than limits may go unseen. */
static struct mc_err *turn(struct mc_live *const *lives, size_t count, struct pollfd *more, size_t more_count,
			   int timeout_ms)
{
	struct pollfd watched[MC_LIVE_MAX * WATCHED_EACH + MC_LIVE_MAX_MORE];
	size_t own = count * WATCHED_EACH;

	for (size_t i = 0; i < own; i++)
		watched[i] = (struct pollfd){ .fd = -1 };
	for (size_t i = 0; i < count; i++) {
		if (is_running(lives[i]))
			watch(lives[i], watched + i * WATCHED_EACH);
	}
	for (size_t i = 0; i < more_count; i++)
		watched[own + i] = more[i];
	if (poll(watched, own + more_count, timeout_ms) < 0)
		return mc_err_new(errno == EINTR ? MC_E_INTERRUPTED : MC_E_IO, _("interrupted"));
	for (size_t i = 0; i < more_count; i++)
		more[i].revents = watched[own + i].revents;
	for (size_t i = 0; i < count; i++) {
		if (is_running(lives[i]))
			MC_TRY(react(lives[i], watched + i * WATCHED_EACH));
	}
	return NULL;
}

static bool has_news(const struct mc_live_state *states, size_t count, const struct pollfd *more,
		     size_t more_count, size_t ended_before)
{
	size_t ended = 0;
	bool is_new = false;

	for (size_t i = 0; i < count; i++) {
		is_new |= states[i].has_new;
		ended += states[i].has_ended;
	}
	for (size_t i = 0; i < more_count; i++)
		is_new |= more[i].revents != 0;
	return is_new || ended > ended_before || ended == count;
}

static int pause_ms(uint64_t until_us, bool is_over)
{
	uint64_t now_us = mc_clock_us();

	if (is_over || now_us >= until_us)
		return 0;
	uint64_t left_ms = (until_us - now_us + 999) / 1000;

	return left_ms < MC_ATTEND_LOOK_MS ? (int)left_ms : MC_ATTEND_LOOK_MS;
}

static struct mc_err *wait_all(struct mc_live_state *states, struct mc_live *const *lives, size_t count,
			       struct pollfd *more, size_t more_count, int timeout_ms)
{
	uint64_t until_us = timeout_ms < 0 ? UINT64_MAX : mc_clock_us() + (uint64_t)timeout_ms * 1000;
	size_t before[MC_LIVE_MAX];
	size_t ended = 0;
	int pause = 0;

	for (size_t i = 0; i < count; i++) {
		before[i] = printed(lives[i]);
		ended += lives[i]->attend.has_ended;
	}
	for (;;) {
		MC_TRY(turn(lives, count, more, more_count, pause));
		for (size_t i = 0; i < count; i++)
			states[i] = (struct mc_live_state){ .has_new = printed(lives[i]) > before[i],
							    .has_ended = lives[i]->attend.has_ended };
		if (has_news(states, count, more, more_count, ended))
			return NULL;
		pause = pause_ms(until_us, ended == count);
		if (pause == 0)
			break;
	}
	for (size_t i = 0; i < count; i++)
		states[i].is_late = true;
	return NULL;
}

struct mc_err *mc_live_wait_all(struct mc_live_state *states, struct mc_live *const *lives, size_t count,
				struct pollfd *more, size_t more_count, int timeout_ms)
{
	if (count > MC_LIVE_MAX || more_count > MC_LIVE_MAX_MORE)
		return mc_err_new(MC_E_INPUT, _("too much to wait for"));
	for (size_t i = 0; i < count; i++) {
		if (lives[i]->attend.is_lost)
			return mc_err_new(MC_E_IO, _("the sandbox ended by itself"));
	}
	struct mc_err *err = wait_all(states, lives, count, more, more_count, timeout_ms);

	for (size_t i = 0; err && i < count; i++) {
		if (is_running(lives[i]))
			mc_attend_give_up(&lives[i]->attend);
	}
	return err;
}

struct mc_err *mc_live_wait(struct mc_live_state *state, struct mc_live *live, struct pollfd *more,
			    size_t more_count, int timeout_ms)
{
	return mc_live_wait_all(state, &live, 1, more, more_count, timeout_ms);
}

void mc_live_relay(struct mc_live *to, struct mc_live *from)
{
	struct mc_str all = mc_live_output(from);

	/* The result has taken the output with it. */
	if (from->is_taken)
		return;
	mc_live_say(to, (struct mc_str){ all.ptr + from->relayed, all.len - from->relayed });
	from->relayed = all.len;
	if (!from->has_relayed_end && (from->attend.has_ended || from->attend.streams[0].fd < 0)) {
		from->has_relayed_end = true;
		mc_live_close_input(to);
	}
}

struct mc_err *mc_live_stop(struct mc_live *live)
{
	if (!is_running(live))
		return NULL;
	struct mc_err *err = mc_attend_stop(&live->attend);

	if (err)
		mc_attend_give_up(&live->attend);
	return err;
}

struct mc_err *mc_live_end(struct mc_sandbox_result *result, struct mc_live *live)
{
	struct mc_live_state state = { .has_ended = live->attend.has_ended };

	while (!state.has_ended)
		MC_TRY(mc_live_wait(&state, live, NULL, 0, -1));
	*result = live->attend.result;
	live->attend.result = (struct mc_sandbox_result)MC_SANDBOX_RESULT_INIT;
	live->is_taken = true;
	return NULL;
}

/* Either the answer comes, or the program's end was on its way before init could hear the question. */
static struct mc_err *ask(struct mc_reply *reply, struct mc_live *live, const struct mc_request *request)
{
	struct mc_sandbox *sandbox = live->attend.sandbox;
	struct mc_err *err = mc_keeper_ask(sandbox, request, (struct mc_str){ NULL, 0 }, NULL, 0);

	if (!err)
		err = mc_keeper_hear(reply, sandbox, MC_ATTEND_GRACE_MS);
	if (!err && reply->say != MC_SAY_SOCKET && reply->say != MC_SAY_USE)
		err = mc_attend_finish(&live->attend, reply);
	if (err)
		mc_attend_give_up(&live->attend);
	return err;
}

struct mc_err *mc_live_socket(int *fd, struct mc_live *live, int family)
{
	struct mc_request request = { .ask = MC_ASK_SOCKET, .family = family };
	struct mc_reply reply = { .say = MC_SAY_REPORT };

	if (is_running(live))
		MC_TRY(ask(&reply, live, &request));
	*fd = reply.say == MC_SAY_SOCKET ? mc_message_take_fd(&live->attend.sandbox->message, 0) : -1;
	return NULL;
}

struct mc_err *mc_live_is_busy(bool *is_busy, struct mc_live *live)
{
	struct mc_request request = { .ask = MC_ASK_LOOK };
	struct mc_reply reply = { .say = MC_SAY_REPORT };

	if (is_running(live))
		MC_TRY(ask(&reply, live, &request));
	*is_busy = reply.say == MC_SAY_USE && (reply.is_running || reply.cpu_us > live->used_us);
	live->used_us = reply.say == MC_SAY_USE ? reply.cpu_us : live->used_us;
	return NULL;
}
