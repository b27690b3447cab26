/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/index.h"
#include "mirror/mirror_part.h"
#include "os/clock.h"
#include "os/confine.h"
#include "os/worker.h"

/* Most of the time is waiting for others, so there are more children than processors. */
enum { DEFAULT_JOBS = 8, MAX_JOBS = 64, TICK_MS = 200, TELL_EVERY_MS = 100, FRAME_MS = 5000 };
enum { DEFAULT_STALL_S = 60, DEFAULT_LIMIT_S = 60 * 60, MAX_ANSWER_BYTES = 16 * 1024 };

/* For libgit2 to unpack in, beside what lies in memory of a pack. */
#define MEMORY_BYTES ((size_t)256 * 1024 * 1024)

const char *const mc_fetch_words[MC_FETCH_OUTCOME_COUNT] = {
	[MC_FETCH_NEW] = "new",	      [MC_FETCH_CHANGED] = "changed", [MC_FETCH_CURRENT] = "current",
	[MC_FETCH_FAILED] = "failed", [MC_FETCH_NONE] = "none",
};

/* ---- in a child ---- */

struct child {
	const struct mc_fetch *fetch;
	int fd;
	int locks;
	uint64_t told_ms;
};

static void answer(const struct child *child, const struct mc_buf *words)
{
	/* When nobody listens, the parent has given up: the process ends anyway. */
	mc_err_drop(mc_frame_write(child->fd, words->ptr, words->len));
}

static bool on_step(void *context, const struct mc_repo_progress *progress)
{
	struct child *child = context;
	MC_AUTO(mc_buf) words = MC_BUF_INIT;
	uint64_t now_ms = mc_clock_ms();

	if (now_ms - child->told_ms < TELL_EVERY_MS)
		return true;
	child->told_ms = now_ms;
	mc_buf_addc(&words, MC_FETCH_TELLS_PROGRESS);
	mc_buf_add(&words, progress, sizeof(*progress));
	answer(child, &words);
	return true;
}

static void do_one(struct child *child, size_t index)
{
	const struct mc_repo_watch watch = { on_step, child };
	enum mc_fetch_outcome outcome = MC_FETCH_FAILED;
	MC_AUTO(mc_buf) words = MC_BUF_INIT;

	child->told_ms = mc_clock_ms();
	MC_AUTOPTR(mc_err) err = mc_fetch_one(&outcome, child->fetch, child->locks, index, &watch);

	mc_buf_addc(&words, MC_FETCH_TELLS_DONE);
	mc_buf_addc(&words, (char)outcome);
	if (err)
		mc_err_pack(&words, err);
	answer(child, &words);
}

static void run_child(int fd, void *context)
{
	const struct mc_fetch *fetch = context;
	struct child child = { .fetch = fetch, .fd = fd, .locks = -1 };
	MC_AUTO(mc_buf) order = MC_BUF_INIT;
	uint64_t most = fetch->max_bytes ? fetch->max_bytes : MC_REPO_MIRROR_MAX_BYTES;
	uint32_t index;
	bool is_end = false;

	/* The sockets of the others, which would not see their end. */
	mc_close_others(fd);
	/* A limit on files is an error of the one repository, not the end of the process. */
	(void)signal(SIGXFSZ, SIG_IGN);
	mc_worker_limit(
		&(struct mc_worker_limits){ .more_bytes = most + MEMORY_BYTES, .file_bytes = 2 * most });
	struct mc_err *err = fetch->is_dry_run ? NULL : mc_mirror_open_locks(&child.locks, fetch->school_dir);

	mc_err_drop(err);
	while (!mc_frame_read(&order, &is_end, fd, sizeof(index)) && !is_end && order.len == sizeof(index)) {
		memcpy(&index, order.ptr, sizeof(index));
		do_one(&child, index);
	}
}

/* ---- in the parent ---- */

struct hand {
	struct mc_worker worker;
	bool is_busy;
	size_t index;	   /* that it works on */
	uint64_t began_ms; /* when it got that */
	uint64_t heard_ms; /* when it last said something */
};

struct crew {
	const struct mc_fetch *fetch;
	struct hand hands[MAX_JOBS];
	size_t count;
	size_t next; /* to be handed out */
	size_t busy;
	uint64_t stall_ms;
	uint64_t limit_ms;
	int signals;
	int locks;
	struct mc_err **shared; /* of each: somebody else has the same address; NULL: nobody */
};

/* Tells what became of one; err is what failed, or NULL. */
static struct mc_err *tell(const struct crew *crew, size_t index, enum mc_fetch_outcome outcome,
			   const struct mc_err *err)
{
	const struct mc_fetch *fetch = crew->fetch;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_mirror mirror = { .learner = fetch->wanted[index].learner };
	struct mc_err *unread = mc_mirror_read(&mirror, &arena, fetch->school_dir, mirror.learner);

	mc_err_free(unread);
	mirror.learner = fetch->wanted[index].learner;
	mirror.reason = err ? err->msg : NULL;
	mirror.hint = err ? err->hint : NULL;
	if (err)
		mirror.fault = err->code;
	return fetch->done ? fetch->done(fetch->context, index, outcome, &mirror) : NULL;
}

static struct mc_err *fail(const struct crew *crew, size_t index, const struct mc_err *err)
{
	if (!crew->fetch->is_dry_run)
		mc_err_drop(mc_mirror_note_fault(crew->fetch->school_dir, crew->fetch->wanted[index].learner,
						 crew->locks, err));
	return tell(crew, index, MC_FETCH_FAILED, err);
}

static struct mc_err *give_up(struct crew *crew, struct hand *hand, struct mc_err *why)
{
	MC_AUTOPTR(mc_err) err = why;

	(void)mc_worker_kill(&hand->worker);
	hand->is_busy = false;
	crew->busy--;
	return fail(crew, hand->index, err);
}

static struct mc_err *broke_off(void)
{
	return mc_err_hint(
		mc_err_new(MC_E_NETWORK, _("the transfer broke off")),
		_("try again; when it happens again, clone the repository with git and look at it"));
}

/* Whether what a child says can be taken: what it read may have taken it over. */
static bool is_sound(const struct mc_buf *words)
{
	size_t len = words->len;

	if (len == 1 + sizeof(struct mc_repo_progress) && words->ptr[0] == MC_FETCH_TELLS_PROGRESS)
		return true;
	if (len < 2 || words->ptr[0] != MC_FETCH_TELLS_DONE ||
	    (unsigned char)words->ptr[1] >= MC_FETCH_OUTCOME_COUNT)
		return false;
	if (words->ptr[1] != MC_FETCH_FAILED)
		return len == 2;
	return len > 5 && (unsigned char)words->ptr[2] <= MC_E_INTERRUPTED && words->ptr[len - 1] == '\0' &&
	       memchr(words->ptr + 3, '\0', len - 4);
}

static struct mc_err *take(struct crew *crew, struct hand *hand, const struct mc_buf *words)
{
	MC_AUTOPTR(mc_err) err = NULL;

	hand->heard_ms = mc_clock_ms();
	if (words->ptr[0] == MC_FETCH_TELLS_PROGRESS)
		return NULL;
	hand->is_busy = false;
	crew->busy--;
	if (words->ptr[1] == MC_FETCH_FAILED)
		err = mc_err_unpack(words->ptr + 2);
	return tell(crew, hand->index, (enum mc_fetch_outcome)words->ptr[1], err);
}

static struct mc_err *listen(struct crew *crew, struct hand *hand)
{
	MC_AUTO(mc_buf) words = MC_BUF_INIT;
	bool is_end = false;
	MC_AUTOPTR(mc_err) err = mc_frame_read(&words, &is_end, hand->worker.fd, MAX_ANSWER_BYTES);

	if (err || is_end || !hand->is_busy || !is_sound(&words))
		return hand->is_busy ? give_up(crew, hand, broke_off()) : NULL;
	return take(crew, hand, &words);
}

static bool is_to_be_fetched(const struct mc_mirror_wanted *wanted)
{
	return !wanted->is_left_out && wanted->source && *wanted->source;
}

static struct mc_err *hand_out(struct crew *crew, struct hand *hand)
{
	uint32_t index = (uint32_t)crew->next;

	if (hand->worker.pid == 0) {
		MC_TRY(mc_worker_open(&hand->worker, run_child, (void *)crew->fetch));
		mc_worker_patience(&hand->worker, FRAME_MS);
	}
	hand->index = crew->next++;
	hand->is_busy = true;
	hand->began_ms = hand->heard_ms = mc_clock_ms();
	crew->busy++;
	/* One that died before it got work is noticed as one that dies at work. */
	mc_err_drop(mc_frame_write(hand->worker.fd, &index, sizeof(index)));
	return NULL;
}

/* Goes on to the next one that a child is needed for. */
static struct mc_err *skip_others(struct crew *crew)
{
	const struct mc_fetch *fetch = crew->fetch;

	for (; crew->next < fetch->count; crew->next++) {
		const struct mc_mirror_wanted *wanted = &fetch->wanted[crew->next];

		if (wanted->is_left_out)
			continue;
		if (!is_to_be_fetched(wanted))
			MC_TRY(tell(crew, crew->next, MC_FETCH_NONE, NULL));
		else if (crew->shared[crew->next])
			MC_TRY(fail(crew, crew->next, crew->shared[crew->next]));
		else
			break;
	}
	return NULL;
}

static struct mc_err *hand_out_all(struct crew *crew)
{
	for (size_t i = 0; i < crew->count; i++) {
		if (crew->hands[i].is_busy)
			continue;
		MC_TRY(skip_others(crew));
		if (crew->next < crew->fetch->count)
			MC_TRY(hand_out(crew, &crew->hands[i]));
	}
	return NULL;
}

static struct mc_err *check_time(struct crew *crew, struct hand *hand)
{
	uint64_t now_ms = mc_clock_ms();

	if (!hand->is_busy)
		return NULL;
	if (now_ms - hand->heard_ms > crew->stall_ms)
		return give_up(crew, hand,
			       mc_err_hint(mc_err_new(MC_E_NETWORK, _("nothing came for %u seconds"),
						      (unsigned)(crew->stall_ms / 1000)),
					   _("check the network connection and try again")));
	if (now_ms - hand->began_ms > crew->limit_ms)
		return give_up(crew, hand,
			       mc_err_hint(mc_err_new(MC_E_LIMIT, _("the transfer takes too long")),
					   _("clone it with git and record the folder")));
	return NULL;
}

static struct mc_err *wait_and_listen(struct crew *crew)
{
	struct pollfd polls[MAX_JOBS + 1];

	for (size_t i = 0; i < crew->count; i++) {
		const struct hand *hand = &crew->hands[i];

		polls[i] = (struct pollfd){ .fd = hand->is_busy ? hand->worker.fd : -1, .events = POLLIN };
	}
	polls[crew->count] = (struct pollfd){ .fd = crew->signals, .events = POLLIN };
	if (poll(polls, (nfds_t)crew->count + 1, TICK_MS) < 0 && errno != EINTR)
		return mc_err_sys(MC_E_IO, errno, _("cannot wait for the child processes"));
	if (polls[crew->count].revents)
		return mc_err_new(MC_E_INTERRUPTED, _("interrupted"));
	for (size_t i = 0; i < crew->count; i++) {
		if (polls[i].revents)
			MC_TRY(listen(crew, &crew->hands[i]));
		MC_TRY(check_time(crew, &crew->hands[i]));
	}
	return NULL;
}

static struct mc_err *work(struct crew *crew)
{
	MC_TRY(hand_out_all(crew));
	while (crew->busy > 0) {
		MC_TRY(wait_and_listen(crew));
		MC_TRY(hand_out_all(crew));
	}
	return NULL;
}

/* ---- two with one address ---- */

static struct mc_err *shared_by(const struct mc_fetch *fetch, size_t a, size_t b)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("the learners '%s' and '%s' have the same repository in the records"),
				      fetch->wanted[a].learner, fetch->wanted[b].learner),
			   _("record the right one of each: migracode learner import"));
}

/* Of each that shares its address an error, which the caller frees. */
static void find_shared(struct crew *crew, struct mc_arena *arena)
{
	const struct mc_fetch *fetch = crew->fetch;
	MC_AUTO(mc_index) index = MC_INDEX_INIT;

	for (size_t i = 0; i < fetch->count; i++) {
		const char *source = fetch->wanted[i].source;

		if (!source || !*source)
			continue;
		MC_AUTOTEXT plain = mc_repo_plain_address(source);
		uint32_t other = mc_index_find(&index, plain);

		if (other == MC_INDEX_NONE) {
			mc_index_set(&index, mc_arena_strdup(arena, plain), (uint32_t)i);
			continue;
		}
		crew->shared[i] = shared_by(fetch, other, i);
		if (!crew->shared[other])
			crew->shared[other] = shared_by(fetch, other, i);
	}
}

/* ---- all ---- */

static void dismiss(struct crew *crew)
{
	for (size_t i = 0; i < crew->count; i++) {
		struct hand *hand = &crew->hands[i];

		if (hand->is_busy)
			(void)mc_worker_kill(&hand->worker);
		else
			mc_worker_end(&hand->worker);
	}
}

static size_t hands_for(const struct mc_fetch *fetch)
{
	size_t most = fetch->jobs ? fetch->jobs : DEFAULT_JOBS;
	size_t wanted = 0;

	for (size_t i = 0; i < fetch->count; i++)
		wanted += is_to_be_fetched(&fetch->wanted[i]);
	most = most < MAX_JOBS ? most : MAX_JOBS;
	return wanted < most ? wanted : most;
}

static struct mc_err *run(struct crew *crew)
{
	if (!crew->fetch->is_dry_run)
		MC_TRY(mc_mirror_open_locks(&crew->locks, crew->fetch->school_dir));
	if (crew->locks >= 0)
		mc_mirror_tidy(crew->fetch->school_dir, crew->locks);
	MC_TRY(mc_signals_open(&crew->signals));
	struct mc_err *err = work(crew);

	/* Without children there are still those who have no repository. */
	if (!err)
		err = skip_others(crew);
	dismiss(crew);
	mc_signals_close(crew->signals);
	return err;
}

struct mc_err *mc_fetch_run(const struct mc_fetch *fetch)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct crew crew = { .fetch = fetch,
			     .count = hands_for(fetch),
			     .stall_ms = 1000 * (uint64_t)(fetch->stall_s ? fetch->stall_s : DEFAULT_STALL_S),
			     .limit_ms = 1000 * (uint64_t)(fetch->limit_s ? fetch->limit_s : DEFAULT_LIMIT_S),
			     .signals = -1,
			     .locks = -1 };

	for (size_t i = 0; i < MAX_JOBS; i++)
		crew.hands[i].worker = (struct mc_worker)MC_WORKER_INIT;
	crew.shared = mc_alloc_zero(fetch->count + 1, sizeof(*crew.shared));
	find_shared(&crew, &arena);
	struct mc_err *err = run(&crew);

	for (size_t i = 0; i < fetch->count; i++)
		mc_err_free(crew.shared[i]);
	free(crew.shared);
	if (crew.locks >= 0)
		(void)close(crew.locks);
	return err;
}
