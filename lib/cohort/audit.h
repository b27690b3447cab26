/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_AUDIT_H
#define MC_COHORT_AUDIT_H

#include "base/buf.h"
#include "records/log.h"

/** Which events of the log somebody wants to see. */
struct mc_audit_filter {
	const char
		*learner;  /* those about a learner, and those about several that name this one; NULL: all */
	const char *kind;  /* "learner.enrolled", or "learner" for all that begin so; NULL: all */
	const char *since; /* a day; NULL: from the first on */
	unsigned limit;	   /* the last so many of them; 0: all */
};

/** Gives the events that a filter lets through to sink, in order, all of one state of the log. Errors:
 * MC_E_INPUT (since is no day), MC_E_IO, those of sink. */
struct mc_err *mc_audit_each(struct mc_records *records, const struct mc_audit_filter *filter,
			     const struct mc_event_sink *sink) MC_MUST_USE;

/** Reads "17:<hash>" as audit verify prints it. Errors: MC_E_USAGE. */
struct mc_err *mc_audit_read_head(int64_t *seq, const char **hash, const char *text) MC_MUST_USE;

/** Appends what the check of a log has found, for people. */
void mc_audit_print_check(struct mc_buf *out, const struct mc_log_check *check);

/** Appends the document "migracode/audit/v1" and a line feed. */
void mc_audit_print_check_json(struct mc_buf *out, const struct mc_log_check *check);

/** Appends an event as a line for people; what it says is cut behind max_body bytes, 0 for no end. */
void mc_audit_print_event(struct mc_buf *out, const struct mc_event *event, size_t max_body);

struct mc_json_writer;

/** Writes an event as a JSON object. */
void mc_audit_write_event(struct mc_json_writer *writer, const struct mc_event *event);

#endif
