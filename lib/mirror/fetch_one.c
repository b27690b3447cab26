/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "ext/repo_refs.h"
#include "forge/key.h"
#include "mirror/mirror_part.h"
#include "os/clock.h"
#include "os/file.h"

/* Runs in a child, for one repository after the other. */

enum { LOCK_WAIT_US = 20 * 1000 };

struct one {
	const struct mc_fetch *fetch;
	const struct mc_mirror_wanted *wanted;
	const struct mc_repo_watch *watch;
	struct mc_arena arena;
	struct mc_mirror_state state;
	bool is_damaged; /* what the file of the mirror says */
	int locks;
};

static struct mc_err *read_state(struct one *one)
{
	struct mc_err *err =
		mc_mirror_read_state(&one->state, &one->arena, one->fetch->school_dir, one->wanted->learner);

	/* A damaged file is made anew. */
	one->is_damaged = err && err->code == MC_E_INPUT && one->state.mirror.path;
	if (!one->is_damaged)
		return err;
	mc_err_free(err);
	one->state = (struct mc_mirror_state){ .mirror = { .learner = one->state.mirror.learner,
							   .path = one->state.mirror.path } };
	return NULL;
}

/* Digest of what was fetched the last time, when that is still there. */
static const char *known_refs(const struct one *one)
{
	return one->state.mirror.is_there ? one->state.mirror.refs : NULL;
}

static enum mc_fetch_outcome outcome_of(const struct one *one, bool is_changed)
{
	return !is_changed ? MC_FETCH_CURRENT : known_refs(one) ? MC_FETCH_CHANGED : MC_FETCH_NEW;
}

static struct mc_err *write_state(struct one *one)
{
	one->state.mirror.tried_s = mc_clock_unix_ms() / 1000;
	if (!one->state.mirror.reason)
		one->state.mirror.fetched_s = one->state.mirror.tried_s;
	return mc_mirror_write_state(&one->state, one->fetch->school_dir);
}

/* A repository on this machine of which nothing changed needs no library and no lock. */
static bool is_current(struct one *one)
{
	MC_AUTOTEXT path = known_refs(one) ? mc_repo_local_path(one->wanted->source) : NULL;
	MC_AUTO(mc_repo_refs) refs = MC_REPO_REFS_INIT;

	if (!path || one->state.mirror.reason)
		return false;
	struct mc_err *err = mc_repo_refs_read(&refs, path, false);
	bool is_same = !err && !strcmp(refs.digest, one->state.mirror.refs);

	mc_err_free(err);
	if (is_same && !one->fetch->is_dry_run)
		mc_mirror_touch(one->fetch->school_dir, one->wanted->learner);
	return is_same;
}

/* Waits for another fetch of the same repository, and says that it lives meanwhile. */
static struct mc_err *lock(const struct one *one)
{
	const struct mc_repo_progress none = { 0 };
	int failed;

	while ((failed = mc_mirror_lock(one->locks, one->wanted->learner)) == EAGAIN) {
		if (!one->watch->step(one->watch->context, &none))
			return mc_err_new(MC_E_INTERRUPTED, _("interrupted"));
		(void)usleep(LOCK_WAIT_US);
	}
	return failed ? mc_err_sys(MC_E_IO, failed, _("the mirror cannot be locked")) : NULL;
}

/* Adds the tip to the arrivals, unless it is the last one already. */
static void add_arrival(struct one *one, int64_t now_s)
{
	struct mc_mirror *mirror = &one->state.mirror;
	size_t count = mirror->arrival_count;
	struct mc_mirror_arrival *arrivals = mc_arena_alloc(&one->arena, (count + 1) * sizeof(*arrivals));

	if (!mirror->tip || (count > 0 && !strcmp(mirror->arrivals[count - 1].commit, mirror->tip)))
		return;
	if (count > 0)
		memcpy(arrivals, mirror->arrivals, count * sizeof(*arrivals));
	arrivals[count] = (struct mc_mirror_arrival){ mirror->tip, now_s };
	mirror->arrivals = arrivals;
	mirror->arrival_count = count + 1;
}

static struct mc_err *update(enum mc_fetch_outcome *outcome, struct one *one)
{
	const struct mc_repo_access access = { mc_forge_find_key, NULL };
	const struct mc_repo_mirror_job job = { .dir = one->state.mirror.path,
						.source = one->wanted->source,
						.known = known_refs(one),
						.max_bytes = one->fetch->max_bytes,
						.is_dry_run = one->fetch->is_dry_run,
						.watch = one->watch,
						.access = &access };
	struct mc_repo_mirror_news news;
	struct mc_mirror *mirror = &one->state.mirror;
	int64_t began_s = mc_clock_unix_ms() / 1000;
	bool had_fault = mirror->reason;

	MC_TRY(mc_repo_mirror_update(&news, &one->arena, &job));
	*outcome = outcome_of(one, news.is_changed);
	if (one->fetch->is_dry_run)
		return NULL;
	mirror->reason = NULL;
	if (!news.is_changed && !had_fault) {
		mc_mirror_touch(one->fetch->school_dir, one->wanted->learner);
		return NULL;
	}
	mirror->branch = news.branch;
	mirror->tip = news.tip;
	one->state.mirror.refs = news.digest;
	add_arrival(one, began_s);
	return write_state(one);
}

/* The lock is ours: whatever another one did meanwhile is done. */
static struct mc_err *update_locked(enum mc_fetch_outcome *outcome, struct one *one)
{
	MC_TRY(read_state(one));
	struct mc_err *err = update(outcome, one);

	if (!err)
		return NULL;
	MC_TRY(read_state(one));
	one->state.mirror.fault = err->code;
	one->state.mirror.reason = err->msg;
	/* The first fault says more than that it could not be written down. */
	mc_err_drop(write_state(one));
	return err;
}

static struct mc_err *fetch(enum mc_fetch_outcome *outcome, struct one *one)
{
	*outcome = MC_FETCH_CURRENT;
	MC_TRY(read_state(one));
	if (is_current(one))
		return NULL;
	if (one->fetch->is_dry_run)
		return update(outcome, one);
	MC_TRY(lock(one));
	struct mc_err *err = update_locked(outcome, one);

	mc_mirror_unlock(one->locks, one->wanted->learner);
	return err;
}

struct mc_err *mc_fetch_one(enum mc_fetch_outcome *outcome, const struct mc_fetch *wanted, int locks,
			    size_t index, const struct mc_repo_watch *watch)
{
	struct one one = { .fetch = wanted,
			   .wanted = &wanted->wanted[index],
			   .watch = watch,
			   .arena = MC_ARENA_INIT,
			   .locks = locks };
	struct mc_err *err = fetch(outcome, &one);

	if (err)
		*outcome = MC_FETCH_FAILED;
	mc_arena_release(&one.arena);
	return err;
}
