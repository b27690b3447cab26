/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_CREW_H
#define MC_OS_CREW_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/**
 * Numbered pieces of work done by child processes that each are a copy of this one, as it was when they were
 * started.  The parent hands out numbers and takes answers; a child that dies costs one answer and is
 * replaced.  What runs programs of others goes through grade/pool.h, which gives each child a sandbox.
 */
struct mc_crew {
	unsigned jobs;	      /* child processes, at least 1; no more are started than there are pieces */
	size_t count;	      /* pieces of work: 0 … count-1, handed out in this order */
	size_t waiting_count; /* the first so many of them wait more than they compute: three more children
			       * for each job take them beside the others */
	void *context;

	/* In each child, first: makes what work() needs. number: of the child, from 0; one that takes the
	 * place of another has the same. *state stays with the child until it ends. */
	struct mc_err *(*open)(void **state, void *context, unsigned number);

	/* In a child, last: frees what open() set, also when that failed; NULL: nothing to do. */
	void (*close)(void *state, void *context);

	/* In a child: does piece index and appends the answer. An error is sent to the parent in its place.
	 */
	struct mc_err *(*work)(struct mc_buf *answer, void *state, void *context, size_t index);

	/* In the parent, in the order in which answers come. err (borrowed) is set in place of an answer. */
	struct mc_err *(*done)(void *context, size_t index, struct mc_str answer, const struct mc_err *err);
};

/**
 * Runs all pieces of work and returns when every one was answered.
 *
 * Errors: what open() failed with in the first child; what done() returns, which ends the run;
 * MC_E_INTERRUPTED after SIGINT or SIGTERM (answers that came before were passed to done()).
 */
struct mc_err *mc_crew_run(const struct mc_crew *crew) MC_MUST_USE;

#endif
