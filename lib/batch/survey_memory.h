/* SPDX-License-Identifier: MIT */
#ifndef MC_BATCH_SURVEY_MEMORY_H
#define MC_BATCH_SURVEY_MEMORY_H

#include "base/arena.h"
#include "base/index.h"
#include "batch/survey.h"

/*
 * What surveys found, so that a repository whose tip is the same is not opened again.  A plain file, which
 * can be lost: then all is looked at once more.
 */

/** Name of the file below MC_STORED_DIR; the id of the cohort follows. */
#define MC_SURVEY_MEMORY "survey-"

/** One answer that is remembered. */
struct mc_survey_fact {
	const char *learner;
	const char *exercise; /* id */
	const char *spec;     /* its hash */
	const char *tip; /* of the repository, or a digest of all its branches where they count: in hex */
	int64_t until_s;
	bool uses_arrival;
	struct mc_survey_answer answer;
};

/** All that are remembered, the last for each learner and exercise. */
struct mc_survey_memory {
	struct mc_arena arena;
	struct mc_survey_fact *items;
	size_t count, capacity;
	struct mc_index index; /* by learner and exercise */
	bool is_changed;
};

#define MC_SURVEY_MEMORY_INIT \
	{ \
		.arena = MC_ARENA_INIT, .index = MC_INDEX_INIT \
	}

/** Frees all. */
void mc_survey_memory_release(struct mc_survey_memory *memory);

/** Reads a file; one that is not there, or lines that are damaged, are nothing remembered. Errors: MC_E_IO.
 */
struct mc_err *mc_survey_memory_read(struct mc_survey_memory *memory, const char *path) MC_MUST_USE;

/** What is remembered of len bytes, as they stand in the file. */
void mc_survey_memory_parse(struct mc_survey_memory *memory, const char *bytes, size_t len);

/** What is remembered of a learner and an exercise, whatever was asked then; NULL: nothing. */
const struct mc_survey_fact *mc_survey_memory_find(const struct mc_survey_memory *memory, const char *learner,
						   const char *exercise);

/** Remembers in place of what was there. Texts are copied; ids with blanks are not remembered. */
void mc_survey_memory_put(struct mc_survey_memory *memory, const struct mc_survey_fact *fact);

/** Writes the file when something changed. Errors: MC_E_IO. */
struct mc_err *mc_survey_memory_write(struct mc_survey_memory *memory, const char *path) MC_MUST_USE;

#endif
