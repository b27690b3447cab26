/* SPDX-License-Identifier: MIT */
#ifndef MC_RECORDS_RECORDS_H
#define MC_RECORDS_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "ext/db_store.h"
#include "ext/seal.h"
#include "records/fields.h"

/*
 * The records of one school.  The truth is a log of events that is only ever added to; each event has a hash
 * over itself and the one before it, so that nobody changes the past unseen.  Everything else is made from
 * events by the functions that whoever opens the records brings along, and can be made again.  No event holds
 * a name: those are in people.h.
 */

struct mc_records;

/** Characters of a moment as events have it, "2026-10-02T18:00:00.123Z", with the terminating zero. */
#define MC_EVENT_AT 25

/** The hash before the first event. */
#define MC_EVENT_NO_HASH "0000000000000000000000000000000000000000000000000000000000000000"

/** One event of the log. */
struct mc_event {
	int64_t seq; /* from 1, without a gap */
	const char *at;
	const char *actor;
	const char *kind;    /* "learner.enrolled" */
	const char *subject; /* whom or what it is about: an id */
	const char *body;    /* a JSON object, see fields.h */
	const char *prev_hash;
	const char *hash;
};

/** What one kind of event changes in the tables that are made from events. */
struct mc_projection {
	const char *kind;
	struct mc_err *(*apply)(struct mc_records *records, const struct mc_event *event,
				const struct mc_fields *fields);
};

/** Is told now and then how far a long piece of work is. */
struct mc_records_progress {
	void (*tell)(void *context, int64_t done, int64_t total);
	void *context;
};

/** Everything that gives events a meaning. */
struct mc_projections {
	const struct mc_projection *items;
	size_t count;
	const char *const *tables; /* that are made from events, those that refer to others first */
	size_t table_count;
};

/** Where the records of a school are, and who works with them. All borrowed while they are open. */
struct mc_records_place {
	const char *where; /* path of an SQLite file, or postgresql://… */
	const char *school;
	const char *actor;    /* for the log; at most 100 characters without control characters */
	const char *key_path; /* the file with the key of people.h; read when it is first needed */
	const struct mc_seal_asker *asker; /* for its passphrase; NULL: none can be asked for */
	const struct mc_projections *projections;
};

/**
 * Makes new records: an SQLite file, or tables in an empty or shared PostgreSQL database.
 * Errors: MC_E_INPUT (the school has records there already), and those of mc_store_open().
 */
struct mc_err *mc_records_create(const struct mc_records_place *place) MC_MUST_USE;

/**
 * Opens records. Errors: those of mc_store_open(); MC_E_INPUT (made by a newer program, of an older one and
 * not yet migrated, or with tables that somebody changed).
 */
struct mc_err *mc_records_open(struct mc_records **records, const struct mc_records_place *place) MC_MUST_USE;

/** Closes records; NULL is allowed. */
void mc_records_free(struct mc_records *records);
MC_AUTOPTR_DEFINE(mc_records);

/** The id of the school, for SQL. */
const char *mc_records_school(const struct mc_records *records);

/** The database below. */
struct mc_store *mc_records_store(struct mc_records *records);

/**
 * A prepared statement, made at first use and kept; ready to bind, with parameter 1, which the text must
 * have, set to the school. Belongs to the records. sql must be a constant: it is known by its address.
 * Errors: those of mc_query_open().
 */
struct mc_err *mc_records_query(struct mc_query **query, struct mc_records *records, const char *sql)
	MC_MUST_USE;

/**
 * Runs a statement without rows, with texts (NULL: none) as its parameters from 2 on. sql: as
 * mc_records_query(). Errors: as mc_query_run().
 */
struct mc_err *mc_records_run(struct mc_records *records, const char *sql, const char *const texts[],
			      size_t count) MC_MUST_USE;

/** Runs work in one write transaction, in which mc_records_append() may be called: see mc_store_write(). */
struct mc_err *mc_records_write(struct mc_records *records, struct mc_err *(*work)(void *context),
				void *context) MC_MUST_USE;

/** Runs work in one read transaction. */
struct mc_err *mc_records_read(struct mc_records *records, struct mc_err *(*work)(void *context),
			       void *context) MC_MUST_USE;

/**
 * Adds an event to the log and applies it; only inside mc_records_write().
 * Errors: MC_E_IO, and those of the function that applies it, after which the transaction must end with an
 * error.
 */
struct mc_err *mc_records_append(struct mc_records *records, const char *kind, const char *subject,
				 const struct mc_fields *fields) MC_MUST_USE;

/**
 * Adds an event to the log without applying it: for who adds several at once and then makes in one step what
 * applying each of them would make. Errors: as mc_records_append().
 */
struct mc_err *mc_records_log(struct mc_records *records, const char *kind, const char *subject,
			      const struct mc_fields *fields) MC_MUST_USE;

/** The moment that events of this transaction have. */
const char *mc_records_now(const struct mc_records *records);

/** Number and hash of the last event; 0 and MC_EVENT_NO_HASH when there is none. hash belongs to the records.
 * Errors: MC_E_IO. */
struct mc_err *mc_records_head(int64_t *seq, const char **hash, struct mc_records *records) MC_MUST_USE;

#endif
