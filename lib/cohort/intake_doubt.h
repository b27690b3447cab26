/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_INTAKE_DOUBT_H
#define MC_COHORT_INTAKE_DOUBT_H

#include "cohort/intake.h"

/** Adds notices about rows that can be taken as they are and are hardly meant so: days in an order that no
 * course has, a reason to leave without a day, and ids that tell the name, which the log would keep for ever.
 */
void mc_intake_doubt(struct mc_intake *intake);

#endif
