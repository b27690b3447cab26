/* SPDX-License-Identifier: MIT */
#include "cohort/projections.h"

struct mc_err *mc_apply_graduation_decided(struct mc_records *records, const struct mc_event *event,
					   const struct mc_fields *fields)
{
	static const char *const texts[] = { "cohort", "decision", "on", "rule_set", "note_id", "checks" };
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO decision (school_id, seq, learner_id, actor, overridden, cohort_id, decision, "
		"decided_on,"
		" rule_set, note_id, checks) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"));
	mc_query_bind_int(query, 2, event->seq);
	mc_query_bind_text(query, 3, event->subject);
	mc_query_bind_text(query, 4, event->actor);
	mc_query_bind_int(query, 5, mc_fields_int(fields, "override", 0));
	for (unsigned i = 0; i < MC_COUNT(texts); i++)
		mc_query_bind_text(query, 6 + i, mc_fields_text(fields, texts[i]));
	return mc_query_run(query);
}
