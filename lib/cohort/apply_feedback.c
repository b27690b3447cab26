/* SPDX-License-Identifier: MIT */
#include "cohort/projections.h"

/* Only the last text for each exercise and target is of interest: whether the next one is the same. */
struct mc_err *mc_apply_feedback_sent(struct mc_records *records, const struct mc_event *event,
				      const struct mc_fields *fields)
{
	static const char *const texts[] = { "exercise", "target", "digest" };
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO feedback (school_id, cohort_id, learner_id, exercise, target, digest,"
		" sent_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
		" ON CONFLICT (school_id, cohort_id, learner_id, exercise, target) DO UPDATE SET"
		" digest = excluded.digest, sent_at = excluded.sent_at"));
	mc_query_bind_text(query, 2, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 3, event->subject);
	for (unsigned i = 0; i < MC_COUNT(texts); i++)
		mc_query_bind_text(query, 4 + i, mc_fields_text(fields, texts[i]));
	mc_query_bind_text(query, 7, event->at);
	return mc_query_run(query);
}
