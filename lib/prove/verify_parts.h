/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_VERIFY_PARTS_H
#define MC_PROVE_VERIFY_PARTS_H

#include "grade/submission.h"
#include "prove/verify.h"

/* What the files of verify share; nobody else includes this. */

/** One piece of work: one run of one solution. */
struct mc_verify_piece {
	size_t report;
	size_t row;
	unsigned run; /* from 1 */
	char key[MC_HASH_HEX];
	uint64_t cost; /* how long it may take, in units of no meaning: the largest goes first */
};

/** The answer of a child: this, one byte per test, and the reason as text. */
struct mc_verify_answer {
	uint32_t verdict;
	uint32_t test_count;
	int64_t points;
	uint64_t cpu_ms; /* of the test that took longest */
	uint64_t wall_ms;
};

/** Appends an answer made of a result. */
void mc_verify_answer_add(struct mc_buf *out, const struct mc_result *result);

/** Takes an answer apart; false when it is none for an exercise with so many tests. */
bool mc_verify_answer_read(struct mc_verify_answer *head, struct mc_str *tests, struct mc_str *reason,
			   struct mc_str answer, size_t test_count);

/** Does a piece in a child of the pool. Errors: MC_E_INTERRUPTED, MC_E_IO. */
struct mc_err *mc_verify_work(struct mc_buf *answer, const struct mc_verify *verify,
			      const struct mc_verify_piece *piece, struct mc_sandbox *sandbox) MC_MUST_USE;

/** Puts an answer to a run into its row; false when it cannot be used. */
bool mc_verify_take(struct mc_verify_row *row, const struct mc_exercise *exercise, unsigned run,
		    struct mc_str answer);

#endif
