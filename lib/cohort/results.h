/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_RESULTS_H
#define MC_COHORT_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "cohort/intake.h"

/*
 * Results of exercises on their way into the records. Of several the best one counts: passed before not
 * passed, then more points, then the earlier day.
 */

/** One result. Texts live in the arena of the list. */
struct mc_exercise_result {
	size_t line;	      /* of the table; of a document: which result, from 1 */
	const char *whom;     /* as the source names the learner: an id, or a repository */
	const char *cohort;   /* that the learner started in; NULL until it was found */
	const char *learner;  /* NULL until it was found */
	const char *exercise; /* id */
	const char *module;   /* NULL: not known */
	bool is_passed;
	int64_t points, max; /* thousandths */
	const char *done_on;
	enum mc_intake_state state; /* CHANGED: better than what is recorded */
	bool is_dropped; /* a better one of the same exercise is in the list, or there is a fault */
};

/** A list of them. */
struct mc_results {
	struct mc_intake intake; /* its arena, cohort, findings and counts */
	bool is_document;	 /* of migracode grade: learners may be named by repositories */
	struct mc_exercise_result *items;
	size_t count;
	size_t capacity;
};

#define MC_RESULTS_INIT \
	{ \
		.intake = MC_INTAKE_INIT \
	}

/** Frees all. */
void mc_results_release(struct mc_results *results);

/**
 * Reads a table with the columns learner_id, exercise, module, passed, points, max, done_on, or a document of
 * migracode grade --json, which begins with '{'. Faults become findings; results->intake.cohort must be set.
 * Errors: MC_E_INPUT (neither of them).
 */
struct mc_err *mc_results_read(struct mc_results *results, const char *bytes, size_t len, const char *name)
	MC_MUST_USE;

/** The halves of mc_results_read(). */
struct mc_err *mc_results_read_csv(struct mc_results *results, const char *bytes, size_t len,
				   const char *name) MC_MUST_USE;
struct mc_err *mc_results_read_document(struct mc_results *results, const char *bytes, size_t len,
					const char *name) MC_MUST_USE;

/** Writes down in which module of a curriculum each exercise is; one that cannot be read changes nothing. */
void mc_results_find_modules(struct mc_results *results, const char *curriculum);

/**
 * Finds the learners and compares with the records; with is_commit records what is better, all or nothing.
 * Errors: MC_E_IO; those of people.h when learners must be found by repositories.
 */
struct mc_err *mc_results_apply(struct mc_results *results, struct mc_records *records, bool is_commit)
	MC_MUST_USE;

/** Appends for people what changes, or would change. */
void mc_results_print_text(struct mc_buf *out, const struct mc_results *results, const char *file,
			   bool is_done, bool is_quiet);

/** Appends the document "migracode/results-import/v1" and a line feed. */
void mc_results_print_json(struct mc_buf *out, const struct mc_results *results, bool is_done);

#endif
