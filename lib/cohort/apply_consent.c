/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "cohort/projections.h"
#include "cohort/purpose.h"

struct mc_err *mc_apply_consent_given(struct mc_records *records, const struct mc_event *event,
				      const struct mc_fields *fields)
{
	const char *const texts[] = { event->subject,
				      mc_fields_text(fields, "purpose"),
				      mc_fields_text(fields, "version"),
				      mc_fields_text(fields, "lang"),
				      mc_fields_text(fields, "on"),
				      mc_fields_text(fields, "taken_by") };

	return mc_records_run(
		records,
		"INSERT INTO consent (school_id, learner_id, purpose, version, lang, given_on, taken_by)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
		" ON CONFLICT (school_id, learner_id, purpose) DO UPDATE SET version = excluded.version,"
		" lang = excluded.lang, given_on = excluded.given_on, taken_by = excluded.taken_by,"
		" withdrawn_on = NULL",
		texts, MC_COUNT(texts));
}

/* What is sealed was emptied when the event was recorded; this is what the tables have. */
struct mc_err *mc_apply_data_ended(struct mc_records *records, const struct mc_event *event,
				   const struct mc_fields *fields)
{
	const char *purpose = mc_fields_text(fields, "purpose");
	struct mc_query *query = NULL;

	if (!purpose || strcmp(purpose, mc_purpose_names[MC_PURPOSE_BACKGROUND]) != 0)
		return NULL;
	MC_TRY(mc_records_query(&query, records,
				"UPDATE enrolment SET age = NULL, third_country = NULL, entry_status = NULL,"
				" isced = NULL WHERE school_id = ?1 AND learner_id = ?2"));
	mc_query_bind_text(query, 2, event->subject);
	return mc_query_run(query);
}

struct mc_err *mc_apply_consent_withdrawn(struct mc_records *records, const struct mc_event *event,
					  const struct mc_fields *fields)
{
	const char *const texts[] = { event->subject, mc_fields_text(fields, "purpose"),
				      mc_fields_text(fields, "on"), mc_fields_text(fields, "taken_by") };

	MC_TRY(mc_records_run(records,
			      "INSERT INTO consent (school_id, learner_id, purpose, withdrawn_on, taken_by)"
			      " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (school_id, learner_id, purpose)"
			      " DO UPDATE SET withdrawn_on = excluded.withdrawn_on",
			      texts, MC_COUNT(texts)));
	return mc_apply_data_ended(records, event, fields);
}
