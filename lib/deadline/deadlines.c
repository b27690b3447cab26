/* SPDX-License-Identifier: MIT */
#include "deadline/deadlines.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/index.h"
#include "base/time.h"
#include "base/vec.h"
#include "os/zone.h"

enum { DAY_S = 24 * 60 * 60, MINUTE_CHARS = 16, SECONDS_AT = 17, KEY_CHARS = 72 };

/* A deadline that was moved by days, so that the clocks of a zone are asked once for all who have the same
 * extension. */
struct moved {
	int64_t from_s, to_s;
	uint32_t days;
};

struct memo {
	struct moved *items;
	size_t count, capacity;
};

struct mc_deadlines {
	struct mc_arena arena;
	struct mc_late_policy policy;
	bool has_policy;
	struct mc_deadline *items;
	size_t count, capacity;
	struct mc_extension *extensions;
	size_t extension_count, extension_capacity;
	struct mc_index by_scope;   /* "e/js-sum" to items */
	struct mc_index by_learner; /* to the first extension */
	struct memo *memo;
};

void mc_deadlines_free(struct mc_deadlines *deadlines)
{
	if (!deadlines)
		return;
	if (deadlines->memo)
		free(deadlines->memo->items);
	free(deadlines->memo);
	free(deadlines->items);
	free(deadlines->extensions);
	mc_index_release(&deadlines->by_scope);
	mc_index_release(&deadlines->by_learner);
	mc_arena_release(&deadlines->arena);
	free(deadlines);
}

const char *mc_deadline_scope_name(char kind)
{
	return kind == 'e' ? "exercise" : kind == 'm' ? "module" : "cohort";
}

/* ---- reading ---- */

/* Longer ids than the records can have are cut, and are found nowhere. */
static void write_key(char key[KEY_CHARS], char kind, const char *id)
{
	(void)snprintf(key, KEY_CHARS, "%c/%s", kind, id);
}

static int64_t read_moment(const char *text, int64_t otherwise)
{
	int64_t ms;

	return text && mc_time_read_ms(&ms, text) ? ms / 1000 : otherwise;
}

static struct mc_deadline_scope read_scope(struct mc_deadlines *deadlines, const struct mc_query *query,
					   unsigned column)
{
	return (struct mc_deadline_scope){ mc_query_text(query, column)[0],
					   mc_query_copy(&deadlines->arena, query, column + 1) };
}

static struct mc_err *read_deadlines(struct mc_deadlines *deadlines, struct mc_records *records,
				     const char *cohort)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT scope, scope_id, due_at FROM deadline"
				" WHERE school_id = ?1 AND cohort_id = ?2 ORDER BY due_at, scope, scope_id"));
	mc_query_bind_text(query, 2, cohort);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*MC_VEC_ADD(deadlines->items, deadlines->count, deadlines->capacity) =
			(struct mc_deadline){ read_scope(deadlines, query, 0),
					      read_moment(mc_query_text(query, 2), INT64_MAX) };
	}
}

static struct mc_err *read_extensions(struct mc_deadlines *deadlines, struct mc_records *records,
				      const char *cohort)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT learner_id, scope, scope_id, due_at, days, zone, excused, note_id FROM extension"
		" WHERE school_id = ?1 AND cohort_id = ?2 ORDER BY learner_id, scope, scope_id"));
	mc_query_bind_text(query, 2, cohort);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*MC_VEC_ADD(deadlines->extensions, deadlines->extension_count,
			    deadlines->extension_capacity) = (struct mc_extension){
			.learner = mc_query_copy(&deadlines->arena, query, 0),
			.scope = read_scope(deadlines, query, 1),
			.due_s = read_moment(mc_query_text(query, 3), INT64_MIN),
			.days = (uint32_t)mc_query_int(query, 4),
			.zone = mc_query_copy(&deadlines->arena, query, 5),
			.is_excused = mc_query_int(query, 6) != 0,
			.note = mc_query_copy(&deadlines->arena, query, 7),
		};
	}
}

static struct mc_err *read_policy(struct mc_deadlines *deadlines, struct mc_records *records,
				  const char *cohort)
{
	struct mc_query *query = NULL;
	MC_AUTO(mc_buf) body = MC_BUF_INIT;

	MC_TRY(mc_records_query(&query, records,
				"SELECT body FROM late_policy WHERE school_id = ?1 AND cohort_id = ?2"));
	mc_query_bind_text(query, 2, cohort);
	MC_TRY(mc_query_step(&deadlines->has_policy, query));
	if (deadlines->has_policy)
		mc_buf_addz(&body, mc_query_text(query, 0));
	mc_query_reset(query);
	if (!deadlines->has_policy)
		return NULL;
	MC_TRY_AS(mc_late_policy_read(&deadlines->policy, (struct mc_str){ body.ptr, body.len }, cohort),
		  "%s", _("cannot read the recorded rules of what being late costs"));
	return NULL;
}

static void make_indexes(struct mc_deadlines *deadlines)
{
	for (size_t i = 0; i < deadlines->count; i++) {
		const struct mc_deadline_scope *scope = &deadlines->items[i].scope;
		char key[KEY_CHARS];

		write_key(key, scope->kind, scope->id);
		mc_index_set(&deadlines->by_scope, mc_arena_strdup(&deadlines->arena, key), (uint32_t)i);
	}
	for (size_t i = deadlines->extension_count; i > 0; i--)
		mc_index_set(&deadlines->by_learner, deadlines->extensions[i - 1].learner, (uint32_t)(i - 1));
}

struct mc_err *mc_deadlines_open(struct mc_deadlines **deadlines, struct mc_records *records,
				 const char *cohort)
{
	MC_AUTOPTR(mc_deadlines) fresh = mc_alloc_zero(1, sizeof(*fresh));

	fresh->memo = mc_alloc_zero(1, sizeof(*fresh->memo));
	MC_TRY(read_deadlines(fresh, records, cohort));
	MC_TRY(read_extensions(fresh, records, cohort));
	MC_TRY(read_policy(fresh, records, cohort));
	make_indexes(fresh);
	*deadlines = MC_TAKE(fresh);
	return NULL;
}

/* ---- looking up ---- */

const struct mc_late_policy *mc_deadlines_policy(const struct mc_deadlines *deadlines)
{
	return &deadlines->policy;
}

bool mc_deadlines_has_policy(const struct mc_deadlines *deadlines)
{
	return deadlines->has_policy;
}

size_t mc_deadlines_count(const struct mc_deadlines *deadlines)
{
	return deadlines->count;
}

const struct mc_deadline *mc_deadlines_at(const struct mc_deadlines *deadlines, size_t index)
{
	return &deadlines->items[index];
}

size_t mc_deadlines_extension_count(const struct mc_deadlines *deadlines)
{
	return deadlines->extension_count;
}

const struct mc_extension *mc_deadlines_extension_at(const struct mc_deadlines *deadlines, size_t index)
{
	return &deadlines->extensions[index];
}

static const struct mc_deadline *find_deadline(const struct mc_deadlines *deadlines, char kind,
					       const char *id)
{
	char key[KEY_CHARS];

	if (!id)
		return NULL;
	write_key(key, kind, id);
	uint32_t at = mc_index_find(&deadlines->by_scope, key);

	return at == MC_INDEX_NONE ? NULL : &deadlines->items[at];
}

static bool is_in(const struct mc_deadline_scope *scope, const char *module, const char *exercise)
{
	const char *id = scope->kind == 'e' ? exercise : scope->kind == 'm' ? module : "";

	return id && !strcmp(scope->id, id);
}

/* The nearest extension: scopes are sorted c, e, m, and an exercise comes before its module. */
static const struct mc_extension *find_extension(const struct mc_deadlines *deadlines, const char *learner,
						 const char *module, const char *exercise)
{
	uint32_t at = learner ? mc_index_find(&deadlines->by_learner, learner) : MC_INDEX_NONE;
	const struct mc_extension *found = NULL;

	for (size_t i = at; at != MC_INDEX_NONE && i < deadlines->extension_count; i++) {
		const struct mc_extension *extension = &deadlines->extensions[i];

		if (strcmp(extension->learner, learner) != 0)
			break;
		if (is_in(&extension->scope, module, exercise) && (!found || found->scope.kind == 'c'))
			found = extension;
	}
	return found;
}

/* The same time of day some days later; where clocks leave it out, or nothing is known of the zone, as many
 * times 24 hours. */
static int64_t move_by_days(int64_t due_s, uint32_t days, const char *zone)
{
	int64_t moved_s = due_s + (int64_t)days * DAY_S, found_s = 0;
	char local[MC_ZONE_TEXT] = "", day_text[MC_DATE_TEXT] = "";
	struct mc_err *err = mc_zone_from_unix(local, zone ? zone : "UTC", due_s);
	int32_t day;

	memcpy(day_text, local, MC_DATE_TEXT - 1);
	if (err || !mc_date_read(&day, day_text)) {
		mc_err_drop(err);
		return moved_s;
	}
	mc_date_text(day_text, day + (int32_t)days);
	memcpy(local, day_text, strlen(day_text));
	int64_t seconds = strtol(local + SECONDS_AT, NULL, 10);

	local[MINUTE_CHARS] = '\0';
	err = mc_zone_to_unix(&found_s, zone ? zone : "UTC", local);
	moved_s = err ? moved_s : found_s + seconds;
	mc_err_drop(err);
	return moved_s;
}

static int64_t moved_due(const struct mc_deadlines *deadlines, int64_t due_s,
			 const struct mc_extension *extension)
{
	struct memo *memo = deadlines->memo;

	for (size_t i = 0; i < memo->count; i++) {
		if (memo->items[i].from_s == due_s && memo->items[i].days == extension->days)
			return memo->items[i].to_s;
	}
	struct moved *moved = MC_VEC_ADD(memo->items, memo->count, memo->capacity);

	*moved = (struct moved){ due_s, move_by_days(due_s, extension->days, extension->zone),
				 extension->days };
	return moved->to_s;
}

struct mc_late_due mc_deadlines_due(const struct mc_deadlines *deadlines, const char *learner,
				    const char *module, const char *exercise)
{
	const struct mc_deadline *deadline = find_deadline(deadlines, 'e', exercise);
	const struct mc_extension *extension = find_extension(deadlines, learner, module, exercise);
	struct mc_late_due due = { .is_excused = extension && extension->is_excused };

	if (!deadline)
		deadline = find_deadline(deadlines, 'm', module);
	if (!deadline)
		deadline = find_deadline(deadlines, 'c', "");
	if (!deadline)
		return due;
	due.has_due = true;
	due.due_s = due.extended_s = deadline->due_s;
	if (extension && extension->days)
		due.extended_s = moved_due(deadlines, due.due_s, extension);
	else if (extension && !extension->is_excused && extension->due_s > due.due_s)
		due.extended_s = extension->due_s;
	return due;
}
