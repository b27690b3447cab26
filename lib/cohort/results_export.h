/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_RESULTS_EXPORT_H
#define MC_COHORT_RESULTS_EXPORT_H

#include <stddef.h>

#include "base/buf.h"
#include "records/records.h"

/** Appends the best results of a cohort as the table that mc_results_read_csv() takes. Errors: MC_E_IO. */
struct mc_err *mc_results_export_csv(struct mc_buf *out, struct mc_records *records, const char *cohort)
	MC_MUST_USE;

/**
 * Appends them as a table for Moodle's "Import grades". Who came from Moodle has the idnumber that they have
 * there, others that of the records. Moodle would erase a grade where a field is empty, so only learners with
 * a result of every exercise are in it; left_out gets the number of the others. Errors: MC_E_IO, those of
 * records/people.h.
 */
struct mc_err *mc_results_export_moodle(struct mc_buf *out, size_t *left_out, struct mc_records *records,
					const char *cohort) MC_MUST_USE;

#endif
