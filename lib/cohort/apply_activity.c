/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cohort/projections.h"
#include "ext/json_pull.h"

/* ---- meetings, projects, cases ---- */

struct mc_err *mc_apply_mark_added(struct mc_records *records, const struct mc_event *event,
				   const struct mc_fields *fields)
{
	const char *const texts[] = { mc_fields_text(fields, "id"),
				      mc_fields_text(fields, "cohort"),
				      event->subject,
				      mc_fields_text(fields, "kind"),
				      mc_fields_text(fields, "name"),
				      mc_fields_text(fields, "on"),
				      mc_fields_text(fields, "result"),
				      mc_fields_text(fields, "note") };

	return mc_records_run(records,
			      "INSERT INTO mark (school_id, mark_id, cohort_id, learner_id, kind, name, "
			      "on_day, result, note_id)"
			      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
			      texts, MC_COUNT(texts));
}

struct mc_err *mc_apply_mark_closed(struct mc_records *records, const struct mc_event *event,
				    const struct mc_fields *fields)
{
	const char *const texts[] = { mc_fields_text(fields, "id"), mc_fields_text(fields, "on") };

	(void)event;
	return mc_records_run(records, "UPDATE mark SET closed_on = ?3 WHERE school_id = ?1 AND mark_id = ?2",
			      texts, MC_COUNT(texts));
}

/* ---- activities ---- */

enum { MAX_WORD = 64 };

static struct mc_err *take(char *to, struct mc_str raw, const struct mc_json_pull *pull)
{
	if (raw.len == 0 || raw.len > MAX_WORD)
		return mc_json_pull_error(pull, _("a word is too long"));
	memcpy(to, raw.ptr, raw.len);
	to[raw.len] = '\0';
	return NULL;
}

/* {"women":12,"men":9} */
static struct mc_err *set_heads(struct mc_records *records, const char *activity, struct mc_json_pull *pull)
{
	struct mc_json_token token;
	struct mc_query *query = NULL;
	char people[MAX_WORD + 1];
	char heads[MAX_WORD + 1];

	MC_TRY(mc_json_pull_next(&token, pull));
	while (token.kind == MC_JSON_IS_OBJECT || token.kind == MC_JSON_IS_NUMBER) {
		MC_TRY(mc_json_pull_next(&token, pull));
		if (token.kind != MC_JSON_IS_NUMBER)
			break;
		MC_TRY(take(people, token.key, pull));
		MC_TRY(take(heads, token.raw, pull));
		MC_TRY(mc_records_query(&query, records,
					"INSERT INTO activity_heads (school_id, activity_id, people, heads)"
					" VALUES (?1, ?2, ?3, ?4)"));
		mc_query_bind_text(query, 2, activity);
		mc_query_bind_text(query, 3, people);
		mc_query_bind_int(query, 4, strtoll(heads, NULL, 10));
		MC_TRY(mc_query_run(query));
	}
	return token.kind == MC_JSON_IS_OBJECT_END ? NULL
						   : mc_json_pull_error(pull, _("an object is wanted"));
}

/* ["L1","L2"] */
static struct mc_err *set_learners(struct mc_records *records, const char *activity,
				   struct mc_json_pull *pull)
{
	struct mc_json_token token;
	struct mc_query *query = NULL;
	char learner[MAX_WORD + 1];

	MC_TRY(mc_json_pull_next(&token, pull));
	while (token.kind == MC_JSON_IS_ARRAY || token.kind == MC_JSON_IS_TEXT) {
		MC_TRY(mc_json_pull_next(&token, pull));
		if (token.kind != MC_JSON_IS_TEXT)
			break;
		MC_TRY(take(learner, token.raw, pull));
		MC_TRY(mc_records_query(&query, records,
					"INSERT INTO activity_learner (school_id, activity_id, learner_id) "
					"VALUES (?1, ?2, ?3)"
					" ON CONFLICT (school_id, activity_id, learner_id) DO NOTHING"));
		mc_query_bind_text(query, 2, activity);
		mc_query_bind_text(query, 3, learner);
		MC_TRY(mc_query_run(query));
	}
	return token.kind == MC_JSON_IS_ARRAY_END ? NULL : mc_json_pull_error(pull, _("an array is wanted"));
}

static struct mc_err *set_all(struct mc_records *records, const struct mc_event *event, const char *json,
			      struct mc_err *(*set)(struct mc_records *records, const char *activity,
						    struct mc_json_pull *pull))
{
	struct mc_json_pull pull = MC_JSON_PULL_INIT;
	struct mc_err *err = NULL;

	if (!json)
		return NULL;
	mc_json_pull_start(&pull, json, strlen(json));
	err = set(records, event->subject, &pull);
	mc_json_pull_release(&pull);
	return err ? mc_err_wrap(err, _("event %lld"), (long long)event->seq) : NULL;
}

struct mc_err *mc_apply_activity_held(struct mc_records *records, const struct mc_event *event,
				      const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				"INSERT INTO activity (school_id, activity_id, kind, held_on, cohort_id, "
				"title, minutes, employers)"
				" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
	mc_query_bind_text(query, 2, event->subject);
	mc_query_bind_text(query, 3, mc_fields_text(fields, "kind"));
	mc_query_bind_text(query, 4, mc_fields_text(fields, "on"));
	mc_query_bind_text(query, 5, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 6, mc_fields_text(fields, "title"));
	mc_query_bind_int(query, 7, mc_fields_int(fields, "minutes", 0));
	mc_query_bind_int(query, 8, mc_fields_int(fields, "employers", 0));
	MC_TRY(mc_query_run(query));
	return set_all(records, event, mc_fields_text(fields, "heads"), set_heads);
}

struct mc_err *mc_apply_activity_attended(struct mc_records *records, const struct mc_event *event,
					  const struct mc_fields *fields)
{
	return set_all(records, event, mc_fields_text(fields, "learners"), set_learners);
}
