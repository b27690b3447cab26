/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "roster/roster_parts.h"

/* Source: Moodle 4.3, admin/tool/uploaduser, and docs.moodle.org, "Upload users". */

/** Numbers behind "course", "cohort" … that are looked for. */
enum { MAX_PLACES = 20, MAX_PERIOD_DAYS = 3650 };

static const struct mc_roster_column columns[] = {
	{ "username", MC_TEXT_login },
	{ "oldusername", MC_TEXT_old_login },
	{ "firstname", MC_TEXT_given_name },
	{ "lastname", MC_TEXT_family_name },
	{ "alternatename", MC_TEXT_display_name },
	{ "email", MC_TEXT_email },
	{ "idnumber", MC_TEXT_id },
	{ "lang", MC_TEXT_language },
	{ "phone1", MC_TEXT_phone },
	{ "phone2", MC_TEXT_phone },
	{ "profile_field_gender", MC_TEXT_gender },
	{ "profile_field_birth_date", MC_TEXT_birth_date },
	{ "profile_field_github_login", MC_TEXT_github },
	{ "profile_field_github_id", MC_TEXT_github_id },
};

static const struct mc_roster_form form = {
	.columns = columns,
	.count = MC_COUNT(columns),
	.needed = MC_TEXT_BIT(login),
};

/* The columns of a place: X(member, name without its number). */
#define PLACE_COLUMNS(X) \
	X(course, "course") \
	X(group, "group") \
	X(cohort, "cohort") \
	X(role, "role") \
	X(type, "type") \
	X(status, "enrolstatus") \
	X(start, "enroltimestart") \
	X(period, "enrolperiod")

/* Where the columns of one place stand. */
struct place_at {
#define X(member, name) size_t member;
	PLACE_COLUMNS(X)
#undef X
};

struct moodle {
	struct mc_roster_table *table;
	struct place_at places[MAX_PLACES];
	size_t suspended;
	size_t deleted;
};

bool mc_roster_is_moodle(const struct mc_csv *csv)
{
	static const char *const others[] = { "firstname", "lastname", "idnumber",  "course1",
					      "cohort1",   "deleted",  "suspended", "oldusername" };

	if (mc_csv_column(csv, "username") == SIZE_MAX)
		return false;
	for (size_t i = 0; i < MC_COUNT(others); i++)
		if (mc_csv_column(csv, others[i]) != SIZE_MAX)
			return true;
	return false;
}

static size_t numbered(const struct mc_csv *csv, const char *name, unsigned number)
{
	MC_AUTOTEXT column = mc_format("%s%u", name, number);

	return mc_csv_column(csv, column);
}

static void find_columns(struct moodle *moodle)
{
	const struct mc_csv *csv = moodle->table->csv;

	for (unsigned i = 0; i < MAX_PLACES; i++) {
#define X(member, name) moodle->places[i].member = numbered(csv, name, i + 1);
		PLACE_COLUMNS(X)
#undef X
	}
	moodle->suspended = mc_csv_column(csv, "suspended");
	moodle->deleted = mc_csv_column(csv, "deleted");
	if (mc_csv_column(csv, "password") != SIZE_MAX)
		mc_roster_note(
			moodle->table->roster, moodle->table->file, 0,
			_("the file holds passwords, which are not read: delete it when it is done with"));
}

static const char *field(const struct mc_csv_row *row, size_t column)
{
	return column == SIZE_MAX ? "" : row->fields[column];
}

static bool is_set(const struct mc_csv_row *row, size_t column)
{
	return !strcmp(field(row, column), "1");
}

/* A day of a place; a bad one is a fault. */
static const char *day_of(struct moodle *moodle, const struct mc_csv_row *row, size_t column)
{
	struct mc_roster_table *table = moodle->table;
	const char *why = NULL;
	const char *day = mc_roster_clean(&why, &table->roster->arena, MC_TEXT_starts_on, field(row, column));

	if (!day)
		mc_roster_fault(table->roster, table->file, row->line, mc_csv_column_name(table->csv, column),
				_(why));
	return day ? day : "";
}

/* Enrolments last days from their start; an hour counts as a day like the first one. */
static const char *end_of(struct moodle *moodle, const char *starts_on, const char *period)
{
	char text[MC_DATE_TEXT];
	int32_t day;
	unsigned long days = strtoul(period, NULL, 10);

	if (!mc_date_read(&day, starts_on) || days == 0 || days > MAX_PERIOD_DAYS)
		return "";
	mc_date_text(text, day + (int32_t)days);
	return mc_arena_strdup(&moodle->table->roster->arena, text);
}

/* The numbers that old files have for a role: 1 learner, 2 teacher, 3 teacher who cannot change courses. */
static const char *role_of(struct mc_arena *arena, const struct mc_csv_row *row, const struct place_at *at)
{
	const char *type = field(row, at->type);
	const char *why = NULL;

	if (*field(row, at->role)) {
		const char *role = mc_roster_clean(&why, arena, MC_TEXT_role, field(row, at->role));

		return role ? role : "";
	}
	return !strcmp(type, "2") || !strcmp(type, "3") ? "teacher" : !strcmp(type, "1") ? "student" : "";
}

/* A text that stands in the list as it is, but not without end. */
static const char *name_of(struct mc_arena *arena, const char *text)
{
	return mc_arena_copy(arena, text, strnlen(text, MC_ROSTER_MAX_TEXT));
}

static bool fill_place(struct mc_roster_place *place, struct moodle *moodle, const struct mc_csv_row *row,
		       const struct place_at *at)
{
	struct mc_arena *arena = &moodle->table->roster->arena;

	if (!*field(row, at->course) && !*field(row, at->cohort) && !*field(row, at->group))
		return false;
	*place = (struct mc_roster_place){
		.course = name_of(arena, field(row, at->course)),
		.group = name_of(arena, field(row, at->group)),
		.cohort = name_of(arena, field(row, at->cohort)),
		.role = role_of(arena, row, at),
		.status = is_set(row, at->status) ? "suspended" : "active",
		.starts_on = day_of(moodle, row, at->start),
	};
	place->ends_on = end_of(moodle, place->starts_on, field(row, at->period));
	return true;
}

/* The first text that is not empty. */
static const char *first_of(const char *a, const char *b, const char *c)
{
	return *a ? a : *b ? b : c;
}

static void add_places(struct mc_roster_person *person, struct moodle *moodle, const struct mc_csv_row *row)
{
	struct mc_roster_place places[MAX_PLACES];
	size_t count = 0;

	for (size_t i = 0; i < MAX_PLACES; i++)
		count += fill_place(&places[count], moodle, row, &moodle->places[i]);
	person->cohort = person->starts_on = person->ends_on = person->role = "";
	if (count == 0)
		return;
	struct mc_roster_place *copy = mc_arena_alloc(&moodle->table->roster->arena, count * sizeof(*places));

	memcpy(copy, places, count * sizeof(*places));
	person->places = copy;
	person->place_count = count;
	person->cohort = first_of(copy[0].cohort, copy[0].group, copy[0].course);
	person->starts_on = copy[0].starts_on;
	person->ends_on = copy[0].ends_on;
	person->role = copy[0].role;
}

static struct mc_err *add_person(struct moodle *moodle, const struct mc_csv_row *row)
{
	struct mc_roster *roster = moodle->table->roster;
	size_t faults = roster->fault_count;
	struct mc_roster_person person;

	if (!mc_roster_fill(&person, moodle->table, row))
		return NULL;
	add_places(&person, moodle, row);
	if (roster->fault_count > faults)
		return NULL;
	person.status = is_set(row, moodle->deleted)	 ? "deleted"
			: is_set(row, moodle->suspended) ? "suspended"
							 : "active";
	if (person.given_name && person.family_name)
		person.legal_name = mc_arena_format(&roster->arena, "%s%s%s", person.given_name,
						    *person.given_name && *person.family_name ? " " : "",
						    person.family_name);
	return mc_roster_add(roster, &person);
}

struct mc_err *mc_roster_read_moodle(struct mc_roster_table *table)
{
	struct moodle moodle = { .table = table };
	struct mc_csv_row row;
	bool has_row = true;

	table->form = &form;
	MC_TRY(mc_roster_table_open(table));
	find_columns(&moodle);
	for (;;) {
		MC_TRY(mc_roster_next(&has_row, &row, table));
		if (!has_row)
			return NULL;
		MC_TRY(add_person(&moodle, &row));
	}
}
