/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_APPLY_RESULT_H
#define MC_COHORT_APPLY_RESULT_H

#include <stdbool.h>
#include <stdint.h>

#include "records/records.h"

/** What a learner reached in an exercise, as the rules of graduation see it. */
struct mc_result_row {
	const char *cohort; /* that the learner started in */
	const char *learner;
	const char *exercise;
	const char *module; /* NULL: not known */
	bool is_passed;
	int64_t points, max; /* thousandths */
	const char *done_on;
};

/** Puts it into the table exercise_result, where the best one stays, in whatever order they come: passed,
 * then points, then the earlier day. Only while an event is applied. Errors: MC_E_IO. */
struct mc_err *mc_result_row_put(struct mc_records *records, const struct mc_result_row *row) MC_MUST_USE;

#endif
