/* SPDX-License-Identifier: MIT */
#include "cohort/outcome.h"

#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "cohort/day.h"
#include "cohort/note.h"
#include "cohort/whom.h"

static bool is_work(const char *code)
{
	return code[0] == '1' || code[0] == '2';
}

static bool is_same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

/* ---- rules ---- */

static bool complain(struct mc_outcome_fault *fault, const char *column, const char *text, const char *hint)
{
	*fault = (struct mc_outcome_fault){ column, text, hint };
	return false;
}

static bool is_code_good(struct mc_outcome_fault *fault, const struct mc_outcome_entry *entry,
			 const struct mc_enrolment *recorded)
{
	const char *code = entry->code;
	bool has_day = entry->accepted_on || recorded->facts[MC_FACT_ACCEPTED_ON];

	if (!strcmp(code, "Excluded"))
		return complain(fault, "outcome", _("only the survey of intents excludes a graduate"),
				_("record the answer with 'migracode outcome intent'"));
	if (!recorded->facts[MC_FACT_GRADUATED_ON])
		return complain(
			fault, "outcome", _("this learner has not graduated, and outcomes are of graduates"),
			_("what somebody does after leaving is recorded with 'migracode outcome status'"));
	if (is_work(code) && !has_day)
		return complain(fault, "accepted_on", _("work counts from the day on which it was accepted"),
				_("write that day as year-month-day: 2026-06-01"));
	if (!is_work(code) && entry->accepted_on)
		return complain(fault, "accepted_on", _("a day of acceptance goes with work, codes 1A to 2B"),
				NULL);
	if (strcmp(code, "3A") != 0 && strcmp(code, "4") != 0 && !entry->evidence.source)
		return complain(fault, "evidence", _("who says so is missing"),
				_("one of: document, graduate, employer, recruiter, employment-service"));
	return true;
}

bool mc_outcome_is_good(struct mc_outcome_fault *fault, const struct mc_outcome_entry *entry,
			const struct mc_enrolment *recorded)
{
	bool has_left = recorded->facts[MC_FACT_GRADUATED_ON] || recorded->facts[MC_FACT_WITHDRAWN_ON];

	if (entry->code && !is_code_good(fault, entry, recorded))
		return false;
	if (!entry->code && entry->accepted_on)
		return complain(fault, "outcome",
				_("a day of acceptance needs the code of an outcome, 1A to 2B"), NULL);
	if ((entry->status_exit || entry->status_6m) && !has_left)
		return complain(fault, entry->status_exit ? "status_exit" : "status_6m",
				_("this learner has neither graduated nor left"), NULL);
	return true;
}

/* ---- what is new ---- */

static struct mc_err *has_evidence(bool *has, struct mc_records *records,
				   const struct mc_outcome_entry *entry, const struct mc_enrolment *recorded)
{
	struct mc_query *query = NULL;
	bool has_row = false;

	*has = false;
	MC_TRY(mc_records_query(
		&query, records,
		"SELECT on_day FROM evidence WHERE school_id = ?1 AND cohort_id = ?2 AND learner_id = ?3"
		" AND outcome = ?4 AND source = ?5"));
	mc_query_bind_text(query, 2, recorded->cohort);
	mc_query_bind_text(query, 3, recorded->learner);
	mc_query_bind_text(query, 4, entry->code);
	mc_query_bind_text(query, 5, entry->evidence.source);
	for (;;) {
		MC_TRY(mc_query_step(&has_row, query));
		if (!has_row)
			return NULL;
		*has |= !entry->evidence.on_day || is_same(entry->evidence.on_day, mc_query_text(query, 0));
	}
}

static bool is_change(const char *wanted, const struct mc_enrolment *recorded, enum mc_enrolment_fact fact)
{
	return wanted && !is_same(wanted, recorded->facts[fact]);
}

struct mc_err *mc_outcome_is_new(bool *is_new, struct mc_records *records,
				 const struct mc_outcome_entry *entry, const struct mc_enrolment *recorded)
{
	bool has = false;

	*is_new = is_change(entry->code, recorded, MC_FACT_OUTCOME) ||
		  is_change(entry->accepted_on, recorded, MC_FACT_ACCEPTED_ON) ||
		  is_change(entry->status_exit, recorded, MC_FACT_STATUS_EXIT) ||
		  is_change(entry->status_6m, recorded, MC_FACT_STATUS_6M);
	if (*is_new || !entry->code || !entry->evidence.source)
		return NULL;
	MC_TRY(has_evidence(&has, records, entry, recorded));
	*is_new = !has;
	return NULL;
}

/* ---- recording ---- */

static const char *usual_form(const char *source)
{
	return !strcmp(source, "document") || !strcmp(source, "employment-service") ? "written" : "verbal";
}

struct mc_err *mc_outcome_append(struct mc_records *records, const struct mc_outcome_entry *entry,
				 const struct mc_enrolment *recorded)
{
	const struct mc_evidence *evidence = &entry->evidence;
	char note[MC_NEW_ID], today[MC_DATE_TEXT];
	struct mc_fields fields;

	MC_TRY(mc_note_keep(note, records, recorded->learner, evidence->note));
	mc_day_today(today);
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "cohort", recorded->cohort);
	mc_fields_add_text(&fields, "outcome", entry->code);
	mc_fields_add_text(&fields, "accepted_on", entry->accepted_on);
	mc_fields_add_text(&fields, "status_exit", entry->status_exit);
	mc_fields_add_text(&fields, "status_6m", entry->status_6m);
	if (entry->code && evidence->source) {
		mc_fields_add_text(&fields, "evidence", evidence->source);
		mc_fields_add_text(&fields, "evidence_form",
				   evidence->form ? evidence->form : usual_form(evidence->source));
		mc_fields_add_text(&fields, "evidence_on", evidence->on_day ? evidence->on_day : today);
	}
	mc_fields_add_text(&fields, "note", note);
	return mc_records_append(records, "outcome.recorded", recorded->learner, &fields);
}

struct recording {
	struct mc_records *records;
	const struct mc_outcome_entry *entry;
};

static struct mc_err *record(void *context)
{
	const struct recording *recording = context;
	const struct mc_outcome_entry *entry = recording->entry;
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_enrolment recorded = { 0 };
	struct mc_outcome_fault fault = { 0 };
	bool is_new = false;

	MC_TRY(mc_whom_find(&recorded, &arena, recording->records, entry->cohort, entry->learner));
	MC_TRY(mc_outcome_is_new(&is_new, recording->records, entry, &recorded));
	if (!is_new)
		return mc_err_new(MC_E_NOTHING, _("this is recorded of '%s' already"), entry->learner);
	if (mc_outcome_is_good(&fault, entry, &recorded))
		return mc_outcome_append(recording->records, entry, &recorded);
	struct mc_err *err = mc_err_new(MC_E_INPUT, "%s: %s", entry->learner, fault.text);

	return fault.hint ? mc_err_hint(err, "%s", fault.hint) : err;
}

struct mc_err *mc_outcome_record(struct mc_records *records, const struct mc_outcome_entry *entry)
{
	struct recording recording = { records, entry };

	MC_TRY(mc_note_prepare(records, entry->evidence.note));
	return mc_records_write(records, record, &recording);
}
