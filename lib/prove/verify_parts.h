/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_VERIFY_PARTS_H
#define MC_PROVE_VERIFY_PARTS_H

#include "grade/submission.h"
#include "prove/verify.h"

/* What the files of verify share; nobody else includes this. */

/** Junk runs so long at most. */
#define MC_VERIFY_JUNK_CPU_MS 3000u

/** One piece of work: one run of one solution, or of one mutant. */
struct mc_verify_piece {
	size_t report;
	size_t index; /* of the row or the mutant */
	unsigned run; /* from 1; 0: a mutant */
	char key[MC_HASH_HEX];
	bool waits;    /* for answers more than it computes, as a dialogue with a silent program does */
	uint64_t cost; /* how long it may take in milliseconds: the largest goes first */
};

/** Pieces in the order in which they are handed out. */
struct mc_verify_pieces {
	struct mc_verify_piece *items;
	size_t count;
	size_t capacity;
};

/** Everything to do: the rest comes when it is known which reference solutions pass, and how fast they are.
 */
struct mc_verify_work {
	struct mc_verify_pieces references;
	struct mc_verify_pieces rest; /* other solutions and mutants */
	const struct mc_verify_pieces *current;
};

/** The answer of a child: this, one byte per test, and the reason as text. */
struct mc_verify_answer {
	uint32_t verdict;
	uint32_t test_count;
	int64_t points;
	uint64_t cpu_ms; /* of the test that took longest */
	uint64_t wall_ms;
	uint32_t is_invalid; /* a mutant that does not build or start */
	uint32_t outcome;    /* enum mc_expected; FAILS: another one */
};

/** Appends an answer made of a result. */
void mc_verify_answer_add(struct mc_buf *out, const struct mc_result *result, bool is_invalid);

/** Takes an answer apart; false when it is none for an exercise with so many tests. */
bool mc_verify_answer_read(struct mc_verify_answer *head, struct mc_str *tests, struct mc_str *reason,
			   struct mc_str answer, size_t test_count);

/** Does a piece in a child of the pool. Errors: MC_E_INTERRUPTED, MC_E_IO. */
struct mc_err *mc_verify_work(struct mc_buf *answer, const struct mc_verify *verify,
			      const struct mc_verify_piece *piece, struct mc_sandbox *sandbox) MC_MUST_USE;

/** The same for a mutant. */
struct mc_err *mc_verify_work_mutant(struct mc_buf *answer, const struct mc_verify *verify,
				     const struct mc_verify_piece *piece, struct mc_sandbox *sandbox)
	MC_MUST_USE;

/** Finds the mutants of an exercise and adds those that are not known to the work. Errors: MC_E_INPUT,
 * MC_E_IO. */
struct mc_err *mc_verify_plan_mutants(struct mc_verify *verify, size_t report) MC_MUST_USE;

/** Puts an answer into the fate of a mutant; false when it cannot be used. */
bool mc_verify_take_mutant(struct mc_verify_report *report, size_t mutant, struct mc_str answer);

/**
 * Sets *starts to whether the programs of a solution can be read by their languages at all: node, python3,
 * bash or gcc look at the file path of tree in the sandbox, without running it.  What cannot be asked starts.
 * Errors: MC_E_IO, MC_E_INTERRUPTED.
 */
struct mc_err *mc_mutant_check(bool *starts, struct mc_sandbox *sandbox, const struct mc_exercise *exercise,
			       const struct mc_tree *tree, const char *path) MC_MUST_USE;

/** Puts an answer to a run into its row; false when it cannot be used. */
bool mc_verify_take(struct mc_verify_row *row, const struct mc_exercise *exercise, unsigned run,
		    struct mc_str answer);

#endif
