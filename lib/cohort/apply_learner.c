/* SPDX-License-Identifier: MIT */
#include "base/i18n.h"
#include "cohort/enrolment.h"
#include "cohort/projections.h"

/* Parameters 2 to 24: cohort, learner, and the facts that the event has. */
static void bind_facts(struct mc_query *query, const struct mc_event *event, const struct mc_fields *fields)
{
	mc_query_bind_text(query, 2, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 3, event->subject);
	for (unsigned i = 0; i < MC_FACT_COUNT; i++)
		mc_query_bind_text(query, 4 + i, mc_fields_text(fields, mc_enrolment_columns[i]));
}

static struct mc_err *add_learner(struct mc_records *records, const struct mc_event *event,
				  const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				"INSERT INTO learner (school_id, learner_id, gender) VALUES (?1, ?2, ?3)"
				" ON CONFLICT (school_id, learner_id) DO NOTHING"));
	mc_query_bind_text(query, 2, event->subject);
	mc_query_bind_text(query, 3, mc_fields_text(fields, "gender"));
	return mc_query_run(query);
}

struct mc_err *mc_apply_learner_enrolled(struct mc_records *records, const struct mc_event *event,
					 const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(add_learner(records, event, fields));
	MC_TRY(mc_records_query(
		&query, records,
		"INSERT INTO enrolment (school_id, cohort_id, learner_id, "
		"gender, started_on, age, third_country, entry_status, isced, intent, intent_on, "
		"work_auth, cohort_finish, moved_on, withdrawn_on, withdrawn_reason, exclusion, "
		"graduated_on, certificate_on, rule_set, outcome, accepted_on, status_exit, status_6m"
		") VALUES (?1, ?2, ?3, "
		"?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, "
		"?23, ?24"
		")"));
	bind_facts(query, event, fields);
	return mc_query_run(query);
}

/* What an event does not say stays as it was. */
struct mc_err *mc_apply_enrolment_changed(struct mc_records *records, const struct mc_event *event,
					  const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"UPDATE enrolment SET "
		"gender = COALESCE(?4, gender), started_on = COALESCE(?5, started_on), "
		"age = COALESCE(?6, age), third_country = COALESCE(?7, third_country), "
		"entry_status = COALESCE(?8, entry_status), isced = COALESCE(?9, isced), "
		"intent = COALESCE(?10, intent), intent_on = COALESCE(?11, intent_on), "
		"work_auth = COALESCE(?12, work_auth), cohort_finish = COALESCE(?13, cohort_finish), "
		"moved_on = COALESCE(?14, moved_on), withdrawn_on = COALESCE(?15, withdrawn_on), "
		"withdrawn_reason = COALESCE(?16, withdrawn_reason), exclusion = COALESCE(?17, exclusion), "
		"graduated_on = COALESCE(?18, graduated_on), "
		"certificate_on = COALESCE(?19, certificate_on), rule_set = COALESCE(?20, rule_set), "
		"outcome = COALESCE(?21, outcome), accepted_on = COALESCE(?22, accepted_on), "
		"status_exit = COALESCE(?23, status_exit), status_6m = COALESCE(?24, status_6m)"
		" WHERE school_id = ?1 AND cohort_id = ?2 AND learner_id = ?3"));
	bind_facts(query, event, fields);
	return mc_query_run(query);
}

struct mc_err *mc_apply_learner_described(struct mc_records *records, const struct mc_event *event,
					  const struct mc_fields *fields)
{
	const char *gender = mc_fields_text(fields, "gender");
	struct mc_query *query = NULL;

	MC_TRY(mc_apply_enrolment_changed(records, event, fields));
	if (!gender)
		return NULL;
	MC_TRY(mc_records_query(&query, records,
				"UPDATE learner SET gender = ?3 WHERE school_id = ?1 AND learner_id = ?2"));
	mc_query_bind_text(query, 2, event->subject);
	mc_query_bind_text(query, 3, gender);
	return mc_query_run(query);
}

struct mc_err *mc_apply_learner_returned(struct mc_records *records, const struct mc_event *event,
					 const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"UPDATE enrolment SET withdrawn_on = NULL, withdrawn_reason = NULL, exclusion = NULL"
		" WHERE school_id = ?1 AND cohort_id = ?2 AND learner_id = ?3"));
	mc_query_bind_text(query, 2, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 3, event->subject);
	return mc_query_run(query);
}

struct mc_err *mc_apply_learner_erased(struct mc_records *records, const struct mc_event *event,
				       const struct mc_fields *fields)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"UPDATE learner SET erased_on = ?3 WHERE school_id = ?1 AND learner_id = ?2"));
	mc_query_bind_text(query, 2, event->subject);
	mc_query_bind_text(query, 3, mc_fields_text(fields, "on"));
	return mc_query_run(query);
}
