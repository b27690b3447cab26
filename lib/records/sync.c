/* SPDX-License-Identifier: MIT */
#include "records/sync.h"

#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/i18n.h"
#include "records/log.h"
#include "records/records_parts.h"

enum { CHUNK = 1000 };

/* Events on their way. */
struct sending {
	struct mc_sync *sync;
	struct mc_records *from, *to;
	const struct mc_records_progress *progress;
	struct mc_arena arena;
	struct mc_event events[CHUNK];
	size_t count;
	int64_t last; /* event of the log here */
	int64_t head; /* the last one that the other side has */
};

/* ---- comparing ---- */

/* "" when there is no such event. */
static struct mc_err *hash_at(char hash[MC_HASH_HEX], struct mc_records *records, int64_t seq)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	hash[0] = '\0';
	MC_TRY(mc_records_query(&query, records, "SELECT hash FROM event WHERE school_id = ?1 AND seq = ?2"));
	mc_query_bind_int(query, 2, seq);
	MC_TRY(mc_query_step(&has_row, query));
	const char *text = has_row ? mc_query_text(query, 0) : NULL;

	if (text && strlen(text) == MC_HASH_HEX - 1)
		memcpy(hash, text, MC_HASH_HEX);
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *is_equal_at(bool *is_equal, struct sending *s, int64_t seq)
{
	char here[MC_HASH_HEX], there[MC_HASH_HEX];

	MC_TRY(hash_at(here, s->from, seq));
	MC_TRY(hash_at(there, s->to, seq));
	*is_equal = here[0] && !strcmp(here, there);
	return NULL;
}

/* Each hash depends on all events before: so what differs once differs from there on. */
static struct mc_err *find_divergence(struct sending *s)
{
	int64_t good = 0, bad = s->head;

	while (bad - good > 1) {
		int64_t middle = good + (bad - good) / 2;
		bool is_equal = false;

		MC_TRY(is_equal_at(&is_equal, s, middle));
		if (is_equal)
			good = middle;
		else
			bad = middle;
	}
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("the two logs have diverged at event %lld; nothing was sent"),
				      (long long)bad),
			   "%s",
			   _("two people recorded things about the same school in two places: 'migracode "
			     "audit log' shows "
			     "both"));
}

static struct mc_err *compare(struct sending *s)
{
	bool is_equal = true;

	MC_TRY(mc_log_count(&s->last, s->from));
	MC_TRY(mc_log_count(&s->head, s->to));
	if (s->head > 0)
		MC_TRY(is_equal_at(&is_equal, s, s->head));
	s->sync->before = s->head;
	return is_equal ? NULL : find_divergence(s);
}

/* ---- sending ---- */

static struct mc_err *put_event(struct mc_records *to, const struct mc_event *event)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_fields fields;

	MC_TRY(mc_fields_read(&fields, &arena, mc_str(event->body)));
	MC_TRY(mc_records_insert(to, event));
	return mc_records_apply(to, event, &fields);
}

static struct mc_err *put_chunk(void *context)
{
	struct sending *s = context;

	/* Somebody else may send the same at the same time. */
	if (s->to->seq != s->head || strcmp(s->to->head, s->events[0].prev_hash) != 0)
		return mc_err_hint(mc_err_new(MC_E_IO, "%s",
					      _("somebody else sends events of the same school")),
				   "%s", _("wait until that is done, then run the same command again"));
	for (size_t i = 0; i < s->count; i++)
		MC_TRY(put_event(s->to, &s->events[i]));
	return NULL;
}

static struct mc_err *flush(struct sending *s)
{
	if (s->count == 0)
		return NULL;
	MC_TRY(mc_records_write(s->to, put_chunk, s));
	s->head += (int64_t)s->count;
	s->sync->sent += (int64_t)s->count;
	s->count = 0;
	mc_arena_release(&s->arena);
	if (s->progress)
		s->progress->tell(s->progress->context, s->head, s->last);
	return NULL;
}

static struct mc_err *take_event(void *context, const struct mc_event *event)
{
	struct sending *s = context;
	struct mc_arena *arena = &s->arena;

	s->events[s->count++] = (struct mc_event){ .seq = event->seq,
						   .at = mc_arena_strdup(arena, event->at),
						   .actor = mc_arena_strdup(arena, event->actor),
						   .kind = mc_arena_strdup(arena, event->kind),
						   .subject = mc_arena_strdup(arena, event->subject),
						   .body = mc_arena_strdup(arena, event->body),
						   .prev_hash = mc_arena_strdup(arena, event->prev_hash),
						   .hash = mc_arena_strdup(arena, event->hash) };
	return s->count == CHUNK ? flush(s) : NULL;
}

static struct mc_err *send_all(void *context)
{
	struct sending *s = context;
	const struct mc_event_sink sink = { take_event, s };

	MC_TRY(mc_log_demand(s->from));
	MC_TRY(compare(s));
	MC_TRY(mc_log_each(s->from, s->head, &sink));
	return flush(s);
}

/* A database that nobody has used gets its tables. */
static struct mc_err *open_other(struct mc_records **to, const struct mc_records_place *place)
{
	struct mc_err *err = mc_records_open(to, place);

	if (!err || err->code != MC_E_INPUT)
		return err;
	mc_err_drop(err);
	MC_TRY(mc_records_create(place));
	return mc_records_open(to, place);
}

struct mc_err *mc_records_sync(struct mc_sync *sync, struct mc_records *records,
			       const struct mc_records_place *to, const struct mc_records_progress *progress)
{
	MC_AUTOPTR(mc_records) other = NULL;
	struct sending *s = mc_alloc_zero(1, sizeof(*s));
	MC_AUTOTEXT memory = (char *)s;

	*sync = (struct mc_sync){ 0 };
	MC_TRY(open_other(&other, to));
	*s = (struct sending){
		.sync = sync, .from = records, .to = other, .progress = progress, .arena = MC_ARENA_INIT
	};
	struct mc_err *err = mc_records_read(records, send_all, s);

	mc_arena_release(&s->arena);
	return err;
}
