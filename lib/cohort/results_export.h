/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_RESULTS_EXPORT_H
#define MC_COHORT_RESULTS_EXPORT_H

#include "base/buf.h"
#include "records/records.h"

/** Appends the best results of a cohort as the table that mc_results_read_csv() takes. Errors: MC_E_IO. */
struct mc_err *mc_results_export_csv(struct mc_buf *out, struct mc_records *records, const char *cohort)
	MC_MUST_USE;

#endif
