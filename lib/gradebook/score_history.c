/* SPDX-License-Identifier: MIT */
#include "gradebook/score_history.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

static const char *const events[MC_HISTORY_KIND_COUNT] = {
#define X(constant, event, name) [constant] = event,
	MC_HISTORY_KINDS(X)
#undef X
};

void mc_score_history_release(struct mc_score_history *history)
{
	free(history->items);
	mc_arena_release(&history->arena);
	*history = (struct mc_score_history)MC_SCORE_HISTORY_INIT;
}

/* MC_HISTORY_KIND_COUNT: an event about something else. */
static enum mc_score_history_kind kind_of(const char *event)
{
	size_t kind = 0;

	while (kind < MC_HISTORY_KIND_COUNT && strcmp(events[kind], event) != 0)
		kind++;
	return (enum mc_score_history_kind)kind;
}

static bool is_same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static unsigned causes_of(const struct mc_score_history *history, const struct mc_score_history_item *item)
{
	const struct mc_score_history_item *before = NULL;

	for (size_t i = history->count; i > 0 && !before; i--) {
		if (history->items[i - 1].kind == MC_HISTORY_GRADED)
			before = &history->items[i - 1];
	}
	if (!before)
		return 1u << MC_CAUSE_FIRST;
	return (is_same(before->digest, item->digest) ? 0 : 1u << MC_CAUSE_FILES) |
	       (is_same(before->spec, item->spec) ? 0 : 1u << MC_CAUSE_SPEC) |
	       (is_same(before->tools, item->tools) ? 0 : 1u << MC_CAUSE_TOOLS) |
	       (is_same(before->version, item->version) ? 0 : 1u << MC_CAUSE_PROGRAM);
}

/* Fields that an event does not have are NULL; points of a result that is only passed or not, too. */
static struct mc_score_history_item item_of(const struct mc_fields *fields)
{
	return (struct mc_score_history_item){ .verdict = mc_fields_text(fields, "verdict"),
					       .points = mc_fields_int(fields, "points", -1),
					       .max = mc_fields_int(fields, "max", -1),
					       .commit = mc_fields_text(fields, "commit"),
					       .submitted_at = mc_fields_text(fields, "submitted_at"),
					       .clock = mc_fields_text(fields, "clock"),
					       .version = mc_fields_text(fields, "version"),
					       .digest = mc_fields_text(fields, "digest"),
					       .spec = mc_fields_text(fields, "spec"),
					       .tools = mc_fields_text(fields, "tools"),
					       .key = mc_fields_text(fields, "key"),
					       .criterion = mc_fields_text(fields, "criterion"),
					       .level = mc_fields_text(fields, "level"),
					       .note = mc_fields_text(fields, "note") };
}

static struct mc_err *take(struct mc_score_history *history, const struct mc_query *query, const char *cohort,
			   const char *exercise)
{
	enum mc_score_history_kind kind = kind_of(mc_query_text(query, 2));
	struct mc_fields fields;

	if (kind == MC_HISTORY_KIND_COUNT)
		return NULL;
	const char *body = mc_query_copy(&history->arena, query, 3);

	MC_TRY(mc_fields_read(&fields, &history->arena, mc_str(body)));
	if (!is_same(mc_fields_text(&fields, "cohort"), cohort) ||
	    !is_same(mc_fields_text(&fields, "exercise"), exercise))
		return NULL;
	struct mc_score_history_item item = item_of(&fields);

	item.kind = kind;
	item.at = mc_query_copy(&history->arena, query, 0);
	item.by = mc_query_copy(&history->arena, query, 1);
	if (kind == MC_HISTORY_GRADED)
		item.causes = causes_of(history, &item);
	if (kind == MC_HISTORY_IMPORTED)
		item.verdict = mc_fields_int(&fields, "passed", 0) ? "pass" : "fail";
	*MC_VEC_ADD(history->items, history->count, history->capacity) = item;
	return NULL;
}

struct mc_err *mc_score_history_read(struct mc_score_history *history, struct mc_records *records,
				     const char *cohort, const char *learner, const char *exercise)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, records,
				"SELECT at, actor, kind, body FROM event WHERE school_id = ?1"
				" AND subject = ?2 ORDER BY seq"));
	mc_query_bind_text(query, 2, learner);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		MC_TRY(take(history, query, cohort, exercise));
	}
}
