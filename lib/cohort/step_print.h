/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_STEP_PRINT_H
#define MC_COHORT_STEP_PRINT_H

#include "cohort/learner.h"

/** Prints the document "migracode/learner/v1" that says what was recorded of a learner: the kind of event,
 * and what was asked for, without notes. */
void mc_step_print_json(const char *event, const struct mc_learner_step *step);

#endif
