/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_CONFINED_H
#define MC_OS_CONFINED_H

#include "base/buf.h"
#include "base/err.h"
#include "os/worker.h"

/** Work on bytes that nobody trusts, for a library whose next fault is not known. */
struct mc_confined {
	/** What is done; it has a copy of the caller's memory. Errors go to the caller. */
	struct mc_err *(*work)(struct mc_buf *answer, void *context);
	void *context;
	struct mc_worker_limits limits;
	unsigned wall_ms;    /* the child is killed then */
	size_t answer_bytes; /* largest answer */
};

/** How it ended. */
enum mc_confined_end {
	MC_CONFINED_ANSWERED,
	MC_CONFINED_TIME, /* processor time or time by the clock was used up */
	MC_CONFINED_DIED, /* it crashed, mostly for want of memory, or its answer was too large */
};

/**
 * Does the work in a child process that can compute and answer, and nothing else: no file can be opened,
 * nothing started, no socket made.  The answer comes from there: the caller believes none of it.
 *
 * answer  an empty buffer; set when *end is MC_CONFINED_ANSWERED
 *
 * Errors: those of the work; MC_E_IO when no process could be started.
 */
struct mc_err *mc_confined_run(struct mc_buf *answer, enum mc_confined_end *end,
			       const struct mc_confined *confined) MC_MUST_USE;

#endif
