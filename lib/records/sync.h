/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_SYNC_H
#define MC_RECORDS_SYNC_H

#include "records/records.h"

/** What was sent. */
struct mc_sync {
	int64_t before; /* events of the school that the other side had */
	int64_t sent;
};

/**
 * Sends the events that the other side does not have yet, a thousand at a time: when it is interrupted, the
 * next time goes on. Names and what else records/people.h keeps are not sent. to: the same school with
 * another where; tables are made where there are none.
 *
 * Errors: MC_E_INPUT (the two logs have diverged, or the log here is not as it was recorded), those of
 * mc_records_open(), MC_E_IO.
 */
struct mc_err *mc_records_sync(struct mc_sync *sync, struct mc_records *records,
			       const struct mc_records_place *to, const struct mc_records_progress *progress)
	MC_MUST_USE;

#endif
