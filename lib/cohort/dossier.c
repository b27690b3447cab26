/* SPDX-License-Identifier: MIT */
#include "cohort/dossier.h"

#include <string.h>

#include "base/i18n.h"
#include "base/vec.h"
#include "records/people.h"

void mc_dossier_release(struct mc_dossier *dossier)
{
	mc_enrolments_release(&dossier->enrolments);
	free(dossier->days);
	free(dossier->events);
	free(dossier->notes);
	free(dossier->certificates);
	mc_arena_release(&dossier->arena);
	*dossier = (struct mc_dossier)MC_DOSSIER_INIT;
}

struct reading {
	struct mc_dossier *dossier;
	struct mc_records *records;
};

static const char *copy(struct reading *r, const struct mc_query *query, unsigned column)
{
	return mc_query_copy(&r->dossier->arena, query, column);
}

static struct mc_err *read_learner(struct reading *r, const char *learner)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, r->records,
		"SELECT learner_id, erased_on FROM learner WHERE school_id = ?1 AND learner_id = ?2"));
	mc_query_bind_text(query, 2, learner);
	MC_TRY(mc_query_step(&has_row, query));
	if (!has_row)
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("there is no learner '%s'"), learner), "%s",
			_("'migracode learner list --cohort <id>' names the learners of a cohort"));
	r->dossier->learner = copy(r, query, 0);
	r->dossier->erased_on = copy(r, query, 1);
	mc_query_reset(query);
	return mc_enrolments_of_learner(&r->dossier->enrolments, r->records, learner);
}

static struct mc_err *read_days(struct reading *r, struct mc_query *query)
{
	struct mc_dossier *dossier = r->dossier;
	bool has_row = false;

	mc_query_bind_text(query, 2, dossier->learner);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*MC_VEC_ADD(dossier->days, dossier->day_count, dossier->day_capacity) =
			(struct mc_dossier_day){ copy(r, query, 0), copy(r, query, 1), copy(r, query, 2),
						 copy(r, query, 3) };
	}
}

/* By the sessions of the learner's cohorts, so that marks need no second index. */
static struct mc_err *read_attendance(struct reading *r)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, r->records,
		"SELECT s.held_on, s.session_id, a.status, s.title FROM enrolment e"
		" JOIN session s ON s.school_id = ?1 AND (s.cohort_id = e.cohort_id OR s.cohort_id = "
		"e.cohort_finish)"
		" JOIN attendance a ON a.school_id = ?1 AND a.session_id = s.session_id AND a.learner_id = ?2"
		" WHERE e.school_id = ?1 AND e.learner_id = ?2"
		" GROUP BY s.held_on, s.session_id, a.status, s.title ORDER BY s.held_on, s.session_id"));
	MC_TRY(read_days(r, query));
	MC_TRY(mc_records_query(
		&query, r->records,
		"SELECT a.held_on, a.activity_id, a.kind, a.title FROM activity_learner l"
		" JOIN activity a ON a.school_id = ?1 AND a.activity_id = l.activity_id"
		" WHERE l.school_id = ?1 AND l.learner_id = ?2 ORDER BY a.held_on, a.activity_id"));
	return read_days(r, query);
}

static struct mc_err *read_events(struct reading *r)
{
	struct mc_dossier *dossier = r->dossier;
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(&query, r->records,
				"SELECT seq, at, actor, kind, body FROM event WHERE school_id = ?1"
				" AND subject = ?2 ORDER BY seq"));
	mc_query_bind_text(query, 2, dossier->learner);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*MC_VEC_ADD(dossier->events, dossier->event_count, dossier->event_capacity) =
			(struct mc_dossier_event){ mc_query_int(query, 0), copy(r, query, 1),
						   copy(r, query, 2), copy(r, query, 3), copy(r, query, 4) };
	}
}

/* ---- names ---- */

static void add_part(struct mc_dossier *dossier, const char *part)
{
	const size_t skip = strlen(MC_PEOPLE_CERTIFICATE);

	if (!strcmp(part, MC_PEOPLE_PROFILE))
		return;
	if (!strncmp(part, MC_PEOPLE_CERTIFICATE, skip))
		*MC_VEC_ADD(dossier->certificates, dossier->certificate_count,
			    dossier->certificate_capacity) =
			(struct mc_dossier_note){ mc_arena_strdup(&dossier->arena, part + skip), "" };
	else
		*MC_VEC_ADD(dossier->notes, dossier->note_count, dossier->note_capacity) =
			(struct mc_dossier_note){ mc_arena_strdup(&dossier->arena, part), "" };
}

static struct mc_err *list_parts(struct reading *r)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	MC_TRY(mc_records_query(
		&query, r->records,
		"SELECT part FROM person WHERE school_id = ?1 AND learner_id = ?2 ORDER BY part"));
	mc_query_bind_text(query, 2, r->dossier->learner);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		add_part(r->dossier, mc_query_text(query, 0));
	}
}

static struct mc_err *read_texts(struct reading *r, struct mc_dossier_note *notes, size_t count,
				 const char *prefix)
{
	struct mc_arena *arena = &r->dossier->arena;

	for (size_t i = 0; i < count; i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		bool found = false;

		MC_TRY(mc_people_get(&text, &found, r->records, r->dossier->learner,
				     mc_arena_format(arena, "%s%s", prefix, notes[i].id)));
		if (found)
			notes[i].text = mc_arena_strdup(arena, text.ptr);
		explicit_bzero(text.ptr, text.len);
	}
	return NULL;
}

static struct mc_err *read_names(struct reading *r)
{
	struct mc_dossier *dossier = r->dossier;

	MC_TRY(mc_profile_read(&dossier->profile, &dossier->arena, r->records, dossier->learner));
	MC_TRY(list_parts(r));
	MC_TRY(read_texts(r, dossier->notes, dossier->note_count, ""));
	return read_texts(r, dossier->certificates, dossier->certificate_count, MC_PEOPLE_CERTIFICATE);
}

static struct mc_err *read_all(void *context)
{
	struct reading *r = context;

	MC_TRY(read_learner(r, r->dossier->learner));
	MC_TRY(read_attendance(r));
	MC_TRY(read_events(r));
	return r->dossier->has_names ? read_names(r) : NULL;
}

struct mc_err *mc_dossier_read(struct mc_dossier *dossier, struct mc_records *records, const char *learner,
			       bool has_names)
{
	struct reading r = { dossier, records };

	dossier->learner = learner;
	dossier->has_names = has_names;
	if (has_names)
		MC_TRY(mc_people_unlock(records));
	return mc_records_read(records, read_all, &r);
}
