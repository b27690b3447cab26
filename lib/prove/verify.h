/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_VERIFY_H
#define MC_PROVE_VERIFY_H

#include "course/variant.h"
#include "prove/memory.h"
#include "prove/mutant.h"
#include "result/result.h"

/** One solution, run several times, and what the spec said of it. */
struct mc_verify_row {
	enum mc_variant variant;
	size_t wrong;  /* index of the wrong solution, with MC_VARIANT_WRONG */
	unsigned runs; /* how often it is to be run */
	unsigned runs_done;
	enum mc_verdict verdict;  /* of the first run; MC_FLAKY when runs differ */
	enum mc_expected outcome; /* the same in the words of Kattis */
	enum mc_verdict *tests;	  /* per test, of the first run */
	bool *is_flaky;		  /* per test */
	unsigned char *by_run;	  /* enum mc_verdict of each test of run 1, then of run 2 … */
	int64_t points;
	uint64_t cpu_ms; /* of the test that took longest, in the first run */
	uint64_t wall_ms;
	char *reason;	 /* of the first run: why it is not a pass */
	char *complaint; /* what is wrong with the spec, translated; NULL: nothing */
};

/** What became of a mutant: X(constant, name in reports). */
#define MC_FATES(X) \
	X(MC_FATE_OPEN, "open") \
	X(MC_FATE_KILLED, "killed") \
	X(MC_FATE_SURVIVED, "survived") \
	X(MC_FATE_INVALID, "invalid") \
	X(MC_FATE_UNJUDGED, "unjudged")

enum mc_fate {
#define X(constant, name) constant,
	MC_FATES(X)
#undef X
};

/** How many mutants there are, and what became of them. */
struct mc_mutant_tally {
	size_t total;
	size_t killed;
	size_t survived; /* and are not marked */
	size_t marked;	 /* as equal to the reference, and did survive */
	size_t invalid;	 /* do not build or start, so say nothing */
	size_t unjudged; /* the grader failed, or was not asked */
};

/** The proof of one exercise. */
struct mc_verify_report {
	struct mc_exercise *exercise; /* NULL: could not be read */
	char *dir;
	struct mc_verify_row *rows;
	size_t row_count;
	struct mc_memory memory;
	struct mc_tree reference; /* read for its mutants */
	struct mc_mutants mutants;
	enum mc_fate *fates;   /* of each mutant */
	struct mc_texts stale; /* marked ids that no mutant has */
	size_t found_mutants;  /* before some were chosen */
	struct mc_err *err;    /* why it could not be proven at all; NULL: it could */
	bool is_verified;
};

/** A proof of many exercises. */
struct mc_verify {
	struct mc_verify_report *reports;
	size_t count;
	size_t capacity;
	struct mc_verify_work *work; /* what is not known yet, see mc_verify_plan() */
	unsigned runs;		     /* of each solution; junk runs once */
	unsigned jobs;		     /* 0: as many as there are processors */
	bool is_fresh;		     /* forget what earlier proofs found */
	bool has_mutants;
	unsigned most_mutants; /* of each file; 0: all */
	double least_score;    /* percent; 0: any */
	const char *lang;
	enum mc_protection_level minimum;
	void (*step)(void *context, bool has_failed); /* after each piece of work */
	void *context;
};

/** Frees what a proof holds; it is usable again. */
void mc_verify_release(struct mc_verify *verify);

/** Adds an exercise folder. A broken spec becomes the error of its report. */
void mc_verify_add(struct mc_verify *verify, const char *dir);

/**
 * Finds out which runs are to be done, once all exercises are added: those that no earlier proof has done.
 * Returns how many there are.
 */
size_t mc_verify_plan(struct mc_verify *verify);

/**
 * Runs every solution of every exercise and judges the spec by it: the reference passes everything, the
 * starter does not, each wrong solution fails exactly the tests that it declares, junk never passes, and
 * every run says the same, each with settings of its own (prove/settings.h).  What is proven is remembered,
 * what is not is forgotten.  Each answer is kept as it comes, so that a proof that was interrupted goes on.
 *
 * Errors: MC_E_UNSUPPORTED (less protection than the minimum), MC_E_INTERRUPTED, MC_E_IO.
 */
struct mc_err *mc_verify_run(struct mc_verify *verify) MC_MUST_USE;

/** Sets complaint of a row whose runs are done; see mc_verify_run(). */
void mc_verify_judge(struct mc_verify_row *row, const struct mc_exercise *exercise);

/** Counts what became of the mutants of an exercise. */
struct mc_mutant_tally mc_verify_tally(const struct mc_verify_report *report);

/** The mark on a mutant, or NULL. */
const struct mc_equal_mutant *mc_verify_mark(const struct mc_exercise *exercise,
					     const struct mc_mutant *mutant);

/** The share of mutants that were killed, in percent; negative when there is none that counts. */
double mc_mutant_score(const struct mc_mutant_tally *tally);

/** True when the answer to the whole proof of an exercise is yes: verified, and the score high enough. */
bool mc_verify_is_good(const struct mc_verify *verify, const struct mc_verify_report *report);

/** True when no solution could be judged, all for the same reason: a program that is not installed, say. */
bool mc_verify_is_untried(const struct mc_verify_report *report);

/**
 * Appends how the runs of a flaky row differed: each such test with the runs in which it said what, and the
 * settings of those runs.  One line each, indented by indent blanks.
 */
void mc_verify_print_flaky(struct mc_buf *text, const struct mc_verify_row *row,
			   const struct mc_exercise *exercise, size_t indent);

#endif
