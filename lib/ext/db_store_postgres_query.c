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

static void drop_result(struct postgres_query *query)
{
	store_of(&query->base)->pq.clear(query->result);
	query->result = NULL;
	mc_arena_release(query->unpacked);
}

void mc_postgres_finish(struct mc_query *query)
{
	struct postgres_query *own = of(query);

	drop_result(own);
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

static struct mc_err *run_now(struct postgres_query *query)
{
	struct mc_postgres *store = store_of(&query->base);

	MC_TRY(send(query));
	MC_TRY(mc_postgres_settle(store, &query->result));
	query->row = -1;
	query->row_count = store->pq.ntuples(query->result);
	query->base.changed = 0;
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
		MC_TRY(run_now(own));
	mc_arena_release(own->unpacked);
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
