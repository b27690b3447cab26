/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "cohort/projections.h"
#include "ext/json_pull.h"

static void bind_session(struct mc_query *query, const struct mc_event *event, const struct mc_fields *fields)
{
	mc_query_bind_text(query, 2, event->subject);
	mc_query_bind_text(query, 3, mc_fields_text(fields, "held_on"));
	mc_query_bind_text(query, 4, mc_fields_text(fields, "starts_at"));
	mc_query_bind_int(query, 5, mc_fields_int(fields, "minutes", 0));
	mc_query_bind_text(query, 6, mc_fields_text(fields, "module"));
	mc_query_bind_text(query, 7, mc_fields_text(fields, "title"));
}

struct mc_err *mc_apply_session_added(struct mc_records *records, const struct mc_event *event,
				      const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO session (school_id, session_id, held_on, starts_at, minutes, module, title, "
		"cohort_id, cancelled, changes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0)"));
	bind_session(query, event, fields);
	mc_query_bind_text(query, 8, mc_fields_text(fields, "cohort"));
	return mc_query_run(query);
}

struct mc_err *mc_apply_session_changed(struct mc_records *records, const struct mc_event *event,
					const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"UPDATE session SET held_on = ?3, starts_at = ?4, minutes = ?5, module = ?6, title = ?7,"
		" changes = changes + 1 WHERE school_id = ?1 AND session_id = ?2"));
	bind_session(query, event, fields);
	return mc_query_run(query);
}

struct mc_err *mc_apply_session_cancelled(struct mc_records *records, const struct mc_event *event,
					  const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	(void)fields;
	MC_TRY(mc_records_query(&query, records,
				"UPDATE session SET cancelled = 1, changes = changes + 1"
				" WHERE school_id = ?1 AND session_id = ?2"));
	mc_query_bind_text(query, 2, event->subject);
	return mc_query_run(query);
}

/* ---- attendance ---- */

struct mark {
	char learner[65]; /* ids have at most 64 characters */
	char status[16];
};

static struct mc_err *take_text(char *to, size_t room, struct mc_json_pull *pull)
{
	struct mc_json_token token;

	MC_TRY(mc_json_pull_next(&token, pull));
	if (token.kind != MC_JSON_IS_TEXT || token.raw.len == 0 || token.raw.len >= room)
		return mc_json_pull_error(pull, _("a mark is an id and a word"));
	memcpy(to, token.raw.ptr, token.raw.len);
	to[token.raw.len] = '\0';
	return NULL;
}

static struct mc_err *set_mark(struct mc_records *records, const char *session, const struct mark *mark)
{
	const char *const texts[] = { session, mark->learner, mark->status };

	return mc_records_run(
		records,
		"INSERT INTO attendance (school_id, session_id, learner_id, status) VALUES (?1, ?2, ?3, ?4)"
		" ON CONFLICT (school_id, session_id, learner_id) DO UPDATE SET status = excluded.status",
		texts, MC_COUNT(texts));
}

/* One pair after the other: [["L1","present"],["L2","late"]] */
static struct mc_err *set_marks(struct mc_records *records, const char *session, struct mc_json_pull *pull)
{
	struct mc_json_token token;
	struct mark mark;

	MC_TRY(mc_json_pull_next(&token, pull));
	if (token.kind != MC_JSON_IS_ARRAY)
		return mc_json_pull_error(pull, _("an array is wanted"));
	for (;;) {
		MC_TRY(mc_json_pull_next(&token, pull));
		if (token.kind == MC_JSON_IS_ARRAY_END)
			return NULL;
		if (token.kind != MC_JSON_IS_ARRAY)
			return mc_json_pull_error(pull, _("an array is wanted"));
		MC_TRY(take_text(mark.learner, sizeof(mark.learner), pull));
		MC_TRY(take_text(mark.status, sizeof(mark.status), pull));
		MC_TRY(mc_json_pull_next(&token, pull));
		if (token.kind != MC_JSON_IS_ARRAY_END)
			return mc_json_pull_error(pull, _("a mark is an id and a word"));
		MC_TRY(set_mark(records, session, &mark));
	}
}

struct mc_err *mc_apply_attendance_marked(struct mc_records *records, const struct mc_event *event,
					  const struct mc_fields *fields)
{
	const char *marks = mc_fields_text(fields, "marks");
	struct mc_json_pull pull = MC_JSON_PULL_INIT;
	struct mc_err *err = NULL;

	if (!marks)
		return mc_err_new(MC_E_INPUT, _("event %lld has no marks"), (long long)event->seq);
	mc_json_pull_start(&pull, marks, strlen(marks));
	err = set_marks(records, event->subject, &pull);
	mc_json_pull_release(&pull);
	return err ? mc_err_wrap(err, _("event %lld"), (long long)event->seq) : NULL;
}
