/* SPDX-License-Identifier: MIT */
#include "os/crew.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "os/worker.h"

enum { MAX_JOBS = 128, WAITING_JOBS = 3, ANSWER_MAX_BYTES = 64 * 1024 * 1024 };

/* Every child, and the descriptor of signals. */
_Static_assert(MAX_JOBS + 1 <= MC_FDS_MAX, "more is waited for than mc_fds_wait() takes");

#define NO_WORK SIZE_MAX

/* First byte of an answer. */
enum { ANSWER_OK = 'o', ANSWER_ERR = 'e', ANSWER_OPEN_ERR = 'x' };

/* What the parent knows of one child. */
struct hand {
	struct mc_worker worker;
	size_t index; /* of the piece that it works on, or NO_WORK */
	unsigned number;
	bool is_for_waiting; /* takes only pieces that wait */
};

struct run {
	const struct mc_crew *crew;
	struct hand *hands;
	size_t hand_count;
	size_t next;	     /* first piece that nobody has, of those that compute */
	size_t next_waiting; /* … of those that wait */
	size_t answered;
	int signals;
};

/* ---- in a child ---- */

static struct mc_err *send_err(int fd, char kind, const struct mc_err *err)
{
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;

	mc_buf_addc(&frame, kind);
	mc_err_pack(&frame, err);
	return mc_frame_write(fd, frame.ptr, frame.len);
}

static struct mc_err *serve(int fd, const struct mc_crew *crew, void *state)
{
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;

	for (;;) {
		MC_AUTO(mc_buf) answer = MC_BUF_INIT;
		bool is_end;
		size_t index;

		MC_TRY(mc_frame_read(&frame, &is_end, fd, sizeof(index)));
		if (is_end || frame.len != sizeof(index))
			return NULL;
		memcpy(&index, frame.ptr, sizeof(index));
		mc_buf_addc(&answer, ANSWER_OK);
		MC_AUTOPTR(mc_err) err = crew->work(&answer, state, crew->context, index);

		if (err)
			MC_TRY(send_err(fd, ANSWER_ERR, err));
		else
			MC_TRY(mc_frame_write(fd, answer.ptr, answer.len));
	}
}

struct child {
	const struct run *run;
	unsigned number;
};

static void live(int fd, void *context)
{
	const struct child *child = context;
	const struct run *run = child->run;
	const struct mc_crew *crew = run->crew;
	void *state = NULL;

	/* A child that keeps the sockets of its sisters would keep them from seeing their end. */
	for (size_t i = 0; i < run->hand_count; i++) {
		if (run->hands[i].worker.fd >= 0)
			(void)close(run->hands[i].worker.fd);
	}
	MC_AUTOPTR(mc_err) err = crew->open(&state, crew->context, child->number);

	if (err)
		mc_err_drop(send_err(fd, ANSWER_OPEN_ERR, err));
	else
		mc_err_drop(serve(fd, crew, state));
	if (crew->close)
		crew->close(state, crew->context);
}

/* ---- in the parent ---- */

static struct mc_err *hand_open(struct run *run, struct hand *hand)
{
	struct child child = { .run = run, .number = hand->number };

	hand->index = NO_WORK;
	return mc_worker_open(&hand->worker, live, &child);
}

/* Where the next piece for a child is counted; NULL when there is none. */
static size_t *next_for(struct run *run, const struct hand *hand)
{
	if (!hand->is_for_waiting && run->next < run->crew->count)
		return &run->next;
	return run->next_waiting < run->crew->waiting_count ? &run->next_waiting : NULL;
}

/* Hands out the next piece, or lets the child go when there is none. */
static void hand_feed(struct run *run, struct hand *hand)
{
	size_t *next = next_for(run, hand);

	if (!next) {
		mc_worker_end(&hand->worker);
		return;
	}
	hand->index = (*next)++;
	/* A child that died meanwhile is found by the next read. */
	mc_err_drop(mc_frame_write(hand->worker.fd, &hand->index, sizeof(hand->index)));
}

static struct mc_err *hand_done(struct run *run, struct hand *hand, struct mc_str answer,
				const struct mc_err *err)
{
	size_t index = hand->index;

	hand->index = NO_WORK;
	run->answered++;
	return run->crew->done(run->crew->context, index, answer, err);
}

/* A child died over its piece: that piece gets an error, and another child takes its place. */
static struct mc_err *hand_died(struct run *run, struct hand *hand)
{
	int status = mc_worker_kill(&hand->worker);

	if (hand->index == NO_WORK)
		return mc_err_new(MC_E_IO, _("a helper process ended before it began (wait status %d)"),
				  status);
	MC_AUTOPTR(mc_err) err =
		mc_err_new(MC_E_IO, _("a helper process died over this piece of work (wait status %d)"),
			   status);

	MC_TRY(hand_done(run, hand, (struct mc_str){ "", 0 }, err));
	if (!next_for(run, hand))
		return NULL;
	MC_TRY(hand_open(run, hand));
	hand_feed(run, hand);
	return NULL;
}

static struct mc_err *hand_read(struct run *run, struct hand *hand)
{
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;
	bool is_end;

	MC_TRY(mc_frame_read(&frame, &is_end, hand->worker.fd, ANSWER_MAX_BYTES));
	if (is_end || frame.len == 0)
		return hand_died(run, hand);
	if (frame.ptr[0] == ANSWER_OPEN_ERR)
		return mc_err_unpack(frame.ptr + 1);
	if (frame.ptr[0] == ANSWER_ERR) {
		MC_AUTOPTR(mc_err) err = mc_err_unpack(frame.ptr + 1);

		MC_TRY(hand_done(run, hand, (struct mc_str){ "", 0 }, err));
	} else {
		MC_TRY(hand_done(run, hand, (struct mc_str){ frame.ptr + 1, frame.len - 1 }, NULL));
	}
	hand_feed(run, hand);
	return NULL;
}

static struct mc_err *loop(struct run *run)
{
	int fds[MAX_JOBS + 1];

	while (run->answered < run->crew->count) {
		size_t ready;

		for (size_t i = 0; i < run->hand_count; i++)
			fds[i] = run->hands[i].worker.fd;
		fds[run->hand_count] = run->signals;
		MC_TRY(mc_fds_wait(&ready, fds, run->hand_count + 1));
		if (ready == run->hand_count)
			return mc_err_new(MC_E_INTERRUPTED, _("interrupted after %zu of %zu"), run->answered,
					  run->crew->count);
		MC_TRY(hand_read(run, &run->hands[ready]));
	}
	return NULL;
}

static struct mc_err *start(struct run *run)
{
	MC_TRY(mc_signals_open(&run->signals));
	for (size_t i = 0; i < run->hand_count; i++)
		MC_TRY(hand_open(run, &run->hands[i]));
	for (size_t i = 0; i < run->hand_count; i++)
		hand_feed(run, &run->hands[i]);
	return loop(run);
}

/* A hand for each job, at most one for each piece, and more for what waits. */
static void lay_hands(struct run *run)
{
	const struct mc_crew *crew = run->crew;
	size_t jobs = crew->jobs < crew->count ? crew->jobs : crew->count;
	size_t waiting = WAITING_JOBS * (size_t)crew->jobs;

	if (jobs > MAX_JOBS)
		jobs = MAX_JOBS;
	if (waiting > crew->waiting_count)
		waiting = crew->waiting_count;
	if (waiting > crew->count - jobs)
		waiting = crew->count - jobs;
	if (waiting > MAX_JOBS - jobs)
		waiting = MAX_JOBS - jobs;
	run->hand_count = jobs + waiting;
	run->hands = mc_alloc_zero(run->hand_count, sizeof(*run->hands));
	for (size_t i = 0; i < run->hand_count; i++)
		run->hands[i] = (struct hand){ .worker = MC_WORKER_INIT,
					       .index = NO_WORK,
					       .number = (unsigned)i,
					       .is_for_waiting = i >= jobs };
}

struct mc_err *mc_crew_run(const struct mc_crew *crew)
{
	struct run run = { .crew = crew, .signals = -1, .next = crew->waiting_count };

	if (crew->count == 0)
		return NULL;
	lay_hands(&run);
	struct mc_err *err = start(&run);

	for (size_t i = 0; i < run.hand_count; i++)
		(void)mc_worker_kill(&run.hands[i].worker);
	mc_signals_close(run.signals);
	free(run.hands);
	return err;
}
