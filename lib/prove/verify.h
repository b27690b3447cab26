/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_VERIFY_H
#define MC_PROVE_VERIFY_H

#include "course/variant.h"
#include "grade/result.h"

/** One solution, run several times, and what the spec said of it. */
struct mc_verify_row {
	enum mc_variant variant;
	size_t wrong;  /* index of the wrong solution, with MC_VARIANT_WRONG */
	unsigned runs; /* how often it is to be run */
	unsigned runs_done;
	enum mc_verdict verdict; /* of the first run; MC_FLAKY when runs differ */
	enum mc_verdict *tests;	 /* per test, of the first run */
	bool *is_flaky;		 /* per test */
	int64_t points;
	char *reason;	 /* of the first run: why it is not a pass */
	char *complaint; /* what is wrong with the spec, translated; NULL: nothing */
};

/** The proof of one exercise. */
struct mc_verify_report {
	struct mc_exercise *exercise; /* NULL: could not be read */
	char *dir;
	struct mc_verify_row *rows;
	size_t row_count;
	struct mc_err *err; /* why it could not be proven at all; NULL: it could */
	bool is_verified;
};

/** A proof of many exercises. */
struct mc_verify {
	struct mc_verify_report *reports;
	size_t count;
	size_t capacity;
	unsigned runs; /* of each solution; junk runs once */
	unsigned jobs; /* 0: as many as there are processors */
	const char *lang;
	enum mc_protection_level minimum;
	void (*step)(void *context, bool has_failed); /* after each run of a solution */
	void *context;
};

/** Frees what a proof holds; it is usable again. */
void mc_verify_release(struct mc_verify *verify);

/** Adds an exercise folder. A broken spec becomes the error of its report. */
void mc_verify_add(struct mc_verify *verify, const char *dir);

/** How many runs mc_verify_run() will do. */
size_t mc_verify_runs(const struct mc_verify *verify);

/**
 * Runs every solution of every exercise and judges the spec by it: the reference passes everything, the
 * starter does not, each wrong solution fails exactly the tests that it declares, junk never passes, and
 * every run says the same.  What is proven is remembered, what is not is forgotten.
 *
 * Errors: MC_E_UNSUPPORTED (less protection than the minimum), MC_E_INTERRUPTED, MC_E_IO.
 */
struct mc_err *mc_verify_run(struct mc_verify *verify) MC_MUST_USE;

/** Sets complaint of a row whose runs are done; see mc_verify_run(). */
void mc_verify_judge(struct mc_verify_row *row, const struct mc_exercise *exercise);

#endif
