/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_OFFICE_H
#define MC_COHORT_OFFICE_H

#include "cohort/school.h"

/** A school with its records open: what a command works with. */
struct mc_office {
	struct mc_school school;
	struct mc_records *records;
};

#define MC_OFFICE_INIT \
	{ \
		MC_SCHOOL_INIT, NULL \
	}

/** Opens a school and its records; see mc_school_open() and mc_school_open_records() for what each word
 * means. */
struct mc_err *mc_office_open(struct mc_office *office, const char *dir, const char *where, const char *actor,
			      const struct mc_seal_asker *asker) MC_MUST_USE;

/** Closes both. */
void mc_office_release(struct mc_office *office);

#endif
