/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_BATCH_H
#define MC_BATCH_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "batch/stored.h"
#include "batch/survey.h"
#include "os/sandbox.h"
#include "result/result.h"

/*
 * Many submissions of many exercises, each judged once: what the store knows is not computed again.  The same
 * work is done by the local pool and, chunk by chunk, by other machines (slurm.h): a chunk there is a batch
 * of its own with the same store.
 */

/** One exercise of a batch. */
struct mc_batch_exercise {
	const char *dir;
	const char *id;
	const char *spec;  /* its hash; a folder that has another by now is not graded with */
	const char *tools; /* fingerprint of the programs that it needs, see toolchain.h; likewise */
};

/** One submission of one exercise. */
struct mc_batch_item {
	const char *name; /* for messages: a learner's id */
	const char *repo; /* bare repository */
	const char *commit;
	size_t exercise; /* index */
	char digest[MC_SURVEY_DIGEST];
	char key[MC_STORED_KEY];
};

/** How one item came out. All is borrowed for the time of the call. */
struct mc_batch_answer {
	size_t index;
	bool is_computed; /* by this run; false: it was known, another item of this run has the same key, or
			     somebody else computed it meanwhile */
	enum mc_verdict verdict;
	int64_t points, max; /* thousandths */
	const char *reason;  /* one sentence; "" for a pass */
	/* No result: why; verdict is MC_GRADER_ERROR. Such a result is not stored. */
	const struct mc_err *err;
};

/** A batch. Items that have the same key are computed once. */
struct mc_batch {
	const char *store; /* folder; made when it is missing */
	const struct mc_batch_exercise *exercises;
	size_t exercise_count;
	const struct mc_batch_item *items;
	size_t count;
	const char *const *langs; /* of the documents, the school's first; lang_count of them, at least 1 */
	size_t lang_count;
	unsigned jobs; /* 0: as many as there are processors */
	enum mc_protection_level minimum;
	bool takes_unverified; /* also for who knows that somebody else checked it */
	bool is_part; /* of a run on several machines: claims nothing, since a claim may outlive the machine,
			 and leaves the choice of processors to who started it */
	const char *const *hide; /* folders that programs must not see beside the courses of the exercises:
				    mirrors, school */
	size_t hide_count;
	/* Once for each item, in the order of completion. */
	struct mc_err *(*done)(void *context, const struct mc_batch_answer *answer);
	void *context;
};

/**
 * Returns when each item has an answer.  Killed at any moment, the next run computes only what is missing;
 * two at once share the work: what another process computes just now is left for the end, and then waited
 * for. Records, vault and network are not needed.
 *
 * Errors: MC_E_INPUT (a spec is broken or unverified), MC_E_UNSUPPORTED (less protection than the minimum),
 * MC_E_INTERRUPTED, MC_E_IO (the store cannot be written), what done() returns.
 */
struct mc_err *mc_batch_run(const struct mc_batch *batch) MC_MUST_USE;

#endif
