/* SPDX-License-Identifier: MIT */
#include "ext/db_store.h"

#include <assert.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "ext/db_store_engine.h"
#include "os/clock.h"

/* How often the work of a transaction is run at most, and how long it waits at most before the second time.
 */
enum { MAX_RUNS = 6, FIRST_PAUSE_MS = 20 };

bool mc_store_is_postgres(const char *where)
{
	return !strncmp(where, "postgresql://", strlen("postgresql://")) ||
	       !strncmp(where, "postgres://", strlen("postgres://"));
}

struct mc_err *mc_store_open(struct mc_store **store, const char *where, unsigned flags)
{
	return mc_store_is_postgres(where) ? mc_store_open_postgres(store, where, flags)
					   : mc_store_open_sqlite(store, where, flags);
}

void mc_store_free(struct mc_store *store)
{
	if (store)
		store->calls->close(store);
}

enum mc_store_engine mc_store_engine(const struct mc_store *store)
{
	return store->calls->engine;
}

const char *mc_store_name(const struct mc_store *store)
{
	return store->name;
}

/* SQLite would go on after a statement that failed, PostgreSQL not: here, neither does. */
static struct mc_err *note(struct mc_store *store, struct mc_err *err)
{
	if (err)
		store->has_failed = true;
	return err;
}

struct mc_err *mc_store_exec(struct mc_store *store, const char *sql)
{
	return note(store, store->calls->exec(store, sql));
}

/* ---- transactions ---- */

static struct mc_err *run_inside(struct mc_store *store, const char *lock,
				 struct mc_err *(*work)(void *context), void *context)
{
	assert(!store->is_inside);
	store->has_failed = store->should_retry = false;
	MC_TRY(store->calls->begin(store, lock));
	store->is_inside = true;
	store->is_writing = lock != NULL;
	struct mc_err *err = work(context);

	if (!err && store->has_failed)
		err = mc_err_new(MC_E_IO, _("nothing was written to '%s', because one statement failed"),
				 store->name);
	if (!err)
		err = store->calls->commit(store);
	if (err)
		store->calls->rollback(store);
	store->is_inside = store->is_writing = false;
	return err;
}

/* Two programs that were in each other's way should not meet again. */
static void pause_before(unsigned run)
{
	uint64_t us = mc_clock_us() * 2654435761u % (FIRST_PAUSE_MS * 1000ull * run) + 1000;
	const struct timespec pause = { (time_t)(us / 1000000), (long)(us % 1000000) * 1000 };

	(void)nanosleep(&pause, NULL);
}

struct mc_err *mc_store_write(struct mc_store *store, const char *lock, struct mc_err *(*work)(void *context),
			      void *context)
{
	for (unsigned run = 1;; run++) {
		struct mc_err *err = run_inside(store, lock, work, context);

		if (!err || !store->should_retry || run == MAX_RUNS)
			return err;
		mc_err_drop(err);
		pause_before(run);
	}
}

struct mc_err *mc_store_read(struct mc_store *store, struct mc_err *(*work)(void *context), void *context)
{
	return run_inside(store, NULL, work, context);
}

struct mc_err *mc_store_scrub(struct mc_store *store, const char *tables)
{
	assert(!store->is_inside);
	return store->calls->scrub(store, tables);
}

/* ---- statements ---- */

struct mc_err *mc_query_open(struct mc_query **query, struct mc_store *store, const char *sql)
{
	return note(store, store->calls->prepare(query, store, sql));
}

void mc_query_free(struct mc_query *query)
{
	if (query)
		query->store->calls->finish(query);
}

void mc_query_bind_text(struct mc_query *query, unsigned number, const char *text)
{
	query->store->calls->bind_text(query, number, text);
}

void mc_query_bind_int(struct mc_query *query, unsigned number, int64_t value)
{
	query->store->calls->bind_int(query, number, value);
}

void mc_query_bind_bytes(struct mc_query *query, unsigned number, const void *bytes, size_t len)
{
	query->store->calls->bind_bytes(query, number, bytes, len);
}

void mc_query_bind_null(struct mc_query *query, unsigned number)
{
	query->store->calls->bind_null(query, number);
}

struct mc_err *mc_query_step(bool *has_row, struct mc_query *query)
{
	return note(query->store, query->store->calls->step(has_row, query));
}

const char *mc_query_text(const struct mc_query *query, unsigned column)
{
	return query->store->calls->text(query, column);
}

char *mc_query_copy(struct mc_arena *arena, const struct mc_query *query, unsigned column)
{
	const char *text = mc_query_text(query, column);

	return text ? mc_arena_strdup(arena, text) : NULL;
}

int64_t mc_query_int(const struct mc_query *query, unsigned column)
{
	return query->store->calls->integer(query, column);
}

struct mc_str mc_query_bytes(const struct mc_query *query, unsigned column)
{
	return query->store->calls->bytes(query, column);
}

bool mc_query_is_null(const struct mc_query *query, unsigned column)
{
	return query->store->calls->is_null(query, column);
}

void mc_query_reset(struct mc_query *query)
{
	query->store->calls->reset(query);
}

struct mc_err *mc_query_run(struct mc_query *query)
{
	return note(query->store, query->store->calls->run(query));
}

int64_t mc_query_changed(const struct mc_query *query)
{
	return query->changed;
}
