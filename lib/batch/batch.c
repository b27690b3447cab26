/* SPDX-License-Identifier: MIT */
#include "batch/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/index.h"
#include "batch/batch_part.h"
#include "course/npm.h"
#include "foreign/open.h"
#include "grade/hiding.h"
#include "grade/proof.h"
#include "os/exe.h"

/* No further item. */
#define NONE SIZE_MAX

enum progress { MISSING, BUSY, ANSWERED };

/* A batch while it runs. */
struct run {
	const struct mc_batch *batch;
	enum progress *progress; /* of each item that is the first of its key; the others are ANSWERED */
	size_t *next_alike;	 /* the next item with the same key */
	char **packages;	 /* of each exercise: folder with packages of npm, or NULL */
	struct mc_hiding hiding;
	size_t *pieces; /* items of the pool that runs */
	size_t piece_count;
	bool waits; /* what others compute is waited for */
};

static void run_release(struct run *run)
{
	for (size_t i = 0; run->packages && i < run->batch->exercise_count; i++)
		free(run->packages[i]);
	free(run->packages);
	free(run->progress);
	free(run->next_alike);
	free(run->pieces);
	mc_hiding_release(&run->hiding);
}

/* ---- answers ---- */

static struct mc_err *tell(struct run *run, size_t item, const struct mc_batch_answer *answer)
{
	struct mc_batch_answer told = *answer;

	run->progress[item] = ANSWERED;
	for (size_t i = item; i != NONE; i = run->next_alike[i]) {
		told.index = i;
		MC_TRY(run->batch->done(run->batch->context, &told));
		told.is_computed = false;
	}
	return NULL;
}

static struct mc_err *tell_err(struct run *run, size_t item, const struct mc_err *err)
{
	const struct mc_batch_answer answer = { .verdict = MC_GRADER_ERROR, .reason = err->msg, .err = err };

	return tell(run, item, &answer);
}

/* A verdict that is ours is no result: the sentence is all there is. */
static struct mc_err *tell_reply(struct run *run, size_t item, const struct mc_batch_reply *reply,
				 const char *reason)
{
	MC_AUTOPTR(mc_err) err = NULL;

	if (reply->verdict == MC_GRADER_ERROR) {
		err = mc_err_new(MC_E_IO, "%s", reason);
		return tell_err(run, item, err);
	}
	const struct mc_batch_answer answer = { .is_computed = reply->state == MC_BATCH_COMPUTED,
						.verdict = reply->verdict,
						.points = reply->points,
						.max = reply->max,
						.reason = reason };

	return tell(run, item, &answer);
}

static struct mc_err *done(void *context, size_t piece, struct mc_str bytes, const struct mc_err *err)
{
	struct run *run = context;
	size_t item = run->pieces[piece];
	struct mc_batch_reply reply;

	if (err && err->code == MC_E_INTERRUPTED)
		return mc_err_new(err->code, "%s", err->msg);
	if (err)
		return tell_err(run, item, err);
	memcpy(&reply, bytes.ptr, sizeof(reply));
	if (reply.state == MC_BATCH_BUSY) {
		run->progress[item] = BUSY;
		return NULL;
	}
	return tell_reply(run, item, &reply, bytes.ptr + sizeof(reply));
}

/* ---- before ---- */

/* Items with the same key become a chain behind the first of them. */
static void chain_alike(struct run *run)
{
	const struct mc_batch *batch = run->batch;
	MC_AUTO(mc_index) last = MC_INDEX_INIT;

	for (size_t i = 0; i < batch->count; i++) {
		uint32_t before = mc_index_find(&last, batch->items[i].key);

		run->next_alike[i] = NONE;
		run->progress[i] = before == MC_INDEX_NONE ? MISSING : ANSWERED;
		if (before != MC_INDEX_NONE)
			run->next_alike[before] = i;
		mc_index_set(&last, batch->items[i].key, (uint32_t)i);
	}
}

/* Answers what the store has. What cannot be read is looked at again by who then computes it. */
static struct mc_err *answer_known(struct run *run)
{
	const struct mc_batch *batch = run->batch;

	for (size_t i = 0; i < batch->count; i++) {
		MC_AUTO(mc_stored_head) head = MC_STORED_HEAD_INIT;

		if (run->progress[i] != MISSING || !mc_stored_has(batch->store, batch->items[i].key))
			continue;
		struct mc_err *err = mc_stored_read_head(&head, batch->store, batch->items[i].key);

		if (err) {
			mc_err_drop(err);
			continue;
		}
		const struct mc_batch_answer answer = { .verdict = head.verdict,
							.points = head.points,
							.max = head.max,
							.reason = head.reason.ptr };

		MC_TRY(tell(run, i, &answer));
	}
	return NULL;
}

/* Looks at the exercises that something must be computed for. */
static struct mc_err *prepare(struct run *run)
{
	const struct mc_batch *batch = run->batch;
	bool *is_seen = mc_alloc_zero(batch->exercise_count, sizeof(*is_seen));
	struct mc_err *err = NULL;

	for (size_t i = 0; i < batch->count && !err; i++) {
		size_t e = batch->items[i].exercise;
		MC_AUTOPTR(mc_exercise) exercise = NULL;

		if (run->progress[i] != MISSING || is_seen[e])
			continue;
		is_seen[e] = true;
		run->packages[e] = mc_npm_find(batch->exercises[e].dir);
		mc_hiding_add_course(&run->hiding, batch->exercises[e].dir);
		if (batch->takes_unverified)
			continue;
		err = mc_spec_open(&exercise, NULL, batch->exercises[e].dir);
		if (!err)
			err = mc_proof_demand(exercise);
	}
	free(is_seen);
	return err;
}

/* ---- pools ---- */

static struct mc_err *open_worker(void **state, void *context)
{
	const struct run *run = context;
	struct mc_batch_worker *worker = NULL;
	struct mc_err *err = mc_batch_worker_open(&worker, run->batch);

	*state = worker;
	return err;
}

static struct mc_err *work(struct mc_buf *answer, void *state, void *context, struct mc_sandbox *sandbox,
			   size_t piece)
{
	const struct run *run = context;

	return mc_batch_work(answer, state, sandbox, run->pieces[piece], run->waits);
}

static bool has_packages(const struct run *run, size_t item, const char *packages)
{
	const char *own = run->packages[run->batch->items[item].exercise];

	return own && packages ? !strcmp(own, packages) : own == packages;
}

/* Takes the items that wait for the same slots as the first of them. */
static void choose(struct run *run, enum progress wanted)
{
	const struct mc_batch *batch = run->batch;
	const char *packages = NULL;

	run->piece_count = 0;
	for (size_t i = 0; i < batch->count; i++) {
		if (run->progress[i] != wanted)
			continue;
		if (run->piece_count == 0)
			packages = run->packages[batch->items[i].exercise];
		if (has_packages(run, i, packages))
			run->pieces[run->piece_count++] = i;
	}
}

static struct mc_err *run_pool(struct run *run)
{
	const struct mc_batch *batch = run->batch;
	const struct mc_pool pool = {
		.jobs = batch->jobs ? batch->jobs : mc_cpu_count(),
		.count = run->piece_count,
		.sandbox = { .minimum = batch->minimum,
			     .is_pinned = !batch->is_part,
			     .hide = (const char *const *)run->hiding.paths,
			     .hide_count = run->hiding.count,
			     .node_modules = run->packages[batch->items[run->pieces[0]].exercise] },
		.context = run,
		.open = open_worker,
		.work = work,
		.done = done,
	};

	return mc_pool_run(&pool);
}

/* First what nobody has, then what others had: most of that is there by then. */
static struct mc_err *compute_missing(struct run *run)
{
	static const enum progress order[] = { MISSING, BUSY };

	for (size_t i = 0; i < MC_COUNT(order); i++) {
		run->waits = order[i] == BUSY;
		for (choose(run, order[i]); run->piece_count > 0; choose(run, order[i]))
			MC_TRY(run_pool(run));
	}
	return NULL;
}

static struct mc_err *run_all(struct run *run)
{
	chain_alike(run);
	MC_TRY(answer_known(run));
	MC_TRY(prepare(run));
	return compute_missing(run);
}

struct mc_err *mc_batch_run(const struct mc_batch *batch)
{
	struct run run = { .batch = batch, .hiding = MC_HIDING_INIT };

	run.progress = mc_alloc_zero(batch->count + 1, sizeof(*run.progress));
	run.next_alike = mc_alloc_zero(batch->count + 1, sizeof(*run.next_alike));
	run.pieces = mc_alloc_zero(batch->count + 1, sizeof(*run.pieces));
	run.packages = mc_alloc_zero(batch->exercise_count + 1, sizeof(*run.packages));
	mc_hiding_add(&run.hiding, batch->store);
	for (size_t i = 0; i < batch->hide_count; i++)
		mc_hiding_add(&run.hiding, batch->hide[i]);
	struct mc_err *err = run_all(&run);

	run_release(&run);
	return err;
}
