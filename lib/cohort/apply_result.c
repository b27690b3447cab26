/* SPDX-License-Identifier: MIT */
#include "cohort/apply_result.h"

#include "cohort/projections.h"

struct mc_err *mc_result_row_put(struct mc_records *records, const struct mc_result_row *row)
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
	mc_query_bind_text(query, 2, row->cohort);
	mc_query_bind_text(query, 3, row->learner);
	mc_query_bind_text(query, 4, row->exercise);
	mc_query_bind_text(query, 5, row->module);
	mc_query_bind_int(query, 6, row->is_passed);
	mc_query_bind_int(query, 7, row->points);
	mc_query_bind_int(query, 8, row->max);
	mc_query_bind_text(query, 9, row->done_on);
	return mc_query_run(query);
}

struct mc_err *mc_apply_result_recorded(struct mc_records *records, const struct mc_event *event,
					const struct mc_fields *fields)
{
	const struct mc_result_row row = { .cohort = mc_fields_text(fields, "cohort"),
					   .learner = event->subject,
					   .exercise = mc_fields_text(fields, "exercise"),
					   .module = mc_fields_text(fields, "module"),
					   .is_passed = mc_fields_int(fields, "passed", 0) != 0,
					   .points = mc_fields_int(fields, "points", 0),
					   .max = mc_fields_int(fields, "max", 0),
					   .done_on = mc_fields_text(fields, "done_on") };

	return mc_result_row_put(records, &row);
}
