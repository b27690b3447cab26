/* SPDX-License-Identifier: MIT */
#include "cohort/outcome_list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/note.h"
#include "cohort/outcome.h"
#include "cohort/words.h"

enum column {
	LEARNER,
	OUTCOME,
	ACCEPTED,
	EVIDENCE,
	FORM,
	EVIDENCE_ON,
	NOTE,
	STATUS_EXIT,
	STATUS_6M,
	COLUMN_COUNT
};

static const char *const names[COLUMN_COUNT] = { "learner_id", "outcome",	"accepted_on",
						 "evidence",   "evidence_form", "evidence_on",
						 "note",       "status_exit",	"status_6m" };

struct reading {
	struct mc_intake *intake;
	size_t columns[COLUMN_COUNT]; /* SIZE_MAX: the table has none of this name */
	const struct mc_csv_row *row;
};

/* ---- fields ---- */

static void complain(struct mc_intake *intake, size_t line, const char *column, const char *text,
		     const char *hint)
{
	mc_intake_add_finding(intake, &(struct mc_intake_finding){ .is_error = true,
								   .line = line,
								   .column = column,
								   .text = text,
								   .hint = hint });
}

/* The text of a column, NULL when it is empty. */
static const char *field(const struct reading *r, enum column column)
{
	const char *text = r->columns[column] == SIZE_MAX ? "" : r->row->fields[r->columns[column]];

	return *text && strcmp(text, "-") != 0 ? text : NULL;
}

static const char *read_word(const struct reading *r, enum column column, enum mc_words_list list)
{
	const char *text = field(r, column);
	const char *word = text ? mc_words_find(list, &r->intake->arena, text) : NULL;

	if (text && !word) {
		MC_AUTOTEXT hint = mc_format(_("write one of: %s"), mc_words_all(list));

		complain(r->intake, r->row->line, names[column], _("this word is not known"), hint);
	}
	return word;
}

static const char *read_day(const struct reading *r, enum column column)
{
	const char *text = field(r, column);
	int32_t day = 0;

	if (!text)
		return NULL;
	if (mc_date_read(&day, text))
		return mc_arena_strdup(&r->intake->arena, text);
	complain(r->intake, r->row->line, names[column], _("this is not a day"),
		 _("write it as year-month-day: 2026-01-12"));
	return NULL;
}

static const char *read_note(const struct reading *r)
{
	const char *text = field(r, NOTE);

	if (text && strlen(text) > MC_NOTE_MAX_BYTES) {
		complain(r->intake, r->row->line, names[NOTE], _("this note is too long"), NULL);
		return NULL;
	}
	return text ? mc_arena_strdup(&r->intake->arena, text) : NULL;
}

static void read_row(const struct reading *r)
{
	struct mc_intake *intake = r->intake;
	const char *id = field(r, LEARNER);
	struct mc_intake_row row = { .line = r->row->line };

	if (!id || !mc_cohort_is_id(id)) {
		complain(intake, row.line, "learner_id",
			 id ? _("this cannot be the id of a learner") : _("the id of the learner is missing"),
			 NULL);
		return;
	}
	struct mc_outcome_entry *entry = mc_arena_alloc(&intake->arena, sizeof(*entry));

	*entry = (struct mc_outcome_entry){
		.cohort = intake->cohort->id,
		.learner = mc_arena_strdup(&intake->arena, id),
		.code = read_word(r, OUTCOME, MC_WORDS_OUTCOME),
		.accepted_on = read_day(r, ACCEPTED),
		.status_exit = read_word(r, STATUS_EXIT, MC_WORDS_STATUS),
		.status_6m = read_word(r, STATUS_6M, MC_WORDS_STATUS),
		.evidence = { read_word(r, EVIDENCE, MC_WORDS_EVIDENCE), read_word(r, FORM, MC_WORDS_FORM),
			      read_day(r, EVIDENCE_ON), read_note(r) },
	};
	row.outcome = entry;
	row.wanted.cohort = entry->cohort;
	row.wanted.learner = entry->learner;
	row.wanted.facts[MC_FACT_OUTCOME] = entry->code;
	row.wanted.facts[MC_FACT_ACCEPTED_ON] = entry->accepted_on;
	row.wanted.facts[MC_FACT_STATUS_EXIT] = entry->status_exit;
	row.wanted.facts[MC_FACT_STATUS_6M] = entry->status_6m;
	*MC_VEC_ADD(intake->rows, intake->count, intake->capacity) = row;
}

/* ---- the table ---- */

static void find_columns(struct reading *r, const struct mc_csv *csv)
{
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		r->columns[i] = mc_csv_column(csv, names[i]);
	if (r->columns[OUTCOME] == SIZE_MAX)
		r->columns[OUTCOME] = mc_csv_column(csv, "code");
	for (size_t i = 0; i < mc_csv_column_count(csv); i++) {
		bool is_known = false;

		for (size_t c = 0; c < COLUMN_COUNT; c++)
			is_known |= r->columns[c] == i;
		if (!is_known)
			mc_intake_add_finding(r->intake,
					      &(struct mc_intake_finding){
						      .line = 1,
						      .text = _("a column is not known and was left out") });
	}
}

static int compare_rows(const void *a, const void *b)
{
	const struct mc_intake_row *const *x = a, *const *y = b;
	int order = strcmp((*x)->wanted.learner, (*y)->wanted.learner);

	return order ? order : (*x)->line < (*y)->line ? -1 : 1;
}

static void find_twice(struct mc_intake *intake)
{
	struct mc_intake_row **sorted = mc_alloc_zero(intake->count + 1, sizeof(*sorted));

	for (size_t i = 0; i < intake->count; i++)
		sorted[i] = &intake->rows[i];
	qsort(sorted, intake->count, sizeof(*sorted), compare_rows);
	for (size_t i = 1; i < intake->count; i++) {
		if (strcmp(sorted[i - 1]->wanted.learner, sorted[i]->wanted.learner) != 0)
			continue;
		MC_AUTOTEXT text =
			mc_format(_("the same learner stands in line %zu already"), sorted[i - 1]->line);

		complain(intake, sorted[i]->line, "learner_id", text, _("keep the row that is right"));
	}
	free(sorted);
}

struct mc_err *mc_outcome_list_read(struct mc_intake *intake, const char *bytes, size_t len, const char *name)
{
	MC_AUTOPTR(mc_csv) csv = NULL;
	struct mc_csv_row row = { 0 };
	struct reading reading = { .intake = intake, .row = &row };
	bool has_row = true;

	intake->schema = "migracode/outcome-import/v1";
	MC_TRY(mc_csv_open(&csv, bytes, len, name));
	find_columns(&reading, csv);
	if (reading.columns[LEARNER] == SIZE_MAX)
		return mc_err_hint(
			mc_err_new(MC_E_INPUT, _("%s:1: there is no column 'learner_id'"), name), "%s",
			_("the first line names the columns; 'migracode help outcome import' lists them"));
	while (has_row) {
		struct mc_err *err = mc_csv_next(&has_row, &row, csv);

		if (err) {
			size_t line = 0, column = 0;
			const char *fault = mc_csv_fault(&line, &column, csv);

			complain(intake, line, NULL, fault, NULL);
			mc_err_free(err);
			has_row = intake->error_count < MC_INTAKE_MAX_FINDINGS;
		} else if (has_row) {
			read_row(&reading);
		}
	}
	find_twice(intake);
	return NULL;
}

/* ---- comparing ---- */

struct comparing {
	struct mc_intake *intake;
	struct mc_records *records;
	size_t finding_count, error_count; /* of reading: comparing may be done again */
};

static struct mc_err *is_erased(bool *is, struct mc_records *records, const char *learner)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				"SELECT erased_on FROM learner WHERE school_id = ?1 AND learner_id = ?2"
				" AND erased_on IS NOT NULL"));
	mc_query_bind_text(query, 2, learner);
	MC_TRY(mc_query_step(is, query));
	mc_query_reset(query);
	return NULL;
}

static struct mc_err *compare_row(struct mc_intake_row *row, const struct comparing *comparing)
{
	struct mc_intake *intake = comparing->intake;
	struct mc_enrolment *recorded = mc_arena_alloc(&intake->arena, sizeof(*recorded));
	struct mc_outcome_fault fault = { 0 };
	bool found = false;
	bool erased = false;
	bool is_new = false;

	row->recorded = NULL;
	row->more = NULL;
	row->state = MC_INTAKE_SAME;
	MC_TRY(mc_enrolment_read(recorded, &found, &intake->arena, comparing->records, row->wanted.cohort,
				 row->wanted.learner));
	if (found)
		MC_TRY(is_erased(&erased, comparing->records, row->wanted.learner));
	if (!found || erased) {
		complain(intake, row->line, "learner_id",
			 erased ? _("this learner was erased") : _("the cohort has no such learner"), NULL);
		return NULL;
	}
	row->recorded = recorded;
	MC_TRY(mc_outcome_is_new(&is_new, comparing->records, row->outcome, recorded));
	if (!is_new)
		return NULL;
	if (!mc_outcome_is_good(&fault, row->outcome, recorded))
		complain(intake, row->line, fault.column, fault.text, fault.hint);
	row->state = MC_INTAKE_CHANGED;
	row->more = row->outcome->code ? row->outcome->evidence.source : NULL;
	return NULL;
}

static struct mc_err *compare(void *context)
{
	const struct comparing *comparing = context;
	struct mc_intake *intake = comparing->intake;

	intake->finding_count = comparing->finding_count;
	intake->error_count = comparing->error_count;
	memset(intake->states, 0, sizeof(intake->states));
	for (size_t i = 0; i < intake->count; i++) {
		MC_TRY(compare_row(&intake->rows[i], comparing));
		intake->states[intake->rows[i].state]++;
	}
	return NULL;
}

struct mc_err *mc_outcome_list_compare(struct mc_intake *intake, struct mc_records *records)
{
	struct comparing comparing = { intake, records, intake->finding_count, intake->error_count };

	return mc_records_read(records, compare, &comparing);
}

static struct mc_err *commit(void *context)
{
	const struct comparing *comparing = context;
	struct mc_intake *intake = comparing->intake;

	MC_TRY(compare(context));
	if (intake->error_count > 0)
		return mc_err_new(MC_E_INPUT,
				  NP_("the list has %zu fault; nothing was changed",
				      "the list has %zu faults; nothing was changed", intake->error_count),
				  intake->error_count);
	intake->events = 0;
	for (size_t i = 0; i < intake->count; i++) {
		const struct mc_intake_row *row = &intake->rows[i];

		if (row->state == MC_INTAKE_SAME)
			continue;
		MC_TRY(mc_outcome_append(comparing->records, row->outcome, row->recorded));
		intake->events++;
	}
	return NULL;
}

struct mc_err *mc_outcome_list_commit(struct mc_intake *intake, struct mc_records *records)
{
	struct comparing comparing = { intake, records, intake->finding_count, intake->error_count };

	for (size_t i = 0; i < intake->count; i++)
		MC_TRY(mc_note_prepare(records, intake->rows[i].outcome->evidence.note));
	return mc_records_write(records, commit, &comparing);
}
