/* SPDX-License-Identifier: MIT */
#include "records/log.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "ext/hash_many.h"
#include "records/records_parts.h"

enum { PAGE = 2000 };

/* Who changed the log may have left nothing. */
static const char *text_of(const struct mc_query *query, unsigned column)
{
	const char *text = mc_query_text(query, column);

	return text ? text : "";
}

static void take_columns(struct mc_event *event, const struct mc_query *query)
{
	event->seq = mc_query_int(query, 0);
	event->at = text_of(query, 1);
	event->actor = text_of(query, 2);
	event->kind = text_of(query, 3);
	event->subject = text_of(query, 4);
	event->body = text_of(query, 5);
	event->prev_hash = text_of(query, 6);
	event->hash = text_of(query, 7);
}

static struct mc_err *read_page(int64_t *after, size_t *count, struct mc_records *records,
				const struct mc_event_sink *sink)
{
	struct mc_query *query = NULL;
	struct mc_event event;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT seq, at, actor, kind, subject, body, prev_hash, hash FROM event"
				" WHERE school_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3"));
	mc_query_bind_int(query, 2, *after);
	mc_query_bind_int(query, 3, PAGE);
	for (*count = 0;; ++*count) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		take_columns(&event, query);
		MC_TRY(sink->take(sink->context, &event));
		*after = event.seq;
	}
	mc_query_reset(query);
	return NULL;
}

struct mc_err *mc_log_each(struct mc_records *records, int64_t after, const struct mc_event_sink *sink)
{
	size_t count = PAGE;

	while (count == PAGE)
		MC_TRY(read_page(&after, &count, records, sink));
	return NULL;
}

struct mc_err *mc_log_count(int64_t *last, struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT seq FROM event WHERE school_id = ?1 ORDER BY seq DESC LIMIT 1"));
	MC_TRY(mc_query_step(&has_row, query));
	*last = has_row ? mc_query_int(query, 0) : 0;
	mc_query_reset(query);
	return NULL;
}

/* ---- verifying ---- */

enum { TELL_EVERY = 10000 };

struct verifying {
	struct mc_records *records;
	struct mc_log_check *check;
	struct mc_hash_many *many;
	struct mc_buf text;
	int64_t last;
	int64_t expect_seq;
	const char *expect_hash;
	const struct mc_records_progress *progress;
};

static enum mc_log_fault judge(struct verifying *v, const struct mc_event *event)
{
	char hash[MC_HASH_HEX];

	/* Numbers begin at 1: what has a lower one was slipped in where no report looks. */
	if (event->seq <= v->check->count)
		return MC_LOG_LINK;
	if (event->seq != v->check->count + 1)
		return MC_LOG_GAP;
	if (strcmp(event->prev_hash, v->check->head) != 0)
		return MC_LOG_LINK;
	mc_buf_reset(&v->text);
	mc_event_add_text(&v->text, v->records->school, event);
	mc_hash_many_bytes(hash, v->many, v->text.ptr, v->text.len);
	if (strcmp(hash, event->hash) != 0)
		return MC_LOG_CHANGED;
	if (event->seq == v->expect_seq && strcmp(hash, v->expect_hash) != 0)
		return MC_LOG_END;
	return MC_LOG_GOOD;
}

static struct mc_err *verify_event(void *context, const struct mc_event *event)
{
	struct verifying *v = context;
	struct mc_log_check *check = v->check;

	if (check->fault != MC_LOG_GOOD)
		return NULL;
	check->fault = judge(v, event);
	if (check->fault != MC_LOG_GOOD) {
		check->fault_seq = check->fault == MC_LOG_GAP ? check->count + 1 : event->seq;
		return NULL;
	}
	check->count = event->seq;
	memcpy(check->head, event->hash, sizeof(check->head));
	if (v->progress && event->seq % TELL_EVERY == 0)
		v->progress->tell(v->progress->context, event->seq, v->last);
	return NULL;
}

static struct mc_err *verify_all(void *context)
{
	struct verifying *v = context;
	const struct mc_event_sink sink = { verify_event, v };

	MC_TRY(mc_log_count(&v->last, v->records));
	v->many = mc_hash_many_new((size_t)v->last);
	struct mc_err *err = mc_log_each(v->records, INT64_MIN, &sink);

	mc_hash_many_free(v->many);
	return err;
}

static struct mc_err *verify(struct mc_log_check *check, struct verifying *v, bool is_inside)
{
	struct mc_err *err = NULL;

	*check = (struct mc_log_check){ .head = MC_EVENT_NO_HASH };
	v->check = check;
	err = is_inside ? verify_all(v) : mc_records_read(v->records, verify_all, v);
	mc_buf_release(&v->text);
	if (!err && check->fault == MC_LOG_GOOD && v->expect_seq > check->count) {
		check->fault = MC_LOG_END;
		check->fault_seq = check->count + 1;
	}
	return err;
}

struct mc_err *mc_log_verify(struct mc_log_check *check, struct mc_records *records, int64_t expect_seq,
			     const char *expect_hash, const struct mc_records_progress *progress)
{
	struct verifying v = { .records = records,
			       .text = MC_BUF_INIT,
			       .expect_seq = expect_seq,
			       .expect_hash = expect_hash,
			       .progress = progress };

	return verify(check, &v, false);
}

struct mc_err *mc_log_demand(struct mc_records *records)
{
	struct verifying v = { .records = records, .text = MC_BUF_INIT };
	struct mc_log_check check;

	MC_TRY(verify(&check, &v, true));
	if (check.fault == MC_LOG_GOOD)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("event %lld of the log is not as it was recorded"),
				      (long long)check.fault_seq),
			   "%s", _("'migracode audit verify' says what is wrong with it"));
}
