/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "roster/roster_parts.h"

const char **mc_roster_text(struct mc_roster_person *person, enum mc_roster_text text)
{
	static const size_t offsets[] = {
#define X(member, column) [MC_TEXT_##member] = offsetof(struct mc_roster_person, member),
		MC_ROSTER_TEXTS(X)
#undef X
	};

	return (const char **)(void *)((char *)person + offsets[text]);
}

void mc_roster_fault(struct mc_roster *roster, const char *file, size_t line, const char *column,
		     const char *why)
{
	roster->fault_count++;
	if (roster->fault_kept == MC_ROSTER_MAX_FAULTS)
		return;
	struct mc_roster_notice *fault =
		MC_VEC_ADD(roster->faults, roster->fault_kept, roster->fault_capacity);

	*fault = (struct mc_roster_notice){ .file = mc_arena_strdup(&roster->arena, file), .line = line };
	fault->text = column ? mc_arena_format(&roster->arena, _("column '%s': %s"), column, why)
			     : mc_arena_strdup(&roster->arena, why);
}

void mc_roster_note(struct mc_roster *roster, const char *file, size_t line, const char *text)
{
	struct mc_roster_notice *notice =
		MC_VEC_ADD(roster->notices, roster->notice_count, roster->notice_capacity);

	*notice = (struct mc_roster_notice){ .file = mc_arena_strdup(&roster->arena, file),
					     .line = line,
					     .text = mc_arena_strdup(&roster->arena, text) };
}

void mc_roster_note_table(struct mc_roster *roster, const char *file, const struct mc_csv *csv)
{
	static const struct {
		unsigned bit;
		const char *text;
	} notices[] = {
		{ MC_CSV_WAS_WINDOWS_1252, N_("this is not UTF-8 and was read as Windows-1252: see whether "
					      "letters with accents are right") },
		{ MC_CSV_WAS_UTF_16, N_("this was read as UTF-16") },
		{ MC_CSV_HAD_SEMICOLONS, N_("fields are separated by ';'") },
		{ MC_CSV_HAD_TABS, N_("fields are separated by tabs") },
	};

	for (size_t i = 0; i < MC_COUNT(notices); i++)
		if (mc_csv_notices(csv) & notices[i].bit)
			mc_roster_note(roster, file, 0, _(notices[i].text));
}

struct mc_err *mc_roster_table_open(struct mc_roster_table *table)
{
	for (size_t i = 0; i < MC_TEXT_COUNT; i++)
		table->at[i] = SIZE_MAX;
	for (size_t i = 0; i < table->form->count; i++) {
		const struct mc_roster_column *column = &table->form->columns[i];
		size_t found = SIZE_MAX;

		if (table->at[column->text] == SIZE_MAX)
			found = table->form->find ? table->form->find(table->csv, column->name)
						  : mc_csv_column(table->csv, column->name);
		if (found == SIZE_MAX)
			continue;
		table->at[column->text] = found;
		table->called[column->text] = mc_csv_column_name(table->csv, found);
	}
	for (size_t i = 0; i < table->form->count; i++) {
		const struct mc_roster_column *column = &table->form->columns[i];

		if ((table->form->needed >> column->text & 1) && table->at[column->text] == SIZE_MAX)
			return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' has no column '%s'"), table->file,
						      column->name),
					   _("the first line names the columns: man 5 migracode-roster"));
	}
	return NULL;
}

struct mc_err *mc_roster_next(bool *has_row, struct mc_csv_row *row, struct mc_roster_table *table)
{
	for (;;) {
		size_t line = 0;
		size_t column = 0;
		MC_AUTOPTR(mc_err) err = mc_csv_next(has_row, row, table->csv);

		if (!err)
			return NULL;
		const char *why = mc_csv_fault(&line, &column, table->csv);
		MC_AUTOTEXT text = mc_format(_("column %zu: %s"), column, why ? why : err->msg);

		mc_roster_fault(table->roster, table->file, line, NULL, text);
	}
}

static const char *name_of(const struct mc_roster_table *table, enum mc_roster_text text)
{
	for (size_t i = 0; i < table->form->count; i++)
		if (table->form->columns[i].text == text)
			return table->form->columns[i].name;
	return "";
}

static bool has_one_needed(struct mc_roster_person *person, unsigned one_needed)
{
	for (unsigned text = 0; text < MC_TEXT_COUNT; text++) {
		const char *value = *mc_roster_text(person, text);

		if ((one_needed >> text & 1) && value && *value)
			return true;
	}
	return one_needed == 0;
}

/* "a row needs one of the columns 'x', 'y'" with the names of this format. */
static void note_none_of(struct mc_roster_table *table, size_t line)
{
	MC_AUTO(mc_buf) names = MC_BUF_INIT;

	for (unsigned text = 0; text < MC_TEXT_COUNT; text++)
		if (table->form->one_needed >> text & 1)
			mc_buf_addf(&names, "%s'%s'", names.len ? ", " : "", name_of(table, text));
	MC_AUTOTEXT why = mc_format(_("all of these are empty, and one is needed: %s"), names.ptr);

	mc_roster_fault(table->roster, table->file, line, NULL, why);
}

bool mc_roster_fill(struct mc_roster_person *person, struct mc_roster_table *table,
		    const struct mc_csv_row *row)
{
	size_t faults = table->roster->fault_count;

	*person = (struct mc_roster_person){ .line = row->line };
	for (unsigned text = 0; text < MC_TEXT_COUNT; text++) {
		const char *why = NULL;

		if (table->at[text] == SIZE_MAX)
			continue;
		const char *value = row->fields[table->at[text]];
		const char *clean = mc_roster_clean(&why, &table->roster->arena, text, value);

		if (!clean)
			mc_roster_fault(table->roster, table->file, row->line, table->called[text], _(why));
		else if (!*clean && (table->form->needed >> text & 1))
			mc_roster_fault(table->roster, table->file, row->line, table->called[text],
					_("this is empty"));
		*mc_roster_text(person, text) = clean;
	}
	if (faults == table->roster->fault_count && !has_one_needed(person, table->form->one_needed))
		note_none_of(table, row->line);
	return faults == table->roster->fault_count;
}

struct mc_err *mc_roster_add(struct mc_roster *roster, const struct mc_roster_person *person)
{
	if (roster->count == MC_ROSTER_MAX_PEOPLE)
		return mc_err_new(MC_E_LIMIT, _("the list has more than %u people"), MC_ROSTER_MAX_PEOPLE);
	*MC_VEC_ADD(roster->people, roster->count, roster->capacity) = *person;
	return NULL;
}

struct mc_err *mc_roster_read_form(struct mc_roster_table *table)
{
	struct mc_csv_row row;
	bool has_row = false;

	MC_TRY(mc_roster_table_open(table));
	for (;;) {
		struct mc_roster_person person;

		MC_TRY(mc_roster_next(&has_row, &row, table));
		if (!has_row)
			return NULL;
		if (mc_roster_fill(&person, table, &row))
			MC_TRY(mc_roster_add(table->roster, &person));
	}
}
