/* SPDX-License-Identifier: MIT */
#include "grade/pool.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/str.h"
#include "os/exe.h"
#include "os/worker.h"

enum { MAX_JOBS = 128, WAITING_JOBS = 3, ANSWER_MAX_BYTES = 64 * 1024 * 1024 };

/* Every child, and the descriptor of signals. */
_Static_assert(MAX_JOBS + 1 <= MC_FDS_MAX, "more is waited for than mc_fds_wait() takes");

#define NO_WORK SIZE_MAX

/* First byte of an answer. */
enum { ANSWER_OK = 'o', ANSWER_ERR = 'e', ANSWER_OPEN_ERR = 'x' };

/* What the parent knows of one child. */
struct seat {
	struct mc_worker worker;
	size_t index; /* of the piece that it works on, or NO_WORK */
	unsigned slot;
	bool is_for_waiting; /* takes only pieces that wait */
};

struct run {
	const struct mc_pool *pool;
	struct seat *seats;
	size_t seat_count;
	size_t next;	     /* first piece that nobody has, of those that compute */
	size_t next_waiting; /* … of those that wait */
	size_t answered;
	int signals;
};

static struct mc_err *send_err(int fd, char kind, const struct mc_err *err)
{
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;

	mc_buf_addc(&frame, kind);
	mc_err_pack(&frame, err);
	return mc_frame_write(fd, frame.ptr, frame.len);
}

/* Answers pieces of work until the parent closes the socket. */
static struct mc_err *serve(int fd, const struct mc_pool *pool, void *state, struct mc_sandbox *sandbox)
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
		MC_AUTOPTR(mc_err) err = pool->work(&answer, state, pool->context, sandbox, index);

		if (err)
			MC_TRY(send_err(fd, ANSWER_ERR, err));
		else
			MC_TRY(mc_frame_write(fd, answer.ptr, answer.len));
	}
}

struct child {
	const struct mc_pool *pool;
	const struct run *run;
	unsigned slot;
};

/* The whole life of a child. The slot comes first: its worker must not inherit a memory full of secrets. */
static void live(int fd, void *context)
{
	struct child *child = context;
	const struct mc_pool *pool = child->pool;
	struct mc_sandbox_config config = pool->sandbox;
	MC_AUTOPTR(mc_sandbox) sandbox = NULL;
	void *state = NULL;

	for (size_t i = 0; i < child->run->seat_count; i++) {
		if (child->run->seats[i].worker.fd >= 0)
			(void)close(child->run->seats[i].worker.fd);
	}
	config.slot = child->slot;
	config.cpu = (int)mc_cpu_number(child->slot);
	/* Keeper and program take turns: on one processor the next of them needs no idle one to wake up. */
	if (config.is_pinned)
		mc_cpu_stay((unsigned)config.cpu);
	struct mc_err *err = mc_sandbox_open(&sandbox, &config);

	if (!err)
		err = pool->open(&state, pool->context);
	if (err)
		mc_err_drop(send_err(fd, ANSWER_OPEN_ERR, err));
	else
		mc_err_drop(serve(fd, pool, state, sandbox));
	mc_err_free(err);
}

static struct mc_err *seat_open(struct run *run, struct seat *seat)
{
	struct child child = { .pool = run->pool, .run = run, .slot = seat->slot };

	seat->index = NO_WORK;
	return mc_worker_open(&seat->worker, live, &child);
}

/* Where the next piece for a seat is counted; NULL when there is none. */
static size_t *next_for(struct run *run, const struct seat *seat)
{
	if (!seat->is_for_waiting && run->next < run->pool->count)
		return &run->next;
	return run->next_waiting < run->pool->waiting_count ? &run->next_waiting : NULL;
}

/* Hands out the next piece, or lets the child go when there is none. */
static void seat_feed(struct run *run, struct seat *seat)
{
	size_t *next = next_for(run, seat);

	if (!next) {
		mc_worker_end(&seat->worker);
		return;
	}
	seat->index = (*next)++;
	/* A child that died meanwhile is found by the next read. */
	mc_err_drop(mc_frame_write(seat->worker.fd, &seat->index, sizeof(seat->index)));
}

static struct mc_err *seat_done(struct run *run, struct seat *seat, struct mc_str answer,
				const struct mc_err *err)
{
	size_t index = seat->index;

	seat->index = NO_WORK;
	run->answered++;
	return run->pool->done(run->pool->context, index, answer, err);
}

/* A child died over its piece: that piece gets an error, and another child takes the seat. */
static struct mc_err *seat_died(struct run *run, struct seat *seat)
{
	int status = mc_worker_kill(&seat->worker);
	size_t index = seat->index;

	if (index == NO_WORK)
		return mc_err_new(MC_E_IO, _("a grading process ended before it began (wait status %d)"),
				  status);
	MC_AUTOPTR(mc_err) err =
		mc_err_new(MC_E_IO, _("the grading process died over this submission (wait status %d)"),
			   status);

	MC_TRY(seat_done(run, seat, (struct mc_str){ "", 0 }, err));
	if (!next_for(run, seat))
		return NULL;
	MC_TRY(seat_open(run, seat));
	seat_feed(run, seat);
	return NULL;
}

static struct mc_err *seat_read(struct run *run, struct seat *seat)
{
	MC_AUTO(mc_buf) frame = MC_BUF_INIT;
	bool is_end;

	MC_TRY(mc_frame_read(&frame, &is_end, seat->worker.fd, ANSWER_MAX_BYTES));
	if (is_end || frame.len == 0)
		return seat_died(run, seat);
	if (frame.ptr[0] == ANSWER_OPEN_ERR)
		return mc_err_unpack(frame.ptr + 1);
	if (frame.ptr[0] == ANSWER_ERR) {
		MC_AUTOPTR(mc_err) err = mc_err_unpack(frame.ptr + 1);

		MC_TRY(seat_done(run, seat, (struct mc_str){ "", 0 }, err));
	} else {
		MC_TRY(seat_done(run, seat, (struct mc_str){ frame.ptr + 1, frame.len - 1 }, NULL));
	}
	seat_feed(run, seat);
	return NULL;
}

static struct mc_err *loop(struct run *run)
{
	int fds[MAX_JOBS + 1];

	while (run->answered < run->pool->count) {
		size_t ready;

		for (size_t i = 0; i < run->seat_count; i++)
			fds[i] = run->seats[i].worker.fd;
		fds[run->seat_count] = run->signals;
		MC_TRY(mc_fds_wait(&ready, fds, run->seat_count + 1));
		if (ready == run->seat_count)
			return mc_err_new(MC_E_INTERRUPTED, _("interrupted after %zu of %zu"), run->answered,
					  run->pool->count);
		MC_TRY(seat_read(run, &run->seats[ready]));
	}
	return NULL;
}

static struct mc_err *start(struct run *run)
{
	MC_TRY(mc_signals_open(&run->signals));
	for (size_t i = 0; i < run->seat_count; i++)
		MC_TRY(seat_open(run, &run->seats[i]));
	for (size_t i = 0; i < run->seat_count; i++)
		seat_feed(run, &run->seats[i]);
	return loop(run);
}

/* A seat for each job, at most one for each piece, and more for what waits. */
static void lay_seats(struct run *run)
{
	const struct mc_pool *pool = run->pool;
	size_t jobs = pool->jobs < pool->count ? pool->jobs : pool->count;
	size_t waiting = WAITING_JOBS * (size_t)pool->jobs;

	if (jobs > MAX_JOBS)
		jobs = MAX_JOBS;
	if (waiting > pool->waiting_count)
		waiting = pool->waiting_count;
	if (waiting > pool->count - jobs)
		waiting = pool->count - jobs;
	if (waiting > MAX_JOBS - jobs)
		waiting = MAX_JOBS - jobs;
	run->seat_count = jobs + waiting;
	run->seats = mc_alloc_zero(run->seat_count, sizeof(*run->seats));
	for (size_t i = 0; i < run->seat_count; i++)
		run->seats[i] = (struct seat){ .worker = MC_WORKER_INIT,
					       .index = NO_WORK,
					       .slot = (unsigned)i,
					       .is_for_waiting = i >= jobs };
}

struct mc_err *mc_pool_run(const struct mc_pool *pool)
{
	struct run run = { .pool = pool, .signals = -1, .next = pool->waiting_count };

	lay_seats(&run);
	struct mc_err *err = start(&run);

	for (size_t i = 0; i < run.seat_count; i++)
		(void)mc_worker_kill(&run.seats[i].worker);
	mc_signals_close(run.signals);
	free(run.seats);
	return err;
}
