/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_ENROLMENT_H
#define MC_COHORT_ENROLMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "records/records.h"

/*
 * What is known of a learner in the cohort that they started in, which stays their cohort for every rate,
 * wherever they move.
 */

/**
 * The facts of an enrolment: X(constant, column). All are text; days are "2026-01-12"; words are those of
 * words.h. The column is also the name of the field in events and of the column in tables that are imported,
 * where there is one.
 */
#define MC_ENROLMENT_FACTS(X) \
	X(GENDER, "gender") \
	X(STARTED_ON, "started_on") \
	X(AGE, "age") \
	X(THIRD_COUNTRY, "third_country") \
	X(ENTRY_STATUS, "entry_status") \
	X(ISCED, "isced") \
	X(INTENT, "intent") \
	X(INTENT_ON, "intent_on") \
	X(WORK_AUTH, "work_auth") \
	X(COHORT_FINISH, "cohort_finish") \
	X(MOVED_ON, "moved_on") \
	X(WITHDRAWN_ON, "withdrawn_on") \
	X(WITHDRAWN_REASON, "withdrawn_reason") \
	X(EXCLUSION, "exclusion") \
	X(GRADUATED_ON, "graduated_on") \
	X(CERTIFICATE_ON, "certificate_on") \
	X(RULE_SET, "rule_set") \
	X(OUTCOME, "outcome") \
	X(ACCEPTED_ON, "accepted_on") \
	X(STATUS_EXIT, "status_exit") \
	X(STATUS_6M, "status_6m")

enum mc_enrolment_fact {
#define X(constant, column) MC_FACT_##constant,
	MC_ENROLMENT_FACTS(X)
#undef X
		MC_FACT_COUNT
};

/** The columns of the facts, in order. */
extern const char *const mc_enrolment_columns[MC_FACT_COUNT];

/** An enrolment; facts that are not known are NULL. */
struct mc_enrolment {
	const char *cohort;
	const char *learner;
	const char *facts[MC_FACT_COUNT];
};

/** Reads one; found is false when there is none. Texts live in the arena. Errors: MC_E_IO. */
struct mc_err *mc_enrolment_read(struct mc_enrolment *enrolment, bool *found, struct mc_arena *arena,
				 struct mc_records *records, const char *cohort, const char *learner)
	MC_MUST_USE;

/**
 * Adds the events that make what is recorded say what wanted says, and gives their number; facts that wanted
 * leaves out stay. recorded is NULL when the learner is new to the cohort. Inside mc_records_write().
 */
struct mc_err *mc_enrolment_change(size_t *events, struct mc_records *records,
				   const struct mc_enrolment *wanted, const struct mc_enrolment *recorded)
	MC_MUST_USE;

/** True when both say the same of all facts that wanted has. */
bool mc_enrolment_is_said(const struct mc_enrolment *wanted, const struct mc_enrolment *recorded);

#endif
