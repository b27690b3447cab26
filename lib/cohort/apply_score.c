/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "cohort/projections.h"

/* What instructors decide about a score: overrides and levels of a rubric. */

/* The points of an event: thousandths; none when it says nothing of points. */
static void bind_points(struct mc_query *query, unsigned number, const struct mc_fields *fields)
{
	int64_t points = mc_fields_int(fields, "points", -1);

	if (points >= 0)
		mc_query_bind_int(query, number, points);
}

struct mc_err *mc_apply_score_overridden(struct mc_records *records, const struct mc_event *event,
					 const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO score_override (school_id, cohort_id, learner_id, exercise, points, verdict,"
		" note_id, actor, decided_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
		" ON CONFLICT (school_id, cohort_id, learner_id, exercise) DO UPDATE SET"
		" points = excluded.points, verdict = excluded.verdict, note_id = excluded.note_id,"
		" actor = excluded.actor, decided_at = excluded.decided_at"));
	mc_query_bind_text(query, 2, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 3, event->subject);
	mc_query_bind_text(query, 4, mc_fields_text(fields, "exercise"));
	bind_points(query, 5, fields);
	mc_query_bind_text(query, 6, mc_fields_text(fields, "verdict"));
	mc_query_bind_text(query, 7, mc_fields_text(fields, "note"));
	mc_query_bind_text(query, 8, event->actor);
	mc_query_bind_text(query, 9, event->at);
	return mc_query_run(query);
}

struct mc_err *mc_apply_score_override_lifted(struct mc_records *records, const struct mc_event *event,
					      const struct mc_fields *fields)
{
	const char *const texts[] = { mc_fields_text(fields, "cohort"), event->subject,
				      mc_fields_text(fields, "exercise") };

	return mc_records_run(records,
			      "DELETE FROM score_override WHERE school_id = ?1 AND cohort_id = ?2"
			      " AND learner_id = ?3 AND exercise = ?4",
			      texts, MC_COUNT(texts));
}

/* Without a level the mark is taken back. */
struct mc_err *mc_apply_rubric_marked(struct mc_records *records, const struct mc_event *event,
				      const struct mc_fields *fields)
{
	const char *const texts[] = { mc_fields_text(fields, "cohort"),
				      event->subject,
				      mc_fields_text(fields, "exercise"),
				      mc_fields_text(fields, "criterion"),
				      mc_fields_text(fields, "level"),
				      mc_fields_text(fields, "note"),
				      event->actor };

	if (!mc_fields_text(fields, "level"))
		return mc_records_run(records,
				      "DELETE FROM rubric_mark WHERE school_id = ?1 AND cohort_id = ?2"
				      " AND learner_id = ?3 AND exercise = ?4 AND criterion = ?5",
				      texts, 4);
	return mc_records_run(
		records,
		"INSERT INTO rubric_mark (school_id, cohort_id, learner_id, exercise, criterion, level,"
		" note_id, actor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
		" ON CONFLICT (school_id, cohort_id, learner_id, exercise, criterion) DO UPDATE SET"
		" level = excluded.level, note_id = excluded.note_id, actor = excluded.actor",
		texts, MC_COUNT(texts));
}
