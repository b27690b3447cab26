/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADING_GRADING_PART_H
#define MC_GRADING_GRADING_PART_H

#include "batch/survey_memory.h"
#include "grading/grading.h"

/* The steps of grading.h, in the order in which they run. */

struct mc_grading_job {
	struct mc_grading *grading;
	const struct mc_grading_wanted *wanted;
	struct mc_grades recorded; /* before this run */
	struct mc_deadlines *deadlines;
	struct mc_survey_memory memory;
	const char **langs; /* of the documents */
	size_t lang_count;
	struct mc_err *record_err; /* the first failure of the records; results stay in the store */
};

/* The cell of a learner and an exercise. */
struct mc_grading_cell *mc_grading_cell_of(const struct mc_grading_job *job, size_t learner, size_t exercise);

/* Tells the watcher; what event leaves out is filled in. */
void mc_grading_tell(const struct mc_grading_job *job, struct mc_grading_event event);

/* Counts a fault of a learner, and tells it. */
void mc_grading_fault(const struct mc_grading_job *job, struct mc_grading_learner *learner,
		      enum mc_grading_place place, const char *reason);

/* 1. Who and what: learners, exercises with their programs. grading_plan.c */
struct mc_err *mc_grading_plan(struct mc_grading_job *job) MC_MUST_USE;

/* 2. Fetches, and reads what is known of the mirrors. grading_fetch.c */
struct mc_err *mc_grading_fetch(struct mc_grading_job *job) MC_MUST_USE;

/* 3. Which commit counts, which files are the submission, and since when. grading_survey.c */
struct mc_err *mc_grading_survey(struct mc_grading_job *job) MC_MUST_USE;

/* 4. Judges what is not known, and records it. grading_compute.c */
struct mc_err *mc_grading_compute(struct mc_grading_job *job) MC_MUST_USE;

#endif
