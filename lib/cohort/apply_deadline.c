/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "cohort/projections.h"

/* When work of a cohort is due, for whom it is due later, and what being late costs. */

/* The id of what a scope names; that of a whole cohort is empty, and so not in the event. */
static const char *scope_id(const struct mc_fields *fields)
{
	const char *id = mc_fields_text(fields, "id");

	return id ? id : "";
}

struct mc_err *mc_apply_deadline_set(struct mc_records *records, const struct mc_event *event,
				     const struct mc_fields *fields)
{
	const char *const texts[] = { event->subject, mc_fields_text(fields, "scope"), scope_id(fields),
				      mc_fields_text(fields, "due_at") };

	return mc_records_run(
		records,
		"INSERT INTO deadline (school_id, cohort_id, scope, scope_id, due_at)"
		" VALUES (?1, ?2, ?3, ?4, ?5)"
		" ON CONFLICT (school_id, cohort_id, scope, scope_id) DO UPDATE SET due_at = excluded.due_at",
		texts, MC_COUNT(texts));
}

struct mc_err *mc_apply_deadline_removed(struct mc_records *records, const struct mc_event *event,
					 const struct mc_fields *fields)
{
	const char *const texts[] = { event->subject, mc_fields_text(fields, "scope"), scope_id(fields) };

	return mc_records_run(records,
			      "DELETE FROM deadline WHERE school_id = ?1 AND cohort_id = ?2 AND scope = ?3 "
			      "AND scope_id = ?4",
			      texts, MC_COUNT(texts));
}

struct mc_err *mc_apply_deadline_extended(struct mc_records *records, const struct mc_event *event,
					  const struct mc_fields *fields)
{
	int64_t days = mc_fields_int(fields, "days", 0);
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO extension (school_id, cohort_id, learner_id, scope, scope_id, due_at, days, "
		"zone,"
		" excused, note_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
		" ON CONFLICT (school_id, cohort_id, learner_id, scope, scope_id) DO UPDATE SET"
		" due_at = excluded.due_at, days = excluded.days, zone = excluded.zone,"
		" excused = excluded.excused, note_id = excluded.note_id"));
	mc_query_bind_text(query, 2, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 3, event->subject);
	mc_query_bind_text(query, 4, mc_fields_text(fields, "scope"));
	mc_query_bind_text(query, 5, scope_id(fields));
	mc_query_bind_text(query, 6, mc_fields_text(fields, "due_at"));
	if (days)
		mc_query_bind_int(query, 7, days);
	mc_query_bind_text(query, 8, mc_fields_text(fields, "zone"));
	mc_query_bind_int(query, 9, mc_fields_int(fields, "excused", 0));
	mc_query_bind_text(query, 10, mc_fields_text(fields, "note"));
	return mc_query_run(query);
}

struct mc_err *mc_apply_extension_lifted(struct mc_records *records, const struct mc_event *event,
					 const struct mc_fields *fields)
{
	const char *const texts[] = { mc_fields_text(fields, "cohort"), event->subject,
				      mc_fields_text(fields, "scope"), scope_id(fields) };

	return mc_records_run(records,
			      "DELETE FROM extension WHERE school_id = ?1 AND cohort_id = ?2"
			      " AND learner_id = ?3 AND scope = ?4 AND scope_id = ?5",
			      texts, MC_COUNT(texts));
}

struct mc_err *mc_apply_late_policy_set(struct mc_records *records, const struct mc_event *event,
					const struct mc_fields *fields)
{
	const char *const texts[] = { event->subject, mc_fields_text(fields, "policy") };

	return mc_records_run(records,
			      "INSERT INTO late_policy (school_id, cohort_id, body) VALUES (?1, ?2, ?3)"
			      " ON CONFLICT (school_id, cohort_id) DO UPDATE SET body = excluded.body",
			      texts, MC_COUNT(texts));
}
