/* SPDX-License-Identifier: MIT */
#include "records/records.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/time.h"
#include "os/clock.h"
#include "records/records_parts.h"
#include "records/schema.h"

/* ---- opening ---- */

static void set_now(char at[MC_EVENT_AT])
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_time_add_ms(&text, mc_clock_unix_ms());
	memcpy(at, text.ptr, MC_EVENT_AT);
	at[MC_EVENT_AT - 1] = '\0';
}

static bool has_events(struct mc_store *store, const char *school, struct mc_err **err)
{
	MC_AUTOPTR(mc_query) query = NULL;
	bool has_row = false;

	*err = mc_query_open(&query, store, "SELECT seq FROM event WHERE school_id = ?1 AND seq = 1");
	if (*err)
		return false;
	mc_query_bind_text(query, 1, school);
	*err = mc_query_step(&has_row, query);
	return has_row;
}

struct mc_err *mc_records_create(const struct mc_records_place *place)
{
	MC_AUTOPTR(mc_store) store = NULL;
	struct mc_err *err = NULL;
	char at[MC_EVENT_AT];

	MC_TRY(mc_store_open(&store, place->where, MC_STORE_CREATE));
	set_now(at);
	MC_TRY(mc_schema_migrate(store, 0, at));
	if (has_events(store, place->school, &err))
		return mc_err_new(MC_E_INPUT, _("'%s' has records of the school '%s' already"),
				  mc_store_name(store), place->school);
	return err;
}

static struct mc_err *check_schema(struct mc_store *store)
{
	struct mc_schema_state state;

	MC_TRY(mc_schema_read(&state, store));
	if (!state.is_complete)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("the records in '%s' were made by an older program"),
					      mc_store_name(store)),
				   "%s", _("'migracode records migrate' brings them up to date"));
	return mc_schema_check(store, state.version);
}

struct mc_err *mc_records_open(struct mc_records **records, const struct mc_records_place *place)
{
	MC_AUTOPTR(mc_records) made = mc_alloc_zero(1, sizeof(*made));

	made->text = made->body = made->name = made->sealed = (struct mc_buf)MC_BUF_INIT;
	made->school = mc_strdup(place->school);
	made->actor = mc_strdup(place->actor);
	made->key_path = place->key_path ? mc_strdup(place->key_path) : NULL;
	made->asker = place->asker;
	made->projections = place->projections;
	MC_TRY(mc_store_open(&made->store, place->where, 0));
	MC_TRY(check_schema(made->store));
	*records = MC_TAKE(made);
	return NULL;
}

void mc_records_free(struct mc_records *records)
{
	if (!records)
		return;
	for (size_t i = 0; i < records->query_room; i++)
		mc_query_free(records->queries[i].query);
	free(records->queries);
	mc_store_free(records->store);
	mc_seal_key_release(&records->key);
	mc_buf_release(&records->text);
	mc_buf_release(&records->body);
	mc_buf_release(&records->name);
	mc_buf_release(&records->sealed);
	mc_hash_many_free(records->many);
	free(records->key_path);
	free(records->actor);
	free(records->school);
	free(records);
}

const char *mc_records_school(const struct mc_records *records)
{
	return records->school;
}

struct mc_store *mc_records_store(struct mc_records *records)
{
	return records->store;
}

const char *mc_records_now(const struct mc_records *records)
{
	return records->at;
}

/* ---- statements ---- */

static struct mc_kept_query *slot_of(const struct mc_records *records, const char *sql)
{
	size_t mask = records->query_room - 1;
	size_t i = ((uintptr_t)sql >> 4) & mask;

	while (records->queries[i].sql && records->queries[i].sql != sql)
		i = (i + 1) & mask;
	return &records->queries[i];
}

static void make_room(struct mc_records *records)
{
	struct mc_kept_query *old = records->queries;
	size_t room = records->query_room;

	if (2 * (records->query_count + 1) <= room)
		return;
	records->query_room = room ? 2 * room : 64;
	records->queries = mc_alloc_zero(records->query_room, sizeof(*records->queries));
	for (size_t i = 0; i < room; i++) {
		if (old[i].sql)
			*slot_of(records, old[i].sql) = old[i];
	}
	free(old);
}

struct mc_err *mc_records_query(struct mc_query **query, struct mc_records *records, const char *sql)
{
	make_room(records);
	struct mc_kept_query *slot = slot_of(records, sql);

	if (!slot->sql) {
		MC_TRY(mc_query_open(&slot->query, records->store, sql));
		slot->sql = sql;
		records->query_count++;
	} else {
		mc_query_reset(slot->query);
	}
	mc_query_bind_text(slot->query, 1, records->school);
	*query = slot->query;
	return NULL;
}

struct mc_err *mc_records_run(struct mc_records *records, const char *sql, const char *const texts[],
			      size_t count)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records, sql));
	for (size_t i = 0; i < count; i++)
		mc_query_bind_text(query, (unsigned)i + 2, texts[i]);
	return mc_query_run(query);
}

/* ---- transactions ---- */

struct transaction {
	struct mc_records *records;
	struct mc_err *(*work)(void *context);
	void *context;
};

static struct mc_err *read_head(struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT seq, hash FROM event WHERE school_id = ?1 ORDER BY seq DESC LIMIT 1"));
	MC_TRY(mc_query_step(&has_row, query));
	const char *hash = has_row ? mc_query_text(query, 1) : MC_EVENT_NO_HASH;

	records->seq = has_row ? mc_query_int(query, 0) : 0;
	if (records->seq < 0 || records->seq == INT64_MAX)
		return mc_err_hint(mc_err_new(MC_E_INPUT,
					      _("the log ends with event %lld, which nobody recorded"),
					      (long long)records->seq),
				   "%s", _("'migracode audit verify' tells what was changed"));
	if (!hash || strlen(hash) != MC_HASH_HEX - 1)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("event %lld has no hash"),
					      (long long)records->seq),
				   "%s", _("'migracode audit verify' tells what was changed"));
	memcpy(records->head, hash, MC_HASH_HEX);
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *run_writer(void *context)
{
	const struct transaction *transaction = context;
	struct mc_records *records = transaction->records;

	set_now(records->at);
	MC_TRY(read_head(records));
	return transaction->work(transaction->context);
}

struct mc_err *mc_records_write(struct mc_records *records, struct mc_err *(*work)(void *context),
				void *context)
{
	struct transaction transaction = { records, work, context };
	struct mc_err *err = NULL;

	records->is_writing = true;
	err = mc_store_write(records->store, records->school, run_writer, &transaction);
	records->is_writing = false;
	return err;
}

struct mc_err *mc_records_read(struct mc_records *records, struct mc_err *(*work)(void *context),
			       void *context)
{
	return mc_store_read(records->store, work, context);
}

struct mc_err *mc_records_head(int64_t *seq, const char **hash, struct mc_records *records)
{
	if (!records->is_writing)
		MC_TRY(read_head(records));
	*seq = records->seq;
	*hash = records->head;
	return NULL;
}

/* ---- events ---- */

static void add_line(struct mc_buf *out, const char *text)
{
	mc_buf_addz(out, text);
	mc_buf_addc(out, '\n');
}

void mc_event_add_text(struct mc_buf *out, const char *school, const struct mc_event *event)
{
	add_line(out, school);
	mc_buf_add_int(out, event->seq);
	mc_buf_addc(out, '\n');
	add_line(out, event->at);
	add_line(out, event->actor);
	add_line(out, event->kind);
	add_line(out, event->subject);
	add_line(out, event->body);
	add_line(out, event->prev_hash);
}

struct mc_err *mc_records_insert(struct mc_records *records, const struct mc_event *event)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO event (school_id, seq, at, actor, kind, subject, body, prev_hash, hash)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
	mc_query_bind_int(query, 2, event->seq);
	mc_query_bind_text(query, 3, event->at);
	mc_query_bind_text(query, 4, event->actor);
	mc_query_bind_text(query, 5, event->kind);
	mc_query_bind_text(query, 6, event->subject);
	mc_query_bind_text(query, 7, event->body);
	mc_query_bind_text(query, 8, event->prev_hash);
	mc_query_bind_text(query, 9, event->hash);
	MC_TRY(mc_query_run(query));
	records->seq = event->seq;
	memcpy(records->head, event->hash, MC_HASH_HEX);
	return NULL;
}

struct mc_err *mc_records_apply(struct mc_records *records, const struct mc_event *event,
				const struct mc_fields *fields)
{
	const struct mc_projections *known = records->projections;

	for (size_t i = 0; i < known->count; i++) {
		if (!strcmp(known->items[i].kind, event->kind))
			return known->items[i].apply(records, event, fields);
	}
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("event %lld is of a kind that this program does not know: '%s'"),
				      (long long)event->seq, event->kind),
			   "%s", _("install the newest migracode"));
}

/* The hash is taken over lines, so no part may hold the end of one. */
static struct mc_err *check_line(const char *text)
{
	for (const char *p = text; *p; p++) {
		if ((unsigned char)*p < ' ')
			return mc_err_new(MC_E_INPUT, "%s", _("a control character cannot stand in the log"));
	}
	return NULL;
}

/* Who has added so many events is likely to add as many again. */
enum { MANY_EVENTS = 2000 };

static void hash_event(char hash[MC_HASH_HEX], struct mc_records *records, const struct mc_event *event)
{
	if (!records->many && ++records->appended > MANY_EVENTS)
		records->many = mc_hash_many_new(2 * MANY_EVENTS);
	mc_buf_reset(&records->text);
	mc_event_add_text(&records->text, records->school, event);
	if (records->many)
		mc_hash_many_bytes(hash, records->many, records->text.ptr, records->text.len);
	else
		mc_hash_bytes(hash, records->text.ptr, records->text.len);
}

/* Texts of the event that are not the caller's. */
struct chained {
	char hash[MC_HASH_HEX];
	char prev[MC_HASH_HEX];
};

static struct mc_err *add_event(struct mc_event *event, struct chained *chained, struct mc_records *records,
				const struct mc_fields *fields)
{
	assert(records->is_writing);
	MC_TRY(check_line(event->subject));
	MC_TRY(check_line(records->actor));
	memcpy(chained->prev, records->head, sizeof(chained->prev));
	mc_buf_reset(&records->body);
	mc_fields_write(&records->body, fields);
	event->seq = records->seq + 1;
	event->at = records->at;
	event->actor = records->actor;
	event->body = records->body.ptr;
	event->prev_hash = chained->prev;
	event->hash = chained->hash;
	hash_event(chained->hash, records, event);
	return mc_records_insert(records, event);
}

struct mc_err *mc_records_append(struct mc_records *records, const char *kind, const char *subject,
				 const struct mc_fields *fields)
{
	struct mc_event event = { .kind = kind, .subject = subject };
	struct chained chained;

	MC_TRY(add_event(&event, &chained, records, fields));
	return mc_records_apply(records, &event, fields);
}

struct mc_err *mc_records_log(struct mc_records *records, const char *kind, const char *subject,
			      const struct mc_fields *fields)
{
	struct mc_event event = { .kind = kind, .subject = subject };
	struct chained chained;

	return add_event(&event, &chained, records, fields);
}
