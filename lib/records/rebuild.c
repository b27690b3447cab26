/* SPDX-License-Identifier: MIT */
#include "records/rebuild.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "records/log.h"
#include "records/records_parts.h"
#include "records/schema.h"

enum { TELL_EVERY = 2000 };

void mc_rebuild_release(struct mc_rebuild *rebuild)
{
	free(rebuild->changed);
	mc_tables_release(&rebuild->tables);
	*rebuild = (struct mc_rebuild)MC_REBUILD_INIT;
}

/* ---- replaying ---- */

struct replaying {
	struct mc_records *records;
	const struct mc_records_progress *progress;
	int64_t last;
	int64_t events;
};

static struct mc_err *replay_event(void *context, const struct mc_event *event)
{
	struct replaying *r = context;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_fields fields;

	MC_TRY_AS(mc_fields_read(&fields, &arena, mc_str(event->body)), "event %lld", (long long)event->seq);
	MC_TRY(mc_records_apply(r->records, event, &fields));
	r->events++;
	if (r->progress && r->events % TELL_EVERY == 0)
		r->progress->tell(r->progress->context, r->events, r->last);
	return NULL;
}

static struct mc_err *empty_tables(struct mc_records *records)
{
	const struct mc_projections *known = records->projections;

	for (size_t i = 0; i < known->table_count; i++) {
		MC_AUTOPTR(mc_query) query = NULL;
		MC_AUTOTEXT sql = mc_format("DELETE FROM %s WHERE school_id = ?1", known->tables[i]);

		MC_TRY(mc_query_open(&query, records->store, sql));
		mc_query_bind_text(query, 1, records->school);
		MC_TRY(mc_query_run(query));
	}
	return NULL;
}

struct mc_err *mc_records_replay(int64_t *events, struct mc_records *records,
				 const struct mc_records_progress *progress)
{
	struct replaying r = { .records = records, .progress = progress };
	const struct mc_event_sink sink = { replay_event, &r };

	assert(records->is_writing);
	MC_TRY(mc_log_count(&r.last, records));
	MC_TRY(empty_tables(records));
	MC_TRY(mc_log_each(records, 0, &sink));
	*events = r.events;
	return NULL;
}

/* ---- comparing ---- */

struct rebuilding {
	struct mc_rebuild *rebuild;
	struct mc_records *records;
	bool is_check;
	bool is_done; /* the check has come to its end */
	const struct mc_records_progress *progress;
	char (*before)[MC_HASH_HEX];
	char (*after)[MC_HASH_HEX];
};

static struct mc_err *digest_tables(char (*hex)[MC_HASH_HEX], const struct rebuilding *r)
{
	const struct mc_projections *known = r->records->projections;

	for (size_t i = 0; i < known->table_count; i++) {
		const struct mc_table *table = mc_tables_find(&r->rebuild->tables, known->tables[i]);

		assert(table);
		MC_TRY(mc_table_digest(hex[i], r->records, table));
	}
	return NULL;
}

static void compare(struct rebuilding *r)
{
	const struct mc_projections *known = r->records->projections;
	struct mc_rebuild *rebuild = r->rebuild;

	rebuild->changed_count = 0;
	for (size_t i = 0; i < known->table_count; i++) {
		if (strcmp(r->before[i], r->after[i]) != 0)
			rebuild->changed[rebuild->changed_count++] = known->tables[i];
	}
}

static struct mc_err *rebuild_all(void *context)
{
	struct rebuilding *r = context;

	r->is_done = false;
	MC_TRY(mc_log_demand(r->records));
	if (r->is_check)
		MC_TRY(digest_tables(r->before, r));
	MC_TRY(mc_records_replay(&r->rebuild->events, r->records, r->progress));
	if (!r->is_check)
		return NULL;
	MC_TRY(digest_tables(r->after, r));
	compare(r);
	r->is_done = true;
	/* Not an error: it ends the transaction without a trace. */
	return mc_err_new(MC_E_NOTHING, "checked");
}

struct mc_err *mc_records_rebuild(struct mc_rebuild *rebuild, struct mc_records *records, bool is_check,
				  const struct mc_records_progress *progress)
{
	size_t count = records->projections->table_count;
	struct rebuilding r = {
		.rebuild = rebuild, .records = records, .is_check = is_check, .progress = progress
	};

	mc_tables_read(&rebuild->tables, (int)mc_schema_step_count);
	rebuild->changed = mc_alloc_zero(count, sizeof(*rebuild->changed));
	r.before = mc_alloc_zero(count, sizeof(*r.before));
	r.after = mc_alloc_zero(count, sizeof(*r.after));
	struct mc_err *err = mc_records_write(records, rebuild_all, &r);

	free(r.before);
	free(r.after);
	if (!err || !r.is_done)
		return err;
	mc_err_drop(err);
	return NULL;
}
