/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_MILESTONE_PRINT_H
#define MC_COHORT_MILESTONE_PRINT_H

#include "cohort/milestone.h"

/** Prints the document "migracode/milestone/v1": what was recorded, without its note. */
void mc_milestone_print_json(const char *event, const struct mc_milestone *milestone);

#endif
