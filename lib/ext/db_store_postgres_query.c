/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "ext/db_store_libpq.h"

/* Statements that are sent before the line is settled: many enough that round trips no longer count, few
 * enough that what waits for an answer is small. */
enum { MAX_QUEUED = 512 };

/* The number of a type. Source: pg_type.dat of PostgreSQL. */
enum { TYPE_BYTEA = 17 };

enum { FORMAT_TEXT = 0, FORMAT_BINARY = 1 };

/* Room for a number in decimal. */
struct decimal {
	char text[24];
};

struct postgres_query {
	struct mc_query base;
	char name[24];
	int count; /* of parameters, whose values, lengths and formats these are */
	const char **values;
	int *lengths, *formats;
	struct decimal *decimals;
	PGresult *result; /* NULL before a run */
	int row, row_count;
	PGresult **waiting; /* rows behind those of the result, which came when others needed the line */
	size_t waiting_count, waiting_capacity, next_waiting;
	struct mc_arena *unpacked; /* bytes of the row */
};

static struct postgres_query *of(struct mc_query *query)
{
	return (struct postgres_query *)query;
}

static const struct postgres_query *of_const(const struct mc_query *query)
{
	return (const struct postgres_query *)query;
}

static struct mc_postgres *store_of(const struct mc_query *query)
{
	return (struct mc_postgres *)query->store;
}

/* ---- preparing ---- */

static struct mc_err *prepare_on_server(size_t *number, struct mc_postgres *store, const char *sql)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT name = mc_format("q%zu", store->prepared_count);

	mc_store_number(&text, sql);
	MC_TRY(mc_postgres_settle(store, NULL));
	MC_TRY(mc_postgres_sent(store, store->pq.sendPrepare(store->connection, name, text.ptr, 0, NULL)));
	MC_TRY(mc_postgres_settle(store, NULL));
	*number = store->prepared_count;
	*MC_VEC_ADD(store->prepared, store->prepared_count, store->prepared_capacity) = mc_strdup(sql);
	return NULL;
}

/* The server keeps every statement until the connection ends, so that the same text costs it once. */
static struct mc_err *find_on_server(size_t *number, struct mc_postgres *store, const char *sql)
{
	for (size_t i = 0; i < store->prepared_count; i++) {
		if (!strcmp(store->prepared[i], sql)) {
			*number = i;
			return NULL;
		}
	}
	return prepare_on_server(number, store, sql);
}

struct mc_err *mc_postgres_prepare(struct mc_query **query, struct mc_store *store, const char *sql)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	size_t count = mc_store_number(&text, sql);
	struct postgres_query *made;
	size_t number;

	MC_TRY(find_on_server(&number, (struct mc_postgres *)store, sql));
	made = mc_alloc_zero(1, sizeof(*made));
	made->base.store = store;
	(void)snprintf(made->name, sizeof(made->name), "q%zu", number);
	made->count = (int)count;
	made->values = mc_alloc_zero(count + 1, sizeof(*made->values));
	made->lengths = mc_alloc_zero(count + 1, sizeof(*made->lengths));
	made->formats = mc_alloc_zero(count + 1, sizeof(*made->formats));
	made->decimals = mc_alloc_zero(count + 1, sizeof(*made->decimals));
	made->unpacked = mc_alloc_zero(1, sizeof(*made->unpacked));
	*query = &made->base;
	return NULL;
}

/* ---- rows that come one by one ---- */

/* What comes next on the line for the query that has it: a row, or at the end a result without one. */
static struct mc_err *receive(PGresult **next, struct mc_postgres *store)
{
	PGresult *result = store->pq.getResult(store->connection);
	ExecStatusType status = store->pq.resultStatus(result);
	struct mc_err *err = NULL, *after;

	if (status != PGRES_SINGLE_TUPLE) {
		store->streaming = NULL;
		err = status == PGRES_TUPLES_OK ? NULL : mc_postgres_failure(store, result);
		after = mc_postgres_settle(store, NULL);
		if (err)
			mc_err_drop(after);
		else
			err = after;
	}
	if (err)
		store->pq.clear(result);
	else
		*next = result;
	return err;
}

struct mc_err *mc_postgres_take_rest(struct mc_postgres *store)
{
	while (store->streaming) {
		struct postgres_query *query = of(store->streaming);
		PGresult *next = NULL;

		MC_TRY(receive(&next, store));
		*MC_VEC_ADD(query->waiting, query->waiting_count, query->waiting_capacity) = next;
	}
	return NULL;
}

static void show(struct postgres_query *query, PGresult *result)
{
	const struct mc_pq *pq = &store_of(&query->base)->pq;

	pq->clear(query->result);
	query->result = result;
	query->row = -1;
	query->row_count = pq->ntuples(result);
}

/* Behind the last row of a result. */
static struct mc_err *show_next(struct postgres_query *query)
{
	struct mc_postgres *store = store_of(&query->base);
	PGresult *next = NULL;

	if (query->next_waiting < query->waiting_count)
		next = query->waiting[query->next_waiting++];
	else if (store->streaming == &query->base)
		MC_TRY(receive(&next, store));
	if (next)
		show(query, next);
	return NULL;
}

static void drop_result(struct postgres_query *query)
{
	struct mc_postgres *store = store_of(&query->base);
	PGresult *next = NULL;

	/* What nobody wants any more is read all the same: the line has nothing else on it. */
	while (store->streaming == &query->base) {
		mc_err_drop(receive(&next, store));
		store->pq.clear(next);
		next = NULL;
	}
	while (query->next_waiting < query->waiting_count)
		store->pq.clear(query->waiting[query->next_waiting++]);
	query->waiting_count = query->next_waiting = 0;
	store->pq.clear(query->result);
	query->result = NULL;
	mc_arena_release(query->unpacked);
}

void mc_postgres_finish(struct mc_query *query)
{
	struct postgres_query *own = of(query);

	drop_result(own);
	free(own->waiting);
	free(own->values);
	free(own->lengths);
	free(own->formats);
	free(own->decimals);
	free(own->unpacked);
	free(own);
}

/* ---- parameters ---- */

static void bind(struct mc_query *query, unsigned number, const char *value, size_t len, int format)
{
	struct postgres_query *own = of(query);

	assert(number >= 1 && (int)number <= own->count && !own->result);
	own->values[number - 1] = value;
	own->lengths[number - 1] = (int)len;
	own->formats[number - 1] = format;
}

void mc_postgres_bind_text(struct mc_query *query, unsigned number, const char *text)
{
	bind(query, number, text, 0, FORMAT_TEXT);
}

void mc_postgres_bind_int(struct mc_query *query, unsigned number, int64_t value)
{
	assert(number >= 1 && (int)number <= of(query)->count);
	struct decimal *decimal = &of(query)->decimals[number - 1];

	(void)snprintf(decimal->text, sizeof(decimal->text), "%" PRId64, value);
	bind(query, number, decimal->text, 0, FORMAT_TEXT);
}

void mc_postgres_bind_bytes(struct mc_query *query, unsigned number, const void *bytes, size_t len)
{
	bind(query, number, bytes ? bytes : "", len, FORMAT_BINARY);
}

void mc_postgres_bind_null(struct mc_query *query, unsigned number)
{
	bind(query, number, NULL, 0, FORMAT_TEXT);
}

void mc_postgres_reset(struct mc_query *query)
{
	struct postgres_query *own = of(query);

	drop_result(own);
	for (int i = 0; i < own->count; i++)
		own->values[i] = NULL;
}

/* ---- running ---- */

/* Parameters are copied; they need not live until the line is settled. */
static struct mc_err *send(struct postgres_query *query)
{
	struct mc_postgres *store = store_of(&query->base);

	return mc_postgres_sent(store,
				store->pq.sendQueryPrepared(store->connection, query->name, query->count,
							    query->values, query->lengths, query->formats,
							    FORMAT_TEXT));
}

/* Inside of mc_store_read(): nothing else is on the line, and answers may be larger than the memory. */
static struct mc_err *stream(struct postgres_query *query)
{
	struct mc_postgres *store = store_of(&query->base);
	PGresult *first = NULL;

	MC_TRY(mc_postgres_settle(store, NULL));
	MC_TRY(send(query));
	MC_TRY(mc_postgres_sync(store));
	store->queued = 0;
	if (store->pq.setSingleRowMode(store->connection))
		store->streaming = &query->base;
	query->base.changed = 0;
	MC_TRY(store->streaming ? receive(&first, store) : mc_postgres_settle(store, &first));
	show(query, first);
	return NULL;
}

static struct mc_err *run_now(struct postgres_query *query)
{
	struct mc_postgres *store = store_of(&query->base);

	PGresult *result = NULL;

	query->base.changed = 0;
	MC_TRY(send(query));
	MC_TRY(mc_postgres_settle(store, &result));
	show(query, result);
	/* A SELECT counts, too, what it has found. */
	if (strncmp(store->pq.cmdStatus(query->result), "SELECT", strlen("SELECT")) != 0)
		query->base.changed = strtoll(store->pq.cmdTuples(query->result), NULL, 10);
	return NULL;
}

struct mc_err *mc_postgres_step(bool *has_row, struct mc_query *query)
{
	struct postgres_query *own = of(query);

	*has_row = false;
	if (!own->result)
		MC_TRY(query->store->is_inside && !query->store->is_writing ? stream(own) : run_now(own));
	mc_arena_release(own->unpacked);
	if (own->row + 1 >= own->row_count)
		MC_TRY(show_next(own));
	if (own->row < own->row_count)
		own->row++;
	*has_row = own->row < own->row_count;
	return NULL;
}

static struct mc_err *enqueue(struct postgres_query *query)
{
	struct mc_postgres *store = store_of(&query->base);

	query->base.changed = 0;
	MC_TRY(send(query));
	return store->queued < MAX_QUEUED ? NULL : mc_postgres_settle(store, NULL);
}

struct mc_err *mc_postgres_run(struct mc_query *query)
{
	struct postgres_query *own = of(query);
	struct mc_err *err = NULL;

	if (!own->result)
		err = query->store->is_writing ? enqueue(own) : run_now(own);
	mc_postgres_reset(query);
	return err;
}

/* ---- rows ---- */

bool mc_postgres_is_null(const struct mc_query *query, unsigned column)
{
	const struct postgres_query *own = of_const(query);

	return store_of(query)->pq.getisnull(own->result, own->row, (int)column);
}

const char *mc_postgres_text(const struct mc_query *query, unsigned column)
{
	const struct postgres_query *own = of_const(query);

	if (mc_postgres_is_null(query, column))
		return NULL;
	return store_of(query)->pq.getvalue(own->result, own->row, (int)column);
}

int64_t mc_postgres_int(const struct mc_query *query, unsigned column)
{
	const char *text = mc_postgres_text(query, column);

	if (!text)
		return 0;
	return text[0] == 't' ? 1 : strtoll(text, NULL, 10);
}

static unsigned nibble(char digit)
{
	return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

struct mc_str mc_postgres_bytes(const struct mc_query *query, unsigned column)
{
	const struct postgres_query *own = of_const(query);
	const struct mc_pq *pq = &store_of(query)->pq;
	const char *text = mc_postgres_text(query, column);
	size_t len;
	char *bytes;

	if (!text)
		return (struct mc_str){ "", 0 };
	len = (size_t)pq->getlength(own->result, own->row, (int)column);
	if (pq->ftype(own->result, (int)column) != TYPE_BYTEA)
		return (struct mc_str){ text, len };
	/* \x and two digits for each byte: the connection is told so when it is opened. */
	len = (len - 2) / 2;
	bytes = mc_arena_alloc(own->unpacked, len + 1);
	for (size_t i = 0; i < len; i++)
		bytes[i] = (char)(nibble(text[2 * i + 2]) << 4 | nibble(text[2 * i + 3]));
	return (struct mc_str){ bytes, len };
}
