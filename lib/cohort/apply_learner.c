/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "base/cleanup.h"
#include "base/i18n.h"
#include "cohort/enrolment.h"
#include "cohort/projections.h"

/* The facts that an event has, in the order of the enum. */
static void find_facts(const char *facts[MC_FACT_COUNT], const struct mc_fields *fields)
{
	unsigned fact = 0;

	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->items[i];

		/* Fields have the order of the facts: the next one is near. */
		for (unsigned tries = 0; tries < MC_FACT_COUNT; tries++, fact = (fact + 1) % MC_FACT_COUNT) {
			if (strcmp(mc_enrolment_columns[fact], field->key) != 0)
				continue;
			facts[fact] = field->text;
			break;
		}
	}
}

/* Parameters 2 and 3: cohort and learner; from 4, the facts from first to last that the event has. */
static void bind_facts(struct mc_query *query, const struct mc_event *event, const struct mc_fields *fields,
		       const char *const facts[MC_FACT_COUNT], unsigned first, unsigned last)
{
	mc_query_bind_text(query, 2, mc_fields_text(fields, "cohort"));
	mc_query_bind_text(query, 3, event->subject);
	for (unsigned i = first; i <= last; i++) {
		if (facts[i])
			mc_query_bind_text(query, 4 + i - first, facts[i]);
	}
}

static struct mc_err *add_learner(struct mc_records *records, const struct mc_event *event,
				  const struct mc_fields *fields)
{
	const char *const texts[] = { event->subject, mc_fields_text(fields, "gender") };

	return mc_records_run(records,
			      "INSERT INTO learner (school_id, learner_id, gender) VALUES (?1, ?2, ?3)"
			      " ON CONFLICT (school_id, learner_id) DO NOTHING",
			      texts, MC_COUNT(texts));
}

struct mc_err *mc_apply_learner_enrolled(struct mc_records *records, const struct mc_event *event,
					 const struct mc_fields *fields)
{
	const char *facts[MC_FACT_COUNT] = { NULL };
	struct mc_query *query = NULL;

	find_facts(facts, fields);
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
	bind_facts(query, event, fields, facts, 0, MC_FACT_COUNT - 1);
	return mc_query_run(query);
}

#define UPDATE(columns) \
	"UPDATE enrolment SET " columns " WHERE school_id = ?1 AND cohort_id = ?2 AND learner_id = ?3"

/* What an event does not say stays as it was. */
#define SET(number, column) column " = COALESCE(?" #number ", " column ")"

/* An event changes the facts of one group; a short statement takes a third of the time of one for all. */
static const struct group {
	enum mc_enrolment_fact first, last;
	const char *sql;
} groups[] = {
	{ MC_FACT_GENDER, MC_FACT_ISCED,
	  UPDATE(SET(4, "gender") ", " SET(5, "started_on") ", " SET(6, "age") ", " SET(
		  7, "third_country") ", " SET(8, "entry_status") ", " SET(9, "isced")) },
	{ MC_FACT_INTENT, MC_FACT_WORK_AUTH,
	  UPDATE(SET(4, "intent") ", " SET(5, "intent_on") ", " SET(6, "work_auth")) },
	{ MC_FACT_COHORT_FINISH, MC_FACT_MOVED_ON, UPDATE(SET(4, "cohort_finish") ", " SET(5, "moved_on")) },
	{ MC_FACT_WITHDRAWN_ON, MC_FACT_EXCLUSION,
	  UPDATE(SET(4, "withdrawn_on") ", " SET(5, "withdrawn_reason") ", " SET(6, "exclusion")) },
	{ MC_FACT_GRADUATED_ON, MC_FACT_RULE_SET,
	  UPDATE(SET(4, "graduated_on") ", " SET(5, "certificate_on") ", " SET(6, "rule_set")) },
	{ MC_FACT_OUTCOME, MC_FACT_STATUS_6M,
	  UPDATE(SET(4, "outcome") ", " SET(5, "accepted_on") ", " SET(6, "status_exit") ", " SET(
		  7, "status_6m")) },
};

static bool has_fact(const char *const facts[MC_FACT_COUNT], const struct group *group)
{
	for (unsigned i = group->first; i <= group->last; i++) {
		if (facts[i])
			return true;
	}
	return false;
}

struct mc_err *mc_apply_enrolment_changed(struct mc_records *records, const struct mc_event *event,
					  const struct mc_fields *fields)
{
	const char *facts[MC_FACT_COUNT] = { NULL };

	find_facts(facts, fields);
	for (const struct group *group = groups; group < groups + MC_COUNT(groups); group++) {
		struct mc_query *query = NULL;

		if (!has_fact(facts, group))
			continue;
		MC_TRY(mc_records_query(&query, records, group->sql));
		bind_facts(query, event, fields, facts, group->first, group->last);
		MC_TRY(mc_query_run(query));
	}
	return NULL;
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
	const char *const texts[] = { mc_fields_text(fields, "cohort"), event->subject };

	return mc_records_run(
		records,
		"UPDATE enrolment SET withdrawn_on = NULL, withdrawn_reason = NULL, exclusion = NULL"
		" WHERE school_id = ?1 AND cohort_id = ?2 AND learner_id = ?3",
		texts, MC_COUNT(texts));
}

struct mc_err *mc_apply_learner_erased(struct mc_records *records, const struct mc_event *event,
				       const struct mc_fields *fields)
{
	const char *const texts[] = { event->subject, mc_fields_text(fields, "on") };

	return mc_records_run(records,
			      "UPDATE learner SET erased_on = ?3 WHERE school_id = ?1 AND learner_id = ?2",
			      texts, MC_COUNT(texts));
}
