/* SPDX-License-Identifier: MIT */
#include "cohort/careers.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

void mc_careers_release(struct mc_careers *careers)
{
	free(careers->items);
	mc_arena_release(&careers->arena);
	*careers = (struct mc_careers)MC_CAREERS_INIT;
}

struct counting {
	struct mc_careers *careers;
	struct mc_records *records;
	const char *cohort;
};

/* In the order of career days, and of learners in each. */
static const char select_contacts[] =
	"SELECT k.activity_id, k.learner_id, k.on_day, k.result,"
	" COALESCE(a.held_on, (SELECT MIN(m.on_day) FROM contact m WHERE m.school_id = k.school_id"
	" AND m.activity_id = k.activity_id)), a.title"
	" FROM contact k LEFT JOIN activity a ON a.school_id = k.school_id AND a.activity_id = k.activity_id"
	" WHERE k.school_id = ?1 AND k.activity_id IS NOT NULL AND (?2 = '' OR k.cohort_id = ?2)"
	" ORDER BY k.activity_id, k.learner_id, k.on_day";

enum column { ACTIVITY, LEARNER, ON_DAY, RESULT, HELD_ON, TITLE };

static struct mc_career_day *start_day(struct mc_careers *careers, const struct mc_query *query)
{
	const char *title = mc_query_text(query, TITLE);
	struct mc_career_day day = { .activity =
					     mc_arena_strdup(&careers->arena, mc_query_text(query, ACTIVITY)),
				     .title = title ? mc_arena_strdup(&careers->arena, title) : NULL };
	int32_t held = MC_DATE_NONE;

	if (mc_date_read(&held, mc_query_text(query, HELD_ON)))
		mc_date_text(day.until, held + MC_CAREERS_DAYS);
	mc_date_text(day.held_on, held);
	*MC_VEC_ADD(careers->items, careers->count, careers->capacity) = day;
	return &careers->items[careers->count - 1];
}

/* What one learner got from one career day. */
struct gain {
	char learner[80];
	bool had_interview, had_offer;
};

static void end_learner(struct mc_career_day *day, struct gain *gain)
{
	if (day && gain->learner[0]) {
		day->met++;
		day->interviews += gain->had_interview;
		day->offers += gain->had_offer;
	}
	*gain = (struct gain){ .learner = "" };
}

static void add_result(struct gain *gain, const struct mc_career_day *day, const struct mc_query *query)
{
	const char *on_day = mc_query_text(query, ON_DAY);
	const char *result = mc_query_text(query, RESULT);

	if (!result || strcmp(on_day, day->held_on) < 0 || strcmp(on_day, day->until) > 0)
		return;
	gain->had_offer |= !strcmp(result, "offer");
	gain->had_interview |= gain->had_offer || !strcmp(result, "interview");
}

static struct mc_err *count(void *context)
{
	const struct counting *counting = context;
	struct mc_query *query = NULL;
	struct mc_career_day *day = NULL;
	struct gain gain = { .learner = "" };
	bool has_row = false;

	MC_TRY(mc_records_query(&query, counting->records, select_contacts));
	mc_query_bind_text(query, 2, counting->cohort ? counting->cohort : "");
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			break;
		bool is_new_day = !day || strcmp(day->activity, mc_query_text(query, ACTIVITY)) != 0;
		const char *learner = mc_query_text(query, LEARNER);

		if (is_new_day || strcmp(gain.learner, learner) != 0)
			end_learner(day, &gain);
		if (is_new_day)
			day = start_day(counting->careers, query);
		(void)snprintf(gain.learner, sizeof(gain.learner), "%s", learner);
		add_result(&gain, day, query);
	}
	end_learner(day, &gain);
	return NULL;
}

struct mc_err *mc_careers_read(struct mc_careers *careers, struct mc_records *records, const char *cohort)
{
	struct counting counting = { careers, records, cohort };

	return mc_records_read(records, count, &counting);
}
