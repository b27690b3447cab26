/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_FORGET_H
#define MC_GRADEBOOK_FORGET_H

#include <stddef.h>

#include "records/records.h"

/**
 * Removes the stored results of all that a learner ever handed in, as when the learner is erased: they have
 * in them what the learner's programs printed.  A result that is also somebody else's grade stays.
 *
 * removed   how many there were; is_dry_run: they stay
 * store     folder of the results, see batch/stored.h
 *
 * Errors: MC_E_IO.
 */
struct mc_err *mc_grades_forget(size_t *removed, struct mc_records *records, const char *store,
				const char *learner, bool is_dry_run) MC_MUST_USE;

#endif
