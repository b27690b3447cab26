/* SPDX-License-Identifier: MIT */
#include "cohort/milestone.h"

#include <string.h>

#include "base/i18n.h"
#include "cohort/cohort.h"
#include "cohort/day.h"
#include "cohort/learner.h"
#include "cohort/note.h"

struct adding {
	struct mc_records *records;
	const struct mc_milestone *milestone;
	char *id;
};

static struct mc_err *check_name(const struct mc_milestone *milestone)
{
	if (!milestone->name || mc_cohort_is_id(milestone->name))
		return NULL;
	return mc_err_hint(mc_err_new(MC_E_INPUT, "%s",
				      _("the name can have letters a to z, digits, '.', '_' and '-'")),
			   "%s", _("what is to be said of a person belongs into --note, which is sealed"));
}

static const char *event_of(const char *kind)
{
	return !strcmp(kind, MC_MILESTONE_MEETING) ? "meeting.held"
	       : !strcmp(kind, MC_MILESTONE_CASE)  ? "case.opened"
						   : "project.passed";
}

/* A meeting is known by its day, a project by its name, a case by its name as long as it is open. */
static struct mc_err *find_same(bool *found, struct mc_records *records, const struct mc_milestone *m,
				const char *cohort)
{
	bool is_meeting = !strcmp(m->kind, MC_MILESTONE_MEETING);
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT mark_id FROM mark WHERE school_id = ?1 AND learner_id = ?2 AND cohort_id = ?3"
		" AND kind = ?4 AND COALESCE(name, '') = ?5 AND (on_day = ?6 OR ?6 = '')"
		" AND closed_on IS NULL LIMIT 1"));
	mc_query_bind_text(query, 2, m->learner);
	mc_query_bind_text(query, 3, cohort);
	mc_query_bind_text(query, 4, m->kind);
	mc_query_bind_text(query, 5, m->name ? m->name : "");
	mc_query_bind_text(query, 6, is_meeting ? m->on : "");
	MC_TRY(mc_query_step(found, query));
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *add(void *context)
{
	const struct adding *adding = context;
	const struct mc_milestone *m = adding->milestone;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	char note[MC_NEW_ID];
	struct mc_enrolment e;
	struct mc_fields fields;
	bool found = false;

	MC_TRY(mc_learner_find(&e, &arena, adding->records, m->learner, m->cohort, MC_ENROLMENT_OPEN));
	MC_TRY(find_same(&found, adding->records, m, e.cohort));
	if (found)
		return mc_err_new(MC_E_NOTHING, _("this is recorded of the learner '%s' already"),
				  m->learner);
	MC_TRY(mc_note_keep(note, adding->records, e.learner, m->note));
	mc_new_id(adding->id, 'M');
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "id", adding->id);
	mc_fields_add_text(&fields, "cohort", e.cohort);
	mc_fields_add_text(&fields, "kind", m->kind);
	mc_fields_add_text(&fields, "name", m->name);
	mc_fields_add_text(&fields, "result", m->result);
	mc_fields_add_text(&fields, "on", m->on);
	mc_fields_add_text(&fields, "note", note);
	return mc_records_append(adding->records, event_of(m->kind), e.learner, &fields);
}

struct mc_err *mc_milestone_add(char id[MC_NEW_ID], struct mc_records *records,
				const struct mc_milestone *milestone)
{
	struct adding adding = { records, milestone, id };

	MC_TRY(mc_day_check(milestone->on, "--on"));
	MC_TRY(check_name(milestone));
	MC_TRY(mc_note_prepare(records, milestone->note));
	return mc_records_write(records, add, &adding);
}

/* ---- closing ---- */

static struct mc_err *find_open(char id[65], size_t *count, const struct adding *adding, const char *cohort)
{
	const struct mc_milestone *m = adding->milestone;
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, adding->records,
		"SELECT mark_id FROM mark WHERE school_id = ?1 AND learner_id = ?2 AND cohort_id = ?3"
		" AND kind = 'case' AND (name = ?4 OR ?4 = '') AND closed_on IS NULL"
		" ORDER BY on_day, mark_id"));
	mc_query_bind_text(query, 2, m->learner);
	mc_query_bind_text(query, 3, cohort);
	mc_query_bind_text(query, 4, m->name ? m->name : "");
	for (*count = 0;; ++*count) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		(void)snprintf(id, 65, "%s", mc_query_text(query, 0));
	}
}

static struct mc_err *close_case(void *context)
{
	const struct adding *adding = context;
	const struct mc_milestone *m = adding->milestone;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	char note[MC_NEW_ID];
	char id[65];
	struct mc_enrolment e;
	struct mc_fields fields;
	size_t count = 0;

	MC_TRY(mc_learner_find(&e, &arena, adding->records, m->learner, m->cohort, MC_ENROLMENT_OPEN));
	MC_TRY(find_open(id, &count, adding, e.cohort));
	if (count == 0)
		return mc_err_new(MC_E_INPUT, _("no such case of the learner '%s' is open"), m->learner);
	if (count > 1)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("several cases of the learner '%s' are open"),
					      m->learner),
				   "%s", _("say which one with --kind"));
	MC_TRY(mc_note_keep(note, adding->records, e.learner, m->note));
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "id", id);
	mc_fields_add_text(&fields, "on", m->on);
	mc_fields_add_text(&fields, "note", note);
	return mc_records_append(adding->records, "case.closed", e.learner, &fields);
}

struct mc_err *mc_milestone_close(struct mc_records *records, const struct mc_milestone *milestone)
{
	struct adding adding = { records, milestone, NULL };

	MC_TRY(mc_day_check(milestone->on, "--on"));
	MC_TRY(mc_note_prepare(records, milestone->note));
	return mc_records_write(records, close_case, &adding);
}
