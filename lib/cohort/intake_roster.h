/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_INTAKE_ROSTER_H
#define MC_COHORT_INTAKE_ROSTER_H

#include "cohort/intake.h"
#include "roster/roster.h"

/**
 * Makes rows of a list in a foreign format. A person is known when the records have their id, or that of the
 * other program, their number or login at GitHub, their login or e-mail address at Moodle; everybody else
 * gets a new id. Two rows that mean the same learner, and one that means two, become faults. The list must
 * live as long as the intake.
 *
 * class_name  only people whom the list puts into this class, group or cohort; NULL: all
 *
 * Errors: those of records/people.h.
 */
struct mc_err *mc_intake_read_roster(struct mc_intake *intake, struct mc_records *records,
				     const struct mc_roster *roster, const char *class_name) MC_MUST_USE;

#endif
