/* SPDX-License-Identifier: MIT */
#include "cohort/enrolment.h"

#include <string.h>

#include "base/cleanup.h"
#include "cohort/projections.h"

const char *const mc_enrolment_columns[MC_FACT_COUNT] = {
#define X(constant, column) column,
	MC_ENROLMENT_FACTS(X)
#undef X
};

struct mc_err *mc_enrolment_read(struct mc_enrolment *enrolment, bool *found, struct mc_arena *arena,
				 struct mc_records *records, const char *cohort, const char *learner)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT gender, started_on, age, third_country, entry_status, isced, intent, intent_on, "
		"work_auth,"
		" cohort_finish, moved_on, withdrawn_on, withdrawn_reason, exclusion, graduated_on, "
		"certificate_on,"
		" rule_set, outcome, accepted_on, status_exit, status_6m"
		" FROM enrolment WHERE school_id = ?1 AND cohort_id = ?2 AND learner_id = ?3"));
	mc_query_bind_text(query, 2, cohort);
	mc_query_bind_text(query, 3, learner);
	MC_TRY(mc_query_step(found, query));
	if (!*found)
		return NULL;
	enrolment->cohort = mc_arena_strdup(arena, cohort);
	enrolment->learner = mc_arena_strdup(arena, learner);
	for (unsigned i = 0; i < MC_FACT_COUNT; i++) {
		const char *text = mc_query_text(query, i);

		enrolment->facts[i] = text ? mc_arena_strdup(arena, text) : NULL;
	}
	mc_query_reset(query);
	return NULL;
}

/* ---- changing ---- */

/* Facts that change together are one event; the first ones come with the enrolment itself. */
static const struct group {
	const char *kind;
	enum mc_enrolment_fact first, last;
} groups[] = {
	{ "learner.described", MC_FACT_GENDER, MC_FACT_ISCED },
	{ "intent.answered", MC_FACT_INTENT, MC_FACT_WORK_AUTH },
	{ "learner.moved", MC_FACT_COHORT_FINISH, MC_FACT_MOVED_ON },
	{ "learner.withdrawn", MC_FACT_WITHDRAWN_ON, MC_FACT_EXCLUSION },
	{ "learner.graduated", MC_FACT_GRADUATED_ON, MC_FACT_RULE_SET },
	{ "outcome.recorded", MC_FACT_OUTCOME, MC_FACT_STATUS_6M },
};

/* The group after those that come with the enrolment itself. */
enum { FIRST_LATER = 3 };

static bool is_change(const struct mc_enrolment *wanted, const struct mc_enrolment *recorded, unsigned fact)
{
	const char *text = wanted->facts[fact];

	if (!text || !*text)
		return false;
	return !recorded || !recorded->facts[fact] || strcmp(recorded->facts[fact], text) != 0;
}

bool mc_enrolment_is_said(const struct mc_enrolment *wanted, const struct mc_enrolment *recorded)
{
	for (unsigned i = 0; i < MC_FACT_COUNT; i++) {
		if (is_change(wanted, recorded, i))
			return false;
	}
	return true;
}

static void add_changes(struct mc_fields *fields, const struct mc_enrolment *wanted,
			const struct mc_enrolment *recorded, unsigned first, unsigned last)
{
	for (unsigned i = first; i <= last; i++) {
		if (is_change(wanted, recorded, i))
			mc_fields_add_text(fields, mc_enrolment_columns[i], wanted->facts[i]);
	}
}

/* Somebody who is new with all that has happened since: several events, but the tables are changed once. */
static struct mc_err *enrol(size_t *events, struct mc_records *records, const struct mc_enrolment *wanted,
			    struct mc_fields *fields)
{
	const struct mc_event first = { .kind = "learner.enrolled", .subject = wanted->learner };

	add_changes(fields, wanted, NULL, MC_FACT_GENDER, MC_FACT_MOVED_ON);
	MC_TRY(mc_records_log(records, first.kind, first.subject, fields));
	for (const struct group *group = groups + FIRST_LATER; group < groups + MC_COUNT(groups); group++) {
		fields->count = 1;
		add_changes(fields, wanted, NULL, group->first, group->last);
		if (fields->count == 1)
			continue;
		MC_TRY(mc_records_log(records, group->kind, first.subject, fields));
		++*events;
	}
	++*events;
	fields->count = 1;
	add_changes(fields, wanted, NULL, 0, MC_FACT_COUNT - 1);
	return mc_apply_learner_enrolled(records, &first, fields);
}

struct mc_err *mc_enrolment_change(size_t *events, struct mc_records *records,
				   const struct mc_enrolment *wanted, const struct mc_enrolment *recorded)
{
	struct mc_fields fields;

	*events = 0;
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", wanted->cohort);
	if (!recorded)
		return enrol(events, records, wanted, &fields);
	for (const struct group *group = groups; group < groups + MC_COUNT(groups); group++) {
		fields.count = 1;
		add_changes(&fields, wanted, recorded, group->first, group->last);
		if (fields.count == 1)
			continue;
		MC_TRY(mc_records_append(records, group->kind, wanted->learner, &fields));
		++*events;
	}
	return NULL;
}
