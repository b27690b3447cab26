/* SPDX-License-Identifier: MIT */
#include "cohort/activity.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/vec.h"
#include "cohort/cohort.h"
#include "cohort/day.h"
#include "cohort/session.h"

void mc_activities_release(struct mc_activities *activities)
{
	free(activities->items);
	mc_arena_release(&activities->arena);
	*activities = (struct mc_activities)MC_ACTIVITIES_INIT;
}

/* ---- reading ---- */

struct reading {
	struct mc_activities *activities;
	struct mc_records *records;
	const char *cohort;
	const char *kind;
};

static struct mc_err *read_rows(const struct reading *r)
{
	struct mc_activities *all = r->activities;
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, r->records,
		"SELECT activity_id, kind, held_on, cohort_id, title, minutes, employers FROM activity"
		" WHERE school_id = ?1 AND (cohort_id = ?2 OR ?2 = '') AND (kind = ?3 OR ?3 = '')"
		" ORDER BY held_on, activity_id"));
	mc_query_bind_text(query, 2, r->cohort ? r->cohort : "");
	mc_query_bind_text(query, 3, r->kind ? r->kind : "");
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*MC_VEC_ADD(all->items, all->count, all->capacity) =
			(struct mc_activity){ .id = mc_query_copy(&all->arena, query, 0),
					      .kind = mc_query_copy(&all->arena, query, 1),
					      .on = mc_query_copy(&all->arena, query, 2),
					      .cohort = mc_query_copy(&all->arena, query, 3),
					      .title = mc_query_copy(&all->arena, query, 4),
					      .minutes = mc_query_int(query, 5),
					      .employers = mc_query_int(query, 6) };
	}
}

static struct mc_err *read_people(struct mc_activity *activity, struct mc_arena *arena,
				  struct mc_records *records)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT people, heads FROM activity_heads WHERE school_id = ?1"
				" AND activity_id = ?2 ORDER BY people"));
	mc_query_bind_text(query, 2, activity->id);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row || activity->group_count == MC_ACTIVITY_MAX_GROUPS)
			break;
		activity->heads[activity->group_count++] =
			(struct mc_activity_heads){ mc_query_copy(arena, query, 0), mc_query_int(query, 1) };
	}
	MC_TRY(mc_records_query(
		&query, records,
		"SELECT COUNT(*) FROM activity_learner WHERE school_id = ?1 AND activity_id = ?2"));
	mc_query_bind_text(query, 2, activity->id);
	MC_TRY(mc_query_step(&has_row, query));
	activity->learners = mc_query_int(query, 0);
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *read_all(void *context)
{
	const struct reading *r = context;

	MC_TRY(read_rows(r));
	for (size_t i = 0; i < r->activities->count; i++)
		MC_TRY(read_people(&r->activities->items[i], &r->activities->arena, r->records));
	return NULL;
}

struct mc_err *mc_activities_read(struct mc_activities *activities, struct mc_records *records,
				  const char *cohort, const char *kind)
{
	struct reading r = { activities, records, cohort, kind };

	return mc_records_read(records, read_all, &r);
}

/* ---- head counts ---- */

static struct mc_err *is_no_count(void)
{
	return mc_err_hint(mc_err_new(MC_E_INPUT, "%s", _("--heads: this does not say how many were there")),
			   "%s", _("write it as: women=12,men=9"));
}

static bool is_group_there(const struct mc_activity *activity, const char *people)
{
	for (size_t i = 0; i < activity->group_count; i++) {
		if (!strcmp(activity->heads[i].people, people))
			return true;
	}
	return false;
}

struct mc_err *mc_activity_read_heads(struct mc_activity *activity, struct mc_arena *arena, const char *text)
{
	while (text && *text) {
		size_t len = strcspn(text, ",");
		const char *equals = memchr(text, '=', len);
		char *end = NULL;

		if (!equals || equals[1] < '0' || equals[1] > '9' ||
		    activity->group_count == MC_ACTIVITY_MAX_GROUPS)
			return is_no_count();
		struct mc_str name = mc_str_trim((struct mc_str){ text, (size_t)(equals - text) });
		const char *people = mc_arena_copy(arena, name.ptr, name.len);
		unsigned long heads = strtoul(equals + 1, &end, 10);

		if (end != text + len || heads > MC_ACTIVITY_MAX_HEADS || !mc_cohort_is_id(people) ||
		    is_group_there(activity, people))
			return is_no_count();
		activity->heads[activity->group_count++] =
			(struct mc_activity_heads){ people, (int64_t)heads };
		text += len + (text[len] == ',');
	}
	return NULL;
}

/* ---- recording ---- */

struct adding {
	struct mc_records *records;
	struct mc_activity *activity;
	struct mc_arena *arena;
	const char *learners;
	bool has_id;
};

static struct mc_err *has_row_of(bool *found, struct mc_records *records, const char *sql, const char *id)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records, sql));
	mc_query_bind_text(query, 2, id);
	MC_TRY(mc_query_step(found, query));
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *is_taken(bool *found, struct mc_records *records, const char *id)
{
	return has_row_of(found, records,
			  "SELECT activity_id FROM activity WHERE school_id = ?1 AND activity_id = ?2", id);
}

/* "career-day-2026-03-05", and "…-2" when there are two on a day. */
static struct mc_err *choose_id(const struct adding *adding)
{
	struct mc_activity *a = adding->activity;
	bool found = false;

	if (adding->has_id) {
		MC_TRY(is_taken(&found, adding->records, a->id));
		return found ? mc_err_new(MC_E_INPUT, _("there is an activity '%s' already"), a->id) : NULL;
	}
	a->id = mc_arena_format(adding->arena, "%s-%s", a->kind, a->on);
	for (unsigned n = 2;; n++) {
		MC_TRY(is_taken(&found, adding->records, a->id));
		if (!found)
			return NULL;
		a->id = mc_arena_format(adding->arena, "%s-%s-%u", a->kind, a->on, n);
	}
}

static struct mc_err *append_learners(struct mc_records *records, const char *activity, struct mc_buf *ids)
{
	struct mc_fields fields;

	mc_buf_addc(ids, ']');
	mc_fields_init(&fields);
	mc_fields_add_json(&fields, "learners", ids->ptr);
	MC_TRY(mc_records_append(records, "activity.attended", activity, &fields));
	mc_buf_reset(ids);
	return NULL;
}

static struct mc_err *check_learner(struct mc_records *records, const char *id)
{
	bool found = false;

	if (!mc_cohort_is_id(id))
		return mc_err_new(MC_E_INPUT, _("%s: ids of learners with ',' between them are wanted"),
				  "--learners");
	MC_TRY(has_row_of(&found, records,
			  "SELECT learner_id FROM learner WHERE school_id = ?1 AND learner_id = ?2", id));
	return found ? NULL : mc_err_new(MC_E_INPUT, _("there is no learner '%s'"), id);
}

static struct mc_err *is_there(bool *found, struct mc_records *records, const char *activity,
			       const char *learner)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT learner_id FROM activity_learner WHERE school_id = ?1 AND activity_id = ?2"
		" AND learner_id = ?3"));
	mc_query_bind_text(query, 2, activity);
	mc_query_bind_text(query, 3, learner);
	MC_TRY(mc_query_step(found, query));
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *attend(size_t *count, const struct adding *adding)
{
	const char *activity = adding->activity->id;
	const char *text = adding->learners;
	MC_AUTO(mc_buf) ids = MC_BUF_INIT;

	*count = 0;
	while (text && *text) {
		size_t len = strcspn(text, ",");
		struct mc_str word = mc_str_trim((struct mc_str){ text, len });
		const char *id = mc_arena_copy(adding->arena, word.ptr, word.len);
		bool found = false;

		MC_TRY(check_learner(adding->records, id));
		MC_TRY(is_there(&found, adding->records, activity, id));
		if (!found) {
			mc_buf_addf(&ids, "%s\"%s\"", ids.len == 0 ? "[" : ",", id);
			++*count;
		}
		text += len + (text[len] == ',');
	}
	return *count > 0 ? append_learners(adding->records, activity, &ids) : NULL;
}

static void add_heads(struct mc_fields *fields, struct mc_buf *json, const struct mc_activity *a)
{
	if (a->group_count == 0)
		return;
	for (size_t i = 0; i < a->group_count; i++)
		mc_buf_addf(json, "%s\"%s\":%lld", i == 0 ? "{" : ",", a->heads[i].people,
			    (long long)a->heads[i].heads);
	mc_buf_addc(json, '}');
	mc_fields_add_json(fields, "heads", json->ptr);
}

static struct mc_err *add(void *context)
{
	const struct adding *adding = context;
	const struct mc_activity *a = adding->activity;
	MC_AUTO(mc_cohorts) cohorts = MC_COHORTS_INIT;
	MC_AUTO(mc_buf) heads = MC_BUF_INIT;
	struct mc_fields fields;
	size_t count = 0;

	if (a->cohort)
		MC_TRY(mc_cohorts_read(&cohorts, adding->records, a->cohort));
	MC_TRY(choose_id(adding));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "kind", a->kind);
	mc_fields_add_text(&fields, "on", a->on);
	mc_fields_add_text(&fields, "cohort", a->cohort);
	mc_fields_add_text(&fields, "title", a->title);
	if (a->minutes > 0)
		mc_fields_add_int(&fields, "minutes", a->minutes);
	if (a->employers > 0)
		mc_fields_add_int(&fields, "employers", a->employers);
	add_heads(&fields, &heads, a);
	MC_TRY(mc_records_append(adding->records, "activity.held", a->id, &fields));
	return attend(&count, adding);
}

struct mc_err *mc_activity_add(struct mc_activity *activity, struct mc_arena *arena,
			       struct mc_records *records, const char *learners)
{
	struct adding adding = { records, activity, arena, learners, activity->id != NULL };

	MC_TRY(mc_day_check(activity->on, "--on"));
	if (activity->id && !mc_cohort_is_id(activity->id))
		return mc_err_new(MC_E_INPUT, _("'%s' cannot be the id of an activity"), activity->id);
	if (activity->title && strlen(activity->title) > MC_SESSION_MAX_TEXT)
		return mc_err_new(MC_E_INPUT, "%s", _("the title is too long"));
	return mc_records_write(records, add, &adding);
}

static struct mc_err *attend_later(void *context)
{
	const struct adding *adding = context;
	bool found = false;
	size_t count = 0;

	MC_TRY(is_taken(&found, adding->records, adding->activity->id));
	if (!found)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("there is no activity '%s'"),
					      adding->activity->id),
				   "%s", _("'migracode activity list' names them"));
	MC_TRY(attend(&count, adding));
	return count > 0 ? NULL : mc_err_new(MC_E_NOTHING, "%s", _("they all stand there already"));
}

struct mc_err *mc_activity_attend(struct mc_records *records, const char *id, const char *learners)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_activity activity = { .id = id };
	struct adding adding = { records, &activity, &arena, learners, true };

	return mc_records_write(records, attend_later, &adding);
}
