/* SPDX-License-Identifier: MIT */
#include "ext/db_store_libpq.h"

#include <string.h>

#include "base/i18n.h"
#include "ext/late.h"

struct mc_err *mc_pq_load(struct mc_pq *pq)
{
	const struct mc_late_call calls[] = {
#define X(name) { "PQ" #name, &pq->name },
		MC_PQ_CALLS(X)
#undef X
	};

	MC_TRY_AS(mc_late_load(MC_PQ_SONAME, "libpq5", calls, MC_COUNT(calls)), "%s",
		  _("PostgreSQL cannot be used"));
	return NULL;
}

/* ---- failures ---- */

static struct mc_err *lost(const struct mc_postgres *store)
{
	return mc_err_hint(
		mc_err_new(MC_E_IO, _("the connection to '%s' is lost"), store->base.name),
		_("see that the server runs, then run the same command again; what was not finished "
		  "was not written"));
}

static struct mc_err *being_written(const struct mc_postgres *store)
{
	return mc_err_hint(mc_err_new(MC_E_IO, _("another program is writing to '%s'"), store->base.name),
			   _("wait until it is done, then run the same command again"));
}

static struct mc_err *not_writable(const struct mc_postgres *store)
{
	return mc_err_hint(mc_err_new(MC_E_IO, _("cannot write '%s': no permission"), store->base.name),
			   _("the user of the database needs the right to make tables and to write them"));
}

static struct mc_err *disk_full(const struct mc_postgres *store)
{
	return mc_err_hint(
		mc_err_new(MC_E_IO, _("cannot write '%s': the disk of the server is full"), store->base.name),
		_("make room on the disk and run the same command again; the records are as they were"));
}

static bool is_one_of(const char *state, const char *const states[])
{
	while (*states && strncmp(state, *states, strlen(*states)) != 0)
		states++;
	return *states != NULL;
}

/* States are five characters, classes the first two. Source: PostgreSQL documentation, appendix A. */
struct mc_err *mc_postgres_failure(struct mc_postgres *store, const PGresult *result)
{
	static const char *const gone[] = { "08", "57P", NULL }, *const again[] = { "40001", "40P01", NULL },
				 *const locked[] = { "55P03", NULL }, *const full[] = { "53100", NULL },
				 *const denied[] = { "42501", "25006", NULL },
				 *const ruled[] = { "23", "P0001", NULL };
	const char *state = result ? store->pq.resultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *message = result ? store->pq.resultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;

	if (!state || !message || is_one_of(state, gone) ||
	    store->pq.status(store->connection) != CONNECTION_OK)
		return lost(store);
	store->base.should_retry = is_one_of(state, again);
	if (store->base.should_retry || is_one_of(state, locked))
		return being_written(store);
	if (is_one_of(state, full))
		return disk_full(store);
	if (is_one_of(state, denied))
		return not_writable(store);
	if (is_one_of(state, ruled))
		return mc_err_new(MC_E_INPUT, _("the database refuses this: %s"), message);
	/* Messages of this class repeat the value. */
	if (!strncmp(state, "22", 2))
		return mc_err_new(MC_E_INPUT, _("the database refuses a value (SQLSTATE %s)"), state);
	return mc_err_new(MC_E_IO, _("the database '%s' gives an error: %s (SQLSTATE %s)"), store->base.name,
			  message, state);
}

/* ---- the line ---- */

struct mc_err *mc_postgres_sent(struct mc_postgres *store, int sent)
{
	if (!sent)
		return lost(store);
	store->queued++;
	return NULL;
}

struct mc_err *mc_postgres_send(struct mc_postgres *store, const char *sql)
{
	return mc_postgres_sent(store, store->pq.sendQueryParams(store->connection, sql, 0, NULL, NULL, NULL,
								 NULL, 0));
}

struct mc_err *mc_postgres_sync(struct mc_postgres *store)
{
	if (!store->pq.pipelineSync(store->connection))
		return lost(store);
	store->syncs++;
	return NULL;
}

/* Takes what became of one statement, or the end of a line. */
static void take_result(struct mc_postgres *store, PGresult *result, PGresult **last,
			struct mc_err **first_err)
{
	ExecStatusType status = store->pq.resultStatus(result);

	if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
		store->pq.clear(*last);
		*last = result;
		return;
	}
	if (status == PGRES_PIPELINE_SYNC)
		store->syncs--;
	else if (status != PGRES_PIPELINE_ABORTED &&
		 !*first_err) /* one that was not run has no reason of its own */
		*first_err = mc_postgres_failure(store, result);
	store->pq.clear(result);
}

struct mc_err *mc_postgres_settle(struct mc_postgres *store, PGresult **last)
{
	PGresult *newest = NULL;
	struct mc_err *err = NULL;

	MC_TRY(mc_postgres_take_rest(store));
	if (store->queued > 0)
		err = mc_postgres_sync(store);
	/* After the result of each statement comes a NULL; two of them mean that nothing more will come. */
	for (unsigned empty = 0; store->syncs > 0 && empty < 2;) {
		PGresult *result = store->pq.getResult(store->connection);

		empty = result ? 0 : empty + 1;
		if (result)
			take_result(store, result, &newest, &err);
	}
	if (!err && store->syncs > 0)
		err = lost(store);
	store->queued = store->syncs = 0;
	if (err || !last)
		store->pq.clear(newest);
	else
		*last = newest;
	return err;
}
