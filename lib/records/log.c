/* SPDX-License-Identifier: MIT */
#include "records/log.h"

#include <string.h>

#include "records/records_parts.h"

enum { PAGE = 2000 };

static void take_columns(struct mc_event *event, const struct mc_query *query)
{
	event->seq = mc_query_int(query, 0);
	event->at = mc_query_text(query, 1);
	event->actor = mc_query_text(query, 2);
	event->kind = mc_query_text(query, 3);
	event->subject = mc_query_text(query, 4);
	event->body = mc_query_text(query, 5);
	event->prev_hash = mc_query_text(query, 6);
	event->hash = mc_query_text(query, 7);
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

/* ---- verifying ---- */

struct verifying {
	struct mc_log_check *check;
	const char *school;
	struct mc_buf text;
	int64_t expect_seq;
	const char *expect_hash;
	void (*progress)(void *context, int64_t count);
	void *progress_context;
};

static enum mc_log_fault judge(struct verifying *v, const struct mc_event *event)
{
	char hash[MC_HASH_HEX];

	if (event->seq != v->check->count + 1)
		return MC_LOG_GAP;
	if (strcmp(event->prev_hash, v->check->head) != 0)
		return MC_LOG_LINK;
	mc_buf_reset(&v->text);
	mc_event_add_text(&v->text, v->school, event);
	mc_hash_bytes(hash, v->text.ptr, v->text.len);
	if (strcmp(hash, event->hash) != 0)
		return MC_LOG_CHANGED;
	if (event->seq == v->expect_seq && strcmp(hash, v->expect_hash) != 0)
		return MC_LOG_END;
	return MC_LOG_GOOD;
}

static struct mc_err *verify_event(void *context, const struct mc_event *event)
{
	struct verifying *v = context;

	if (v->check->fault != MC_LOG_GOOD)
		return NULL;
	v->check->fault = judge(v, event);
	if (v->check->fault != MC_LOG_GOOD) {
		v->check->fault_seq = v->check->fault == MC_LOG_GAP ? v->check->count + 1 : event->seq;
		return NULL;
	}
	v->check->count = event->seq;
	memcpy(v->check->head, event->hash, sizeof(v->check->head));
	if (v->progress && event->seq % 10000 == 0)
		v->progress(v->progress_context, event->seq);
	return NULL;
}

struct mc_err *mc_log_verify(struct mc_log_check *check, struct mc_records *records, int64_t expect_seq,
			     const char *expect_hash, void (*progress)(void *context, int64_t count),
			     void *progress_context)
{
	struct verifying v = { check,	    records->school, MC_BUF_INIT,     expect_seq,
			       expect_hash, progress,	     progress_context };
	const struct mc_event_sink sink = { verify_event, &v };
	struct mc_err *err = NULL;

	*check = (struct mc_log_check){ .head = MC_EVENT_NO_HASH };
	err = mc_log_each(records, 0, &sink);
	mc_buf_release(&v.text);
	if (!err && check->fault == MC_LOG_GOOD && expect_seq > check->count) {
		check->fault = MC_LOG_END;
		check->fault_seq = check->count + 1;
	}
	return err;
}
