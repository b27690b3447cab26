/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_BATCH_H
#define MC_BATCH_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "batch/store.h"
#include "batch/survey.h"
#include "os/sandbox.h"
#include "result/result.h"

/*
 * Many submissions of many exercises, each judged once: what the store knows is not computed again.  The same
 * work is done by the local pool and, chunk by chunk, by other machines (slurm.h).
 */

/** One exercise of a batch. */
struct mc_batch_exercise {
	const char *dir;
	const char *id;
	const char *spec;  /* its hash */
	const char *tools; /* fingerprint of the programs that it needs, see toolchain.h */
};

/** One submission of one exercise. */
struct mc_batch_item {
	const char *name; /* for messages: a learner's id */
	const char *repo; /* bare repository */
	const char *commit;
	size_t exercise; /* index */
	char digest[MC_SURVEY_DIGEST];
	char key[MC_STORE_KEY];
};

/** How one item came out. All is borrowed for the time of the call. */
struct mc_batch_answer {
	size_t index;
	bool is_computed; /* by this run; false: it was known, or somebody else computed it meanwhile */
	enum mc_verdict verdict;
	int64_t points, max; /* thousandths */
	const char *reason;  /* one sentence; "" for a pass */
	const struct mc_err
		*err; /* no result: why; verdict is MC_GRADER_ERROR. Such a result is not stored */
};

/** A batch. Items that have the same key are computed once. */
struct mc_batch {
	const char *store; /* folder */
	const struct mc_batch_exercise *exercises;
	size_t exercise_count;
	const struct mc_batch_item *items;
	size_t count;
	const char *const *langs; /* of the documents, the school's first; lang_count of them */
	size_t lang_count;
	unsigned jobs; /* 0: as many as there are processors */
	enum mc_protection_level minimum;
	bool takes_unverified;
	const char *const *hide; /* folders that programs must not see: mirrors, course, school */
	size_t hide_count;
	struct mc_err *(*done)(void *context,
			       const struct mc_batch_answer *answer); /* in order of completion */
	void *context;
};

/**
 * Returns when each item has an answer.  Killed at any moment, the next run computes only what is missing;
 * two at once share the work.
 * Errors: MC_E_INPUT (a spec is broken or unverified), MC_E_UNSUPPORTED (less protection than the minimum),
 * MC_E_INTERRUPTED, MC_E_IO (the store cannot be written), what done() returns.
 */
struct mc_err *mc_batch_run(const struct mc_batch *batch) MC_MUST_USE;

#endif
