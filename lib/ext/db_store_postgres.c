/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "ext/db_store_libpq.h"

/* What every session starts with. Locks are not waited for without end. The server notices within two minutes
 * that this computer is gone, so that its locks do not stay. Compiling queries (jit) costs more than it
 * gives. */
#define SETTINGS \
	"SET TimeZone = 'UTC'; SET standard_conforming_strings = on; SET bytea_output = hex; " \
	"SET client_min_messages = error; SET lock_timeout = '60s'; SET jit = off; " \
	"SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 15; SET tcp_keepalives_count = 4;"

enum { OLDEST_SERVER = 130000 };

static struct mc_postgres *of(struct mc_store *store)
{
	return (struct mc_postgres *)store;
}

static void close_store(struct mc_store *store)
{
	struct mc_postgres *own = of(store);

	if (own->connection)
		own->pq.finish(own->connection);
	for (size_t i = 0; i < own->prepared_count; i++)
		free(own->prepared[i]);
	free(own->prepared);
	free(store->name);
	free(store);
}

/* Several statements in one text need the simple protocol, which pipelines do not have. */
static struct mc_err *run_text(struct mc_postgres *store, const char *sql)
{
	const struct mc_pq *pq = &store->pq;
	struct mc_err *err = NULL;
	PGresult *result;

	MC_TRY(mc_postgres_settle(store, NULL));
	(void)pq->exitPipelineMode(store->connection);
	result = pq->exec(store->connection, sql);
	if (pq->resultStatus(result) != PGRES_COMMAND_OK && pq->resultStatus(result) != PGRES_TUPLES_OK &&
	    pq->resultStatus(result) != PGRES_EMPTY_QUERY)
		err = mc_postgres_failure(store, result);
	pq->clear(result);
	(void)pq->enterPipelineMode(store->connection);
	return err;
}

static struct mc_err *exec(struct mc_store *store, const char *sql)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_store_translate(&text, sql, MC_STORE_POSTGRES);
	return run_text(of(store), text.ptr);
}

/* ---- transactions ---- */

/* FNV-1a with 64 bits: the server's locks are numbers. */
static int64_t number_of_lock(const char *name)
{
	uint64_t hash = 14695981039346656037u;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 1099511628211u;
	return (int64_t)hash;
}

static struct mc_err *send_lock(struct mc_postgres *store, const char *function)
{
	MC_AUTOTEXT sql = mc_format("SELECT %s(%" PRId64 ")", function, store->lock);

	return mc_postgres_send(store, sql);
}

/* The lock comes first: a transaction sees the database as it was when it began, and must see what those
 * before it wrote. */
static struct mc_err *begin(struct mc_store *store, const char *lock)
{
	struct mc_postgres *own = of(store);

	if (!lock)
		return mc_postgres_send(own, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
	own->lock = number_of_lock(lock);
	MC_TRY(send_lock(own, "pg_advisory_lock"));
	MC_TRY(mc_postgres_sync(own));
	MC_TRY(mc_postgres_send(own, "BEGIN ISOLATION LEVEL SERIALIZABLE"));
	return mc_postgres_settle(own, NULL);
}

/* Nobody knows whether a server that went away now has still done it. */
static struct mc_err *in_doubt(struct mc_postgres *store, struct mc_err *err)
{
	if (store->pq.status(store->connection) == CONNECTION_OK)
		return err;
	mc_err_drop(err);
	return mc_err_hint(mc_err_new(MC_E_IO, _("the connection to '%s' was lost at the moment of saving"),
				      store->base.name),
			   _("the change is there wholly or not at all: look which, before you repeat it"));
}

static struct mc_err *commit(struct mc_store *store)
{
	struct mc_postgres *own = of(store);
	struct mc_err *err;

	MC_TRY(mc_postgres_settle(own, NULL));
	MC_TRY(mc_postgres_send(own, "COMMIT"));
	MC_TRY(mc_postgres_sync(own));
	if (store->is_writing)
		MC_TRY(send_lock(own, "pg_advisory_unlock"));
	err = mc_postgres_settle(own, NULL);
	return err && store->is_writing ? in_doubt(own, err) : err;
}

/* When it cannot be done, the connection is lost, and the server does it by itself. */
static void rollback(struct mc_store *store)
{
	struct mc_postgres *own = of(store);
	bool should_retry = store->should_retry;

	mc_err_drop(mc_postgres_settle(own, NULL));
	mc_err_drop(mc_postgres_send(own, "ROLLBACK"));
	if (store->is_writing) {
		mc_err_drop(mc_postgres_sync(own));
		mc_err_drop(send_lock(own, "pg_advisory_unlock"));
	}
	mc_err_drop(mc_postgres_settle(own, NULL));
	store->should_retry = should_retry;
}

static struct mc_err *scrub(struct mc_store *store, const char *tables)
{
	while (*tables) {
		size_t len = strcspn(tables, " ");
		MC_AUTOTEXT sql = mc_format("VACUUM FULL \"%.*s\"", (int)len, tables);

		if (len > 0)
			MC_TRY(run_text(of(store), sql));
		tables += len + strspn(tables + len, " ");
	}
	return NULL;
}

static const struct mc_store_calls calls = {
	.engine = MC_STORE_POSTGRES,
	.close = close_store,
	.exec = exec,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.scrub = scrub,
	.prepare = mc_postgres_prepare,
	.finish = mc_postgres_finish,
	.bind_text = mc_postgres_bind_text,
	.bind_int = mc_postgres_bind_int,
	.bind_bytes = mc_postgres_bind_bytes,
	.bind_null = mc_postgres_bind_null,
	.step = mc_postgres_step,
	.run = mc_postgres_run,
	.reset = mc_postgres_reset,
	.text = mc_postgres_text,
	.integer = mc_postgres_int,
	.bytes = mc_postgres_bytes,
	.is_null = mc_postgres_is_null,
};

/* ---- connecting ---- */

/* The parameters of a connection, as libpq takes them. */
enum { MAX_PARAMETERS = 80 };

struct parameters {
	const char *names[MAX_PARAMETERS + 1];
	const char *values[MAX_PARAMETERS + 1];
	size_t count;
};

static void add(struct parameters *parameters, const char *name, const char *value)
{
	if (parameters->count == MAX_PARAMETERS)
		return;
	parameters->names[parameters->count] = name;
	parameters->values[parameters->count++] = value;
}

static const char *value_of(const PQconninfoOption *options, const char *name)
{
	for (; options->keyword; options++) {
		if (!strcmp(options->keyword, name))
			return options->val;
	}
	return NULL;
}

/* What the URL says, and what it had better say. */
static void collect(struct parameters *parameters, const PQconninfoOption *options)
{
	static const char *const ours[][2] = {
		{ "connect_timeout", "10" },
		{ "tcp_user_timeout", "30000" }, /* milliseconds until a dead line is given up */
		{ "keepalives_idle", "30" },
		{ "keepalives_interval", "10" },
		{ "keepalives_count", "3" },
		{ "fallback_application_name", "migracode" },
	};

	for (size_t i = 0; i < MC_COUNT(ours); i++) {
		if (!value_of(options, ours[i][0]))
			add(parameters, ours[i][0], ours[i][1]);
	}
	for (; options->keyword; options++) {
		if (options->val && strcmp(options->keyword, "client_encoding") != 0)
			add(parameters, options->keyword, options->val);
	}
	add(parameters, "client_encoding", "UTF8");
}

static char *name_without_login(const PQconninfoOption *options)
{
	const char *host = value_of(options, "host"), *port = value_of(options, "port");
	const char *name = value_of(options, "dbname");

	return mc_format("postgresql://%s%s%s/%s", host ? host : "", port ? ":" : "", port ? port : "",
			 name ? name : "");
}

/* Puts dots for every word in the message that is secret. */
static void hide(struct mc_buf *message, const char *secret)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	size_t len = secret ? strlen(secret) : 0;
	const char *at = message->ptr, *found;

	while (len > 0 && (found = strstr(at, secret))) {
		bool is_word = (found == message->ptr || !isalnum((unsigned char)found[-1])) &&
			       !isalnum((unsigned char)found[len]);

		mc_buf_add(&out, at, (size_t)(found - at));
		mc_buf_addz(&out, is_word ? "…" : secret);
		at = found + len;
	}
	mc_buf_addz(&out, at);
	mc_buf_reset(message);
	mc_buf_add(message, out.ptr, out.len);
}

static struct mc_err *cannot_connect(const struct mc_postgres *store)
{
	MC_AUTO(mc_buf) message = MC_BUF_INIT;
	const char *text = store->pq.errorMessage(store->connection);

	mc_buf_add(&message, text, strcspn(text, "\n"));
	hide(&message, store->pq.pass(store->connection));
	hide(&message, store->pq.user(store->connection));
	return mc_err_hint(mc_err_new(MC_E_IO, _("cannot connect to '%s': %s"), store->base.name,
				      message.ptr),
			   _("see that the server runs, and that address, user and password are right"));
}

static void ignore_notice(void *context, const char *message)
{
	(void)context;
	(void)message;
}

static struct mc_err *connect_to(struct mc_postgres *store, const PQconninfoOption *options, unsigned flags)
{
	struct parameters parameters = { .count = 0 };

	collect(&parameters, options);
	store->base.name = name_without_login(options);
	store->connection = store->pq.connectdbParams(parameters.names, parameters.values, 0);
	if (store->pq.status(store->connection) != CONNECTION_OK)
		return cannot_connect(store);
	if (store->pq.serverVersion(store->connection) < OLDEST_SERVER)
		return mc_err_new(MC_E_UNSUPPORTED, _("'%s' is too old: PostgreSQL 13 or later is needed"),
				  store->base.name);
	(void)store->pq.setNoticeProcessor(store->connection, ignore_notice, NULL);
	return run_text(store, flags & MC_STORE_READ_ONLY ? SETTINGS "SET default_transaction_read_only = on"
							  : SETTINGS);
}

struct mc_err *mc_store_open_postgres(struct mc_store **store, const char *url, unsigned flags)
{
	struct mc_postgres *own = mc_alloc_zero(1, sizeof(*own));
	MC_AUTOPTR(mc_store) made = &own->base;
	PQconninfoOption *options;
	struct mc_err *err;

	made->calls = &calls;
	MC_TRY(mc_pq_load(&own->pq));
	/* What libpq says of it would repeat a part of it. */
	options = own->pq.conninfoParse(url, NULL);
	if (!options)
		return mc_err_hint(mc_err_new(MC_E_INPUT, "%s",
					      _("the address of the database is not valid")),
				   "postgresql://USER@HOST/DATABASE");
	err = connect_to(own, options, flags);
	own->pq.conninfoFree(options);
	if (err)
		return err;
	*store = MC_TAKE(made);
	return NULL;
}
