/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_BATCH_PART_H
#define MC_BATCH_BATCH_PART_H

#include "batch/batch.h"
#include "grade/pool.h"

/* The halves of batch.h: batch.c hands out and answers, batch_work.c judges in child processes. */

enum mc_batch_state {
	MC_BATCH_COMPUTED,
	MC_BATCH_KNOWN, /* somebody stored it meanwhile */
	MC_BATCH_BUSY,	/* somebody else computes it: ask again later */
};

/* What a child says of one item; the reason stands behind it, terminated. */
struct mc_batch_reply {
	enum mc_batch_state state;
	enum mc_verdict verdict;
	int64_t points, max;
};

struct mc_batch_worker;

/* Opens what judging needs, in a child. Errors: MC_E_IO. */
struct mc_err *mc_batch_worker_open(struct mc_batch_worker **worker, const struct mc_batch *batch)
	MC_MUST_USE;

/*
 * Answers one item with a mc_batch_reply and a sentence.  waits: until nobody else computes it.
 * Errors: MC_E_IO (the store), MC_E_INPUT (the spec changed), MC_E_INTERRUPTED.
 */
struct mc_err *mc_batch_work(struct mc_buf *reply, struct mc_batch_worker *worker, struct mc_sandbox *sandbox,
			     size_t item, bool waits) MC_MUST_USE;

#endif
