/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_REBUILD_H
#define MC_RECORDS_REBUILD_H

#include "records/records.h"
#include "records/tables.h"

/** What rebuilding has found. */
struct mc_rebuild {
	int64_t events;
	struct mc_tables tables; /* all of the records; release with mc_rebuild_release() */
	const char **changed;	 /* names of those that were not as the events make them; only when checked */
	size_t changed_count;
};

#define MC_REBUILD_INIT \
	{ \
		0, MC_TABLES_INIT, NULL, 0 \
	}

/** Frees all. */
void mc_rebuild_release(struct mc_rebuild *rebuild);

/**
 * Makes everything that follows from events anew: all of it or, when it is interrupted, nothing.
 *
 * is_check  compares and changes nothing
 * progress  is told now and then; may be NULL
 *
 * Errors: MC_E_INPUT (the log is not as it was recorded, or has kinds of events that nobody knows), MC_E_IO.
 */
struct mc_err *mc_records_rebuild(struct mc_rebuild *rebuild, struct mc_records *records, bool is_check,
				  const struct mc_records_progress *progress) MC_MUST_USE;

/** The same inside of mc_records_write(), without looking at the log first. */
struct mc_err *mc_records_replay(int64_t *events, struct mc_records *records,
				 const struct mc_records_progress *progress) MC_MUST_USE;

#endif
