/* SPDX-License-Identifier: MIT */
#include "cohort/session.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/cohort.h"

void mc_sessions_release(struct mc_sessions *sessions)
{
	free(sessions->items);
	mc_arena_release(&sessions->arena);
	*sessions = (struct mc_sessions)MC_SESSIONS_INIT;
}

/* ---- reading ---- */

#define COLUMNS \
	"session_id, cohort_id, held_on, starts_at, minutes, module, title, cancelled, changes FROM session"

static struct mc_err *read_rows(struct mc_sessions *sessions, struct mc_query *query)
{
	struct mc_arena *arena = &sessions->arena;
	bool has_row = false;

	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*MC_VEC_ADD(sessions->items, sessions->count, sessions->capacity) = (struct mc_session){
			.id = mc_query_copy(arena, query, 0),
			.cohort = mc_query_copy(arena, query, 1),
			.held_on = mc_query_copy(arena, query, 2),
			.starts_at = mc_query_copy(arena, query, 3),
			.minutes = (uint32_t)mc_query_int(query, 4),
			.module = mc_query_copy(arena, query, 5),
			.title = mc_query_copy(arena, query, 6),
			.is_cancelled = mc_query_int(query, 7) != 0,
			.changes = (uint32_t)mc_query_int(query, 8),
		};
	}
}

struct mc_err *mc_sessions_read(struct mc_sessions *sessions, struct mc_records *records, const char *cohort)
{
	struct mc_query *query = NULL;

	if (!cohort) {
		MC_TRY(mc_records_query(&query, records,
					"SELECT " COLUMNS " WHERE school_id = ?1"
					" ORDER BY held_on, starts_at, session_id"));
		return read_rows(sessions, query);
	}
	MC_TRY(mc_records_query(&query, records,
				"SELECT " COLUMNS " WHERE school_id = ?1 AND cohort_id = ?2"
				" ORDER BY held_on, starts_at, session_id"));
	mc_query_bind_text(query, 2, cohort);
	return read_rows(sessions, query);
}

struct mc_err *mc_sessions_find(struct mc_sessions *sessions, struct mc_records *records, const char *id)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				"SELECT " COLUMNS " WHERE school_id = ?1 AND session_id = ?2"));
	mc_query_bind_text(query, 2, id);
	MC_TRY(read_rows(sessions, query));
	if (sessions->count > 0)
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no session '%s'"), id), "%s",
			   _("'migracode session list --cohort <id>' names those of a cohort"));
}

/* ---- checking ---- */

const char *mc_session_make_id(struct mc_arena *arena, const struct mc_session *session)
{
	const char *at = session->starts_at;
	const char *id = at && strlen(at) == 5
				 ? mc_arena_format(arena, "%s-%s-%.2s%s", session->cohort, session->held_on,
						   at, at + 3)
				 : mc_arena_format(arena, "%s-%s", session->cohort, session->held_on);

	return mc_cohort_is_id(id) ? id : NULL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_time(const char *text)
{
	return strlen(text) == 5 && is_digit(text[0]) && is_digit(text[1]) && text[2] == ':' &&
	       is_digit(text[3]) && is_digit(text[4]) && (text[0] - '0') * 10 + text[1] - '0' < 24 &&
	       text[3] < '6';
}

const char *mc_session_fault(const char **column, const struct mc_session *session)
{
	int32_t day = 0;

	*column = "held_on";
	if (!session->held_on || !mc_date_read(&day, session->held_on))
		return _("this is not a day; write it as year-month-day: 2026-01-12");
	*column = "starts_at";
	if (session->starts_at && !is_time(session->starts_at))
		return _("this is not a time; write it as hours and minutes: 18:30");
	*column = "minutes";
	if (session->minutes > MC_SESSION_MAX_MINUTES)
		return _("a session has at most 1440 minutes");
	*column = "session_id";
	if (!session->id || !mc_cohort_is_id(session->id))
		return _("this cannot be the id of a session; use letters, digits, '.', '_' and '-'");
	*column = "title";
	if (session->title && strlen(session->title) > MC_SESSION_MAX_TEXT)
		return _("this is too long");
	*column = "module";
	return session->module && strlen(session->module) > MC_SESSION_MAX_TEXT ? _("this is too long")
										: NULL;
}

/* ---- cancelling ---- */

struct cancelling {
	struct mc_records *records;
	const char *id;
};

static struct mc_err *cancel(void *context)
{
	const struct cancelling *cancelling = context;
	MC_AUTO(mc_sessions) found = MC_SESSIONS_INIT;
	struct mc_query *query = NULL;
	struct mc_fields fields;
	bool has_marks = false;

	MC_TRY(mc_sessions_find(&found, cancelling->records, cancelling->id));
	if (found.items[0].is_cancelled)
		return mc_err_new(MC_E_NOTHING, _("the session '%s' is cancelled already"), cancelling->id);
	MC_TRY(mc_records_query(
		&query, cancelling->records,
		"SELECT learner_id FROM attendance WHERE school_id = ?1 AND session_id = ?2 LIMIT 1"));
	mc_query_bind_text(query, 2, cancelling->id);
	MC_TRY(mc_query_step(&has_marks, query));
	mc_query_reset(query);
	if (has_marks)
		return mc_err_new(MC_E_INPUT,
				  _("somebody's attendance is marked for the session '%s', so it was held"),
				  cancelling->id);
	mc_fields_init(&fields);
	return mc_records_append(cancelling->records, "session.cancelled", cancelling->id, &fields);
}

struct mc_err *mc_session_cancel(struct mc_records *records, const char *id)
{
	struct cancelling cancelling = { records, id };

	return mc_records_write(records, cancel, &cancelling);
}
