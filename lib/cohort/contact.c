/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/i18n.h"
#include "cohort/cohort.h"
#include "cohort/note.h"
#include "cohort/outcome.h"
#include "cohort/whom.h"

struct recording {
	struct mc_records *records;
	const struct mc_contact *contact;
};

/* PostgreSQL must know of which type a parameter is, so what is missing is compared as "". */
static struct mc_err *is_recorded(bool *is, struct mc_records *records, const struct mc_contact *contact,
				  const char *cohort)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT contact_id FROM contact WHERE school_id = ?1 AND cohort_id = ?2 AND learner_id = ?3"
		" AND kind = ?4 AND on_day = ?5 AND COALESCE(activity_id, '') = ?6 AND result = ?7"));
	mc_query_bind_text(query, 2, cohort);
	mc_query_bind_text(query, 3, contact->learner);
	mc_query_bind_text(query, 4, contact->kind);
	mc_query_bind_text(query, 5, contact->on_day);
	mc_query_bind_text(query, 6, contact->activity ? contact->activity : "");
	mc_query_bind_text(query, 7, contact->result);
	MC_TRY(mc_query_step(is, query));
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *record(void *context)
{
	const struct recording *recording = context;
	const struct mc_contact *contact = recording->contact;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_enrolment recorded = { 0 };
	struct mc_fields fields;
	char note[MC_NEW_ID];
	bool is = false;

	MC_TRY(mc_whom_find(&recorded, &arena, recording->records, contact->cohort, contact->learner));
	MC_TRY(is_recorded(&is, recording->records, contact, recorded.cohort));
	if (is)
		return mc_err_new(MC_E_NOTHING, _("this is recorded of '%s' already"), contact->learner);
	MC_TRY(mc_note_keep(note, recording->records, recorded.learner, contact->note));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", recorded.cohort);
	mc_fields_add_text(&fields, "kind", contact->kind);
	mc_fields_add_text(&fields, "on", contact->on_day);
	mc_fields_add_text(&fields, "activity", contact->activity);
	mc_fields_add_text(&fields, "result", contact->result);
	mc_fields_add_text(&fields, "note", note);
	return mc_records_append(recording->records, "contact.made", recorded.learner, &fields);
}

struct mc_err *mc_contact_record(struct mc_records *records, const struct mc_contact *contact)
{
	struct recording recording = { records, contact };

	if (contact->activity && !mc_cohort_is_id(contact->activity))
		return mc_err_new(MC_E_INPUT, _("'%s' cannot be the id of an activity"), contact->activity);
	MC_TRY(mc_note_prepare(records, contact->note));
	return mc_records_write(records, record, &recording);
}
