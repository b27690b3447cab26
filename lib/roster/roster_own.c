/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "roster/roster_parts.h"

/* The table of this program, and the roster of GitHub Classroom, which is nearly one. */

static const struct mc_roster_column own_columns[] = {
#define X(member, column) { column, MC_TEXT_##member },
	MC_ROSTER_TEXTS(X)
#undef X
	/* What people call them as well. */
	{ "id", MC_TEXT_id },
	{ "name", MC_TEXT_display_name },
	{ "mail", MC_TEXT_email },
	{ "github", MC_TEXT_github },
	{ "login", MC_TEXT_login },
	{ "starts_on", MC_TEXT_starts_on },
	{ "ends_on", MC_TEXT_ends_on },
};

static const struct mc_roster_form own_form = {
	.columns = own_columns,
	.count = MC_COUNT(own_columns),
	.one_needed = MC_TEXT_BIT(id) | MC_TEXT_BIT(email) | MC_TEXT_BIT(display_name) |
		      MC_TEXT_BIT(legal_name) | MC_TEXT_BIT(github) | MC_TEXT_BIT(login),
};

bool mc_roster_is_own(const struct mc_csv *csv)
{
	for (size_t i = 0; i < MC_COUNT(own_columns); i++)
		if ((own_form.one_needed >> own_columns[i].text & 1) &&
		    mc_csv_column(csv, own_columns[i].name) != SIZE_MAX)
			return true;
	return false;
}

static void note_unread_columns(struct mc_roster_table *table)
{
	for (size_t i = 0; i < mc_csv_column_count(table->csv); i++) {
		bool is_read = false;

		for (size_t text = 0; text < MC_TEXT_COUNT; text++)
			is_read |= table->at[text] == i;
		if (is_read)
			continue;
		MC_AUTOTEXT text =
			mc_format(_("the column '%s' is not read"), mc_csv_column_name(table->csv, i));

		mc_roster_note(table->roster, table->file, 0, text);
	}
}

struct mc_err *mc_roster_read_own(struct mc_roster_table *table)
{
	table->form = &own_form;
	MC_TRY(mc_roster_read_form(table));
	note_unread_columns(table);
	return NULL;
}

static const struct mc_roster_column classroom_columns[] = {
	{ "identifier", MC_TEXT_id },
	{ "github_username", MC_TEXT_github },
	{ "github_id", MC_TEXT_github_id },
	{ "name", MC_TEXT_display_name },
};

static const struct mc_roster_form classroom_form = {
	.columns = classroom_columns,
	.count = MC_COUNT(classroom_columns),
	.needed = MC_TEXT_BIT(id),
};

bool mc_roster_is_classroom(const struct mc_csv *csv)
{
	return mc_csv_column(csv, "identifier") != SIZE_MAX &&
	       mc_csv_column(csv, "github_username") != SIZE_MAX;
}

/* Teachers type what they like as identifier: an address or a name is none, and must not become one. */
static void sort_identifier(struct mc_roster_person *person, struct mc_arena *arena)
{
	const char *why = NULL;
	const char *email = mc_roster_clean(&why, arena, MC_TEXT_email, person->id);

	if (email) {
		person->email = email;
		person->id = "";
	} else if (strchr(person->id, ' ')) {
		if (!person->display_name || !*person->display_name)
			person->display_name = person->id;
		person->id = "";
	}
}

struct mc_err *mc_roster_read_classroom(struct mc_roster_table *table)
{
	table->form = &classroom_form;
	MC_TRY(mc_roster_read_form(table));
	for (size_t i = 0; i < table->roster->count; i++)
		sort_identifier(&table->roster->people[i], &table->roster->arena);
	return NULL;
}
