/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/date.h"
#include "base/str.h"
#include "cohort/apply_result.h"
#include "cohort/projections.h"

/* The grades: the last one of each exercise stands. */
static struct mc_err *put_grade(struct mc_records *records, const struct mc_event *event,
				const struct mc_fields *fields)
{
	static const char *const texts[] = { "exercise", "module", "tip",     "until", "commit", "digest",
					     "spec",	 "tools",  "version", "key",   "verdict" };
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO grade (school_id, cohort_id, learner_id, exercise, module, tip, until_at,"
		" commit_id, digest, spec, tools, version, result_key, verdict, points, max, submitted_at,"
		" clock) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
		" ?18) ON CONFLICT (school_id, cohort_id, learner_id, exercise) DO UPDATE SET"
		" module = excluded.module, tip = excluded.tip, until_at = excluded.until_at,"
		" commit_id = excluded.commit_id, digest = excluded.digest, spec = excluded.spec,"
		" tools = excluded.tools, version = excluded.version, result_key = excluded.result_key,"
		" verdict = excluded.verdict, points = excluded.points, max = excluded.max,"
		" submitted_at = excluded.submitted_at, clock = excluded.clock"));
	mc_query_bind_text(query, 2, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 3, event->subject);
	for (unsigned i = 0; i < MC_COUNT(texts); i++)
		mc_query_bind_text(query, 4 + i, mc_fields_text(fields, texts[i]));
	mc_query_bind_int(query, 15, mc_fields_int(fields, "points", 0));
	mc_query_bind_int(query, 16, mc_fields_int(fields, "max", 0));
	mc_query_bind_text(query, 17, mc_fields_text(fields, "submitted_at"));
	mc_query_bind_text(query, 18, mc_fields_text(fields, "clock"));
	return mc_query_run(query);
}

struct mc_err *mc_apply_submission_graded(struct mc_records *records, const struct mc_event *event,
					  const struct mc_fields *fields)
{
	const char *started_in = mc_fields_text(fields, "started_in");
	const char *verdict = mc_fields_text(fields, "verdict");
	const char *done_on = mc_fields_text(fields, "done_on");
	const char *submitted_at = mc_fields_text(fields, "submitted_at");
	char day[MC_DATE_TEXT] = "";

	MC_TRY(put_grade(records, event, fields));
	(void)snprintf(day, sizeof(day), "%s", submitted_at ? submitted_at : "");
	const struct mc_result_row row = {
		.cohort = started_in ? started_in : mc_fields_text(fields, "cohort"),
		.learner = event->subject,
		.exercise = mc_fields_text(fields, "exercise"),
		.module = mc_fields_text(fields, "module"),
		.is_passed = verdict && !strcmp(verdict, "pass"),
		.points = mc_fields_int(fields, "points", 0),
		.max = mc_fields_int(fields, "max", 0),
		.done_on = done_on ? done_on : day,
	};

	return mc_result_row_put(records, &row);
}
