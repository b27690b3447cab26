/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_RISK_CLASS_H
#define MC_COHORT_RISK_CLASS_H

#include "cohort/risk.h"
#include "records/records.h"

/**
 * Reads what risk is judged from: those who started in a cohort, those who moved to it (from that day on),
 * its sessions and marks, their exercises and contacts. People who were erased are left out. Everything lives
 * in the arena. Errors: MC_E_IO.
 */
struct mc_err *mc_risk_class_read(struct mc_risk_class *class, struct mc_arena *arena,
				  struct mc_records *records, const char *cohort) MC_MUST_USE;

#endif
