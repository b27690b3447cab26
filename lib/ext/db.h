/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_DB_H
#define MC_EXT_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

/* Adapter of SQLite. What SQL does to its author is an outcome, not an error. */

/** One database connection. */
struct mc_db;

enum mc_db_type { MC_DB_NULL, MC_DB_INTEGER, MC_DB_REAL, MC_DB_TEXT, MC_DB_BLOB };

/** A value of a row. */
struct mc_db_value {
	enum mc_db_type type;
	int64_t integer;
	double real;
	struct mc_str bytes; /* of text (UTF-8) and blobs, with a zero behind them */
};

/** How a run of SQL ended. */
enum mc_db_end {
	MC_DB_DONE,
	MC_DB_ERROR,	  /* a mistake in the SQL, or something that it may not do */
	MC_DB_CONSTRAINT, /* the rules of the database refused it */
	MC_DB_TIME,	  /* too much processor time */
	MC_DB_MEMORY,
	MC_DB_STOPPED, /* by the one who takes the rows */
};

/** Bytes of a message at most. */
#define MC_DB_MAX_MESSAGE 240

struct mc_db_outcome {
	enum mc_db_end end;
	size_t line; /* of the SQL, from 1, where it ended; 0: at its end */
	char message[MC_DB_MAX_MESSAGE];
};

/** Takes the rows of every statement that gives some. */
struct mc_db_sink {
	void *context;
	/** A statement with count columns begins. */
	void (*columns)(void *context, const char *const *names, size_t count);
	/** A row; values are gone afterwards. False stops. */
	bool (*row)(void *context, const struct mc_db_value *values, size_t count);
};

/** What SQL that nobody trusts may use. */
struct mc_db_guard {
	unsigned cpu_ms;     /* of this process, counted from now */
	size_t memory_bytes; /* of all databases of this process, from now on */
	size_t value_bytes;  /* of one text or blob, or one statement */
};

/** Opens a new database in memory. Errors: MC_E_IO. */
struct mc_err *mc_db_open_memory(struct mc_db **db) MC_MUST_USE;

/**
 * Opens a copy in memory of a database file of len bytes; the file itself is never touched. What another
 * program has not yet written from its write-ahead log is not there.
 * Errors: MC_E_INPUT (no database), MC_E_IO.
 */
struct mc_err *mc_db_open_bytes(struct mc_db **db, const void *bytes, size_t len) MC_MUST_USE;

/** Closes a database; NULL is allowed. */
void mc_db_free(struct mc_db *db);
MC_AUTOPTR_DEFINE(mc_db);

/**
 * From now on, SQL of this connection may work on its own data only: no other files, no extensions, no
 * virtual tables, no setting of the connection but harmless ones (others do nothing), and only so much of
 * everything. Source: "Defense Against The Dark Arts", sqlite.org/security.html.
 */
void mc_db_guard(struct mc_db *db, const struct mc_db_guard *guard);

/** Runs all statements of a text, which has a zero behind it; sink may be NULL. */
void mc_db_run(struct mc_db_outcome *outcome, struct mc_db *db, struct mc_str sql,
	       const struct mc_db_sink *sink);

#endif
