/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_DB_STORE_H
#define MC_EXT_DB_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/*
 * One database for records, with the same SQL text on SQLite and on PostgreSQL (libpq is loaded at first
 * use). SQL that is written for it keeps to what both understand: TEXT, BIGINT, SMALLINT for truth (0 and 1),
 * BYTES, days as ISO text, parameters ?1 ?2 …, ON CONFLICT (…) DO UPDATE, RETURNING, window functions, WITH;
 * no LIKE, no functions of dates, no automatic numbers, no truth values as results (CASE), all columns in
 * GROUP BY; names in "double quotes", texts in 'single' ones, no E'', no $$, no '?' as an operator.
 *
 * Columns sort and compare by bytes on both. What is made of no column (CAST (… AS TEXT), CASE with nothing
 * but texts) has the order of the database on PostgreSQL: sort by columns.
 *
 * Definitions of tables go through mc_store_exec(). It knows two words in capitals, TEXT (for PostgreSQL:
 * TEXT COLLATE "C") and BYTES (BLOB or BYTEA), and these lines, each alone on its line:
 *
 *	-- only sqlite
 *	CREATE TRIGGER …
 *	-- only postgresql
 *	CREATE FUNCTION …
 *	-- both
 *
 * What stands behind one of them, up to the next, is for that engine, which gets it as it stands. Before the
 * first, all is for both. They may cut a statement in two.
 */

enum mc_store_engine { MC_STORE_SQLITE, MC_STORE_POSTGRES };

/** One connection. */
struct mc_store;

/** A statement that is prepared. */
struct mc_query;

enum mc_store_flag {
	MC_STORE_CREATE = 1,	/* SQLite: make the file, mode 0600, when it is missing */
	MC_STORE_READ_ONLY = 2, /* nothing can be written, by mistake either */
};

/** True when where names a PostgreSQL database (postgresql:// or postgres://) and not a file. */
bool mc_store_is_postgres(const char *where);

/**
 * Opens the database at where, a path or a URL of PostgreSQL 13 or later as libpq takes it.
 *
 * SQLite: foreign_keys on, write-ahead log, secure_delete on, waits up to 5 s for another writer. On a
 * network share, where a write-ahead log would lose data, the rollback journal is used instead. PostgreSQL:
 * client_encoding UTF8, time zone UTC, text compares by bytes ("C"), connect_timeout 10 s unless the URL says
 * otherwise.
 *
 * store  set on success; release with mc_store_free()
 *
 * Errors: MC_E_IO (no such file, no permission, server not reachable, disk full), MC_E_INPUT (the file is no
 * database or is damaged), MC_E_TOOL (libpq missing). Messages never contain the password of a URL.
 */
struct mc_err *mc_store_open(struct mc_store **store, const char *where, unsigned flags) MC_MUST_USE;

/** Closes a connection; what was not committed is rolled back; NULL is allowed. All its queries must be freed
 * before. */
void mc_store_free(struct mc_store *store);
MC_AUTOPTR_DEFINE(mc_store);

/** What kind of database this is. */
enum mc_store_engine mc_store_engine(const struct mc_store *store);

/** Its name for messages: the path, or the URL without user and password; belongs to the store. */
const char *mc_store_name(const struct mc_store *store);

/**
 * Runs all statements of a text that take no parameters, for example definitions; rows are dropped. Many of
 * them belong into mc_store_write(): outside, those before one that fails may have been done. Errors: as
 * mc_query_step().
 */
struct mc_err *mc_store_exec(struct mc_store *store, const char *sql) MC_MUST_USE;

/**
 * Runs work in one write transaction and commits it, or rolls back when it gives an error. Only one writer
 * with the same lock name is inside at a time (SQLite: one writer at all); others wait. PostgreSQL:
 * SERIALIZABLE; when the server says that the transaction must be tried again (40001, 40P01), work is run
 * again from the start, up to five times: it must not count on what it did before. Not nested. A statement
 * that fails ends the transaction: nothing of it is kept, even when work drops the error.
 *
 * Errors: those of work; MC_E_IO ("another program is writing …" after 5 s on SQLite; connection lost; disk
 * full).
 */
struct mc_err *mc_store_write(struct mc_store *store, const char *lock, struct mc_err *(*work)(void *context),
			      void *context) MC_MUST_USE;

/** Runs work in one read transaction, in which all queries see the same state of the database and none can
 * write. Not nested. Errors: those of work; MC_E_IO. */
struct mc_err *mc_store_read(struct mc_store *store, struct mc_err *(*work)(void *context), void *context)
	MC_MUST_USE;

/** Prepares one statement. query  set on success; release with mc_query_free(). Errors: MC_E_IO. */
struct mc_err *mc_query_open(struct mc_query **query, struct mc_store *store, const char *sql) MC_MUST_USE;

/** Releases a statement; NULL is allowed. */
void mc_query_free(struct mc_query *query);
MC_AUTOPTR_DEFINE(mc_query);

/** Set parameter number (from 1). Texts and bytes are borrowed until the next mc_query_reset() or
 * mc_query_run(). NULL text is NULL. */
void mc_query_bind_text(struct mc_query *query, unsigned number, const char *text);
void mc_query_bind_int(struct mc_query *query, unsigned number, int64_t value);
void mc_query_bind_bytes(struct mc_query *query, unsigned number, const void *bytes, size_t len);
void mc_query_bind_null(struct mc_query *query, unsigned number);

/**
 * Runs a statement (first call) and takes its next row; has_row is false at the end. PostgreSQL holds the
 * whole answer in memory, but not inside mc_store_read() as long as no other statement is run before the last
 * row was taken. Errors: MC_E_IO; MC_E_INPUT when a constraint refuses
 * (its text is that of the database); nothing of a person is in a message.
 */
struct mc_err *mc_query_step(bool *has_row, struct mc_query *query) MC_MUST_USE;

/** Columns (from 0) of the row; text and bytes belong to the query until its next call. Text of NULL is NULL,
 * number of NULL is 0. */
const char *mc_query_text(const struct mc_query *query, unsigned column);
int64_t mc_query_int(const struct mc_query *query, unsigned column);
struct mc_str mc_query_bytes(const struct mc_query *query, unsigned column);
/** A copy of the text of a column; NULL is NULL. */
char *mc_query_copy(struct mc_arena *arena, const struct mc_query *query, unsigned column);
bool mc_query_is_null(const struct mc_query *query, unsigned column);

/** Makes ready to run again, without parameters. */
void mc_query_reset(struct mc_query *query);

/** Runs a statement whose rows nobody needs, and resets it. On PostgreSQL, inside mc_store_write(), it may be
 * sent together with others: its error then comes from a later call, at the latest from the commit. Errors:
 * as mc_query_step(). */
struct mc_err *mc_query_run(struct mc_query *query) MC_MUST_USE;

/** Number of rows that the last finished run changed (0 on PostgreSQL when it was sent together with others).
 */
int64_t mc_query_changed(const struct mc_query *query);

/**
 * After rows with secrets were deleted and committed: leaves no bytes of them in the files of the database.
 * No query may be in the middle of its rows. SQLite: writes the file anew (twice its size must be free on the
 * disk) and empties the write-ahead log; others must not be reading. PostgreSQL: VACUUM FULL of the tables
 * (names separated by blanks); the server's own log of changes and its copies are its administrator's to care
 * for. Errors: MC_E_IO.
 */
struct mc_err *mc_store_scrub(struct mc_store *store, const char *tables) MC_MUST_USE;

#endif
