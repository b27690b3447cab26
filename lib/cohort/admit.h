/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_ADMIT_H
#define MC_COHORT_ADMIT_H

#include "cohort/intake.h"

/**
 * Takes one person into a cohort. Without an id they get one by chance.
 *
 * intake  with its cohort set; tells afterwards who it was: rows[0]
 *
 * Errors: MC_E_INPUT (the cohort is closed, a fact is wrong, too young, there is somebody of this id in the
 * cohort with other facts, somebody else has this e-mail address or login), MC_E_NOTHING (is there already),
 * MC_E_IO.
 */
struct mc_err *mc_admit(struct mc_intake *intake, struct mc_records *records,
			const struct mc_intake_person *person) MC_MUST_USE;

#endif
