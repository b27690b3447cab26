/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_OUTCOME_LIST_H
#define MC_COHORT_OUTCOME_LIST_H

#include "cohort/intake.h"

/*
 * A list of outcomes on its way into the records: read, compare, show, and only then commit all or nothing.
 */

/**
 * Reads a table with the columns learner_id, outcome, accepted_on, evidence, evidence_form, evidence_on,
 * note, status_exit, status_6m into the rows of intake. Faults become findings. intake->cohort must be set.
 * Errors: MC_E_INPUT (no such table at all).
 */
struct mc_err *mc_outcome_list_read(struct mc_intake *intake, const char *bytes, size_t len, const char *name)
	MC_MUST_USE;

/** Sets the state of every row; rows that break a rule become findings. Errors: MC_E_IO. */
struct mc_err *mc_outcome_list_compare(struct mc_intake *intake, struct mc_records *records) MC_MUST_USE;

/** Compares and records, in one transaction: all rows or none. Errors: MC_E_IO; MC_E_INPUT when there were
 * faults; those of people.h when there are notes. */
struct mc_err *mc_outcome_list_commit(struct mc_intake *intake, struct mc_records *records) MC_MUST_USE;

#endif
