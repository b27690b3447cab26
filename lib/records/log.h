/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_LOG_H
#define MC_RECORDS_LOG_H

#include <stdint.h>

#include "records/records.h"

/** Takes the events of a log in order; an error ends the reading and is passed up. */
struct mc_event_sink {
	struct mc_err *(*take)(void *context, const struct mc_event *event);
	void *context;
};

/**
 * Gives every event behind the one with number after to sink. Reads in pages, so that memory stays the same
 * however long the log is; outside of a transaction, events that are added meanwhile come too. take() may
 * use the records, but not mc_log_each(). Errors: MC_E_IO and those of sink.
 */
struct mc_err *mc_log_each(struct mc_records *records, int64_t after, const struct mc_event_sink *sink)
	MC_MUST_USE;

/** The number of the last event, whatever its hash says; 0: there is none. Errors: MC_E_IO. */
struct mc_err *mc_log_count(int64_t *last, struct mc_records *records) MC_MUST_USE;

/** What can be wrong with a log. */
enum mc_log_fault {
	MC_LOG_GOOD,
	MC_LOG_GAP,	/* a number is missing */
	MC_LOG_LINK,	/* the hash before it is not that of the event before */
	MC_LOG_CHANGED, /* its own hash does not fit what it says */
	MC_LOG_END,	/* the head that was expected is not there: events at the end are missing or others */
};

/** The answer of mc_log_verify(). */
struct mc_log_check {
	enum mc_log_fault fault;
	int64_t fault_seq; /* number of the first event that is wrong */
	int64_t count;	   /* events that were checked and are right */
	char head[65];	   /* hash of the last of them */
};

/**
 * Checks the hash of every event and that each follows the one before, in one read transaction.
 *
 * expect_seq, expect_hash  what was noted as the end of the log at some earlier time; 0 and NULL: nothing was
 * progress                 is told now and then; may be NULL
 *
 * Errors: MC_E_IO. A log that is wrong is no error.
 */
struct mc_err *mc_log_verify(struct mc_log_check *check, struct mc_records *records, int64_t expect_seq,
			     const char *expect_hash, const struct mc_records_progress *progress) MC_MUST_USE;

/** The same inside of a transaction, for work that relies on the log. Errors: MC_E_INPUT when it is wrong;
 * MC_E_IO. */
struct mc_err *mc_log_demand(struct mc_records *records) MC_MUST_USE;

#endif
