/* SPDX-License-Identifier: MIT */
#ifndef MC_EXT_DB_STORE_LIBPQ_H
#define MC_EXT_DB_STORE_LIBPQ_H

/*
 * Only for lib/ext/db_store_*.c: the connection to PostgreSQL. It is always in pipeline mode (PostgreSQL
 * documentation, "Pipeline Mode"): statements are queued, and what became of them is known when the line is
 * settled. So a thousand inserts cost no thousand round trips.
 */
#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "ext/db_store_engine.h"

/** The calls of libpq that the adapter uses, without their prefix "PQ". */
#define MC_PQ_CALLS(X) \
	X(clear) \
	X(cmdStatus) \
	X(cmdTuples) \
	X(conninfoFree) \
	X(conninfoParse) \
	X(connectdbParams) \
	X(enterPipelineMode) \
	X(errorMessage) \
	X(exec) \
	X(exitPipelineMode) \
	X(finish) \
	X(ftype) \
	X(getResult) \
	X(getisnull) \
	X(getlength) \
	X(getvalue) \
	X(ntuples) \
	X(pass) \
	X(pipelineSync) \
	X(resultErrorField) \
	X(resultStatus) \
	X(sendPrepare) \
	X(sendQueryParams) \
	X(sendQueryPrepared) \
	X(serverVersion) \
	X(setNoticeProcessor) \
	X(setSingleRowMode) \
	X(status) \
	X(user)

/** libpq, loaded: pq.clear(…) is PQclear(…). */
struct mc_pq {
#define X(name) __typeof__(&PQ##name) name;
	MC_PQ_CALLS(X)
#undef X
};

struct mc_postgres {
	struct mc_store base;
	struct mc_pq pq;
	PGconn *connection;
	unsigned queued;	    /* statements whose results are still to be read */
	unsigned syncs;		    /* ends of lines that were sent and not read */
	struct mc_query *streaming; /* whose rows still come, one by one; NULL: none */
	char **prepared;	    /* statements that the server knows: number i has the name "q<i>" */
	size_t prepared_count, prepared_capacity;
	int64_t lock; /* held during a transaction that writes */
};

/** Loads libpq at its first use. Errors: MC_E_TOOL. */
struct mc_err *mc_pq_load(struct mc_pq *pq) MC_MUST_USE;

/** The message for a result that is a failure; NULL result: the connection is lost. Without values of rows,
 * user and password. */
struct mc_err *mc_postgres_failure(struct mc_postgres *store, const PGresult *result) MC_MUST_USE;

/** Notes that a statement was sent (sent is what libpq's call gave). Errors: MC_E_IO (connection lost). */
struct mc_err *mc_postgres_sent(struct mc_postgres *store, int sent) MC_MUST_USE;

/** Queues a statement without parameters. Errors: MC_E_IO (connection lost). */
struct mc_err *mc_postgres_send(struct mc_postgres *store, const char *sql) MC_MUST_USE;

/** Ends a line: if a statement before it fails, those between them are not run, those after it are. */
struct mc_err *mc_postgres_sync(struct mc_postgres *store) MC_MUST_USE;

/**
 * Waits for all that was queued; gives the first failure. last, unless NULL, becomes the result of the last
 * statement; release it with pq.clear().
 */
struct mc_err *mc_postgres_settle(struct mc_postgres *store, PGresult **last) MC_MUST_USE;

/** Takes the rows that still come and keeps them for their query, so that the line is free for others.
 * Errors: as mc_query_step(). */
struct mc_err *mc_postgres_take_rest(struct mc_postgres *store) MC_MUST_USE;

/** The part of the engine for statements, in db_store_postgres_query.c. */
struct mc_err *mc_postgres_prepare(struct mc_query **query, struct mc_store *store, const char *sql)
	MC_MUST_USE;
void mc_postgres_finish(struct mc_query *query);
void mc_postgres_bind_text(struct mc_query *query, unsigned number, const char *text);
void mc_postgres_bind_int(struct mc_query *query, unsigned number, int64_t value);
void mc_postgres_bind_bytes(struct mc_query *query, unsigned number, const void *bytes, size_t len);
void mc_postgres_bind_null(struct mc_query *query, unsigned number);
struct mc_err *mc_postgres_step(bool *has_row, struct mc_query *query) MC_MUST_USE;
struct mc_err *mc_postgres_run(struct mc_query *query) MC_MUST_USE;
void mc_postgres_reset(struct mc_query *query);
const char *mc_postgres_text(const struct mc_query *query, unsigned column);
int64_t mc_postgres_int(const struct mc_query *query, unsigned column);
struct mc_str mc_postgres_bytes(const struct mc_query *query, unsigned column);
bool mc_postgres_is_null(const struct mc_query *query, unsigned column);

#endif
