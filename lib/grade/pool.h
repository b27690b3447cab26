/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_POOL_H
#define MC_GRADE_POOL_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "os/sandbox.h"

/**
 * Numbered pieces of work done by child processes, each with a sandbox slot of its own.
 *
 * The parent only hands out numbers and takes answers, so that a child which crashes on hostile input costs
 * one answer and nothing else: it is replaced and the work goes on.
 */
struct mc_pool {
	unsigned jobs;			  /* child processes, at least 1 */
	size_t count;			  /* pieces of work: 0 … count-1, handed out in this order */
	size_t waiting_count;		  /* the first so many of them wait more than they compute: three
					   * more children for each job take them beside the others */
	struct mc_sandbox_config sandbox; /* slot and cpu are set for each child */
	void *context;

	/* In each child, after its slot is open: makes what work() needs. *state stays with the child until
	 * it ends. */
	struct mc_err *(*open)(void **state, void *context);

	/* In a child: does piece index and appends the answer. An error is sent to the parent in its place.
	 */
	struct mc_err *(*work)(struct mc_buf *answer, void *state, void *context, struct mc_sandbox *sandbox,
			       size_t index);

	/* In the parent, in the order in which answers come. err (borrowed) is set in place of an answer. */
	struct mc_err *(*done)(void *context, size_t index, struct mc_str answer, const struct mc_err *err);
};

/**
 * Runs all pieces of work and returns when every one was answered.
 *
 * Errors: what open() failed with in the first child; what done() returns, which ends the run;
 * MC_E_INTERRUPTED after SIGINT or SIGTERM (answers that came before were passed to done()).
 */
struct mc_err *mc_pool_run(const struct mc_pool *pool) MC_MUST_USE;

#endif
