/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_OUTCOME_PRINT_H
#define MC_COHORT_OUTCOME_PRINT_H

#include "base/buf.h"
#include "cohort/enrolment.h"

/** Appends the document "migracode/outcome/v1": what is recorded of a learner after a command changed it.
 * counted: the code that is counted, or NULL; effect: of an answer about intents, or NULL. */
void mc_outcome_print_json(struct mc_buf *out, const struct mc_enrolment *recorded, const char *counted,
			   const char *effect);

#endif
