/* SPDX-License-Identifier: MIT */
#include "cohort/projections.h"

/* The best one stays, in whatever order they come: passed, then points, then the earlier day. */
struct mc_err *mc_apply_result_recorded(struct mc_records *records, const struct mc_event *event,
					const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO exercise_result (school_id, cohort_id, learner_id, exercise, module, passed,"
		" points, max, done_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
		" ON CONFLICT (school_id, cohort_id, learner_id, exercise) DO UPDATE SET"
		" module = COALESCE(excluded.module, exercise_result.module), passed = excluded.passed,"
		" points = excluded.points, max = excluded.max, done_on = excluded.done_on"
		" WHERE excluded.passed > exercise_result.passed"
		" OR (excluded.passed = exercise_result.passed AND (excluded.points > exercise_result.points"
		" OR (excluded.points = exercise_result.points"
		" AND excluded.done_on < exercise_result.done_on)))"));
	mc_query_bind_text(query, 2, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 3, event->subject);
	mc_query_bind_text(query, 4, mc_fields_text(fields, "exercise"));
	mc_query_bind_text(query, 5, mc_fields_text(fields, "module"));
	mc_query_bind_int(query, 6, mc_fields_int(fields, "passed", 0));
	mc_query_bind_int(query, 7, mc_fields_int(fields, "points", 0));
	mc_query_bind_int(query, 8, mc_fields_int(fields, "max", 0));
	mc_query_bind_text(query, 9, mc_fields_text(fields, "done_on"));
	return mc_query_run(query);
}
