/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_WHOM_H
#define MC_COHORT_WHOM_H

#include "cohort/learner.h"

/**
 * Finds the enrolment about which something is to be recorded, as mc_learner_find() does. Errors: those;
 * MC_E_INPUT when the learner was erased: nothing more may be known of them.
 */
struct mc_err *mc_whom_find(struct mc_enrolment *enrolment, struct mc_arena *arena,
			    struct mc_records *records, const char *cohort, const char *learner) MC_MUST_USE;

#endif
