/* SPDX-License-Identifier: MIT */
#include "cohort/projections.h"

#include <inttypes.h>
#include <stdio.h>

static struct mc_err *add_evidence(struct mc_records *records, const struct mc_event *event,
				   const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO evidence (school_id, seq, cohort_id, learner_id, outcome, source, form,"
		" on_day, note_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
	mc_query_bind_int(query, 2, event->seq);
	mc_query_bind_text(query, 3, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 4, event->subject);
	mc_query_bind_text(query, 5, mc_fields_text(fields, "outcome"));
	mc_query_bind_text(query, 6, mc_fields_text(fields, "evidence"));
	mc_query_bind_text(query, 7, mc_fields_text(fields, "evidence_form"));
	mc_query_bind_text(query, 8, mc_fields_text(fields, "evidence_on"));
	mc_query_bind_text(query, 9, mc_fields_text(fields, "note"));
	return mc_query_run(query);
}

struct mc_err *mc_apply_outcome_recorded(struct mc_records *records, const struct mc_event *event,
					 const struct mc_fields *fields)
{
	MC_TRY(mc_apply_enrolment_changed(records, event, fields));
	return mc_fields_text(fields, "evidence") ? add_evidence(records, event, fields) : NULL;
}

/* Somebody who wants something else after the window is still counted by the first answer. */
struct mc_err *mc_apply_intent_changed(struct mc_records *records, const struct mc_event *event,
				       const struct mc_fields *fields)
{
	(void)records;
	(void)event;
	(void)fields;
	return NULL;
}

struct mc_err *mc_apply_contact_made(struct mc_records *records, const struct mc_event *event,
				     const struct mc_fields *fields)
{
	struct mc_query *query = NULL;
	char id[32];

	(void)snprintf(id, sizeof(id), "c%" PRId64, event->seq);
	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO contact (school_id, contact_id, cohort_id, learner_id, kind, on_day,"
		" activity_id, result, note_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
	mc_query_bind_text(query, 2, id);
	mc_query_bind_text(query, 3, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 4, event->subject);
	mc_query_bind_text(query, 5, mc_fields_text(fields, "kind"));
	mc_query_bind_text(query, 6, mc_fields_text(fields, "on"));
	mc_query_bind_text(query, 7, mc_fields_text(fields, "activity"));
	mc_query_bind_text(query, 8, mc_fields_text(fields, "result"));
	mc_query_bind_text(query, 9, mc_fields_text(fields, "note"));
	return mc_query_run(query);
}
