/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "os/file.h"
#include "roster/roster_parts.h"

/*
 * OneRoster, 1.1 as it is written and 1.2 as it is met: columns in any order, some of them misspelt.
 * Source: 1EdTech, "OneRoster 1.1 CSV Tables" and "OneRoster 1.2 CSV Binding".
 */

/* A name may have two letters wrong when it has as many. */
enum { MAX_WRONG_LETTERS = 2, LEAST_LETTERS = 8 };

static const struct mc_roster_column user_columns[] = {
	{ "sourcedId", MC_TEXT_id },
	{ "username", MC_TEXT_login },
	{ "givenName", MC_TEXT_given_name },
	{ "familyName", MC_TEXT_family_name },
	{ "email", MC_TEXT_email },
	{ "phone", MC_TEXT_phone },
	{ "role", MC_TEXT_role },
};

/* Every name that is looked for, and more, so that none is taken for another one misspelt. */
#define COLUMNS(X) \
	X(sourcedId) \
	X(status) \
	X(dateLastModified) \
	X(enabledUser) \
	X(username) \
	X(givenName) \
	X(familyName) \
	X(middleName) \
	X(preferredGivenName) \
	X(preferredFamilyName) \
	X(preferredMiddleName) \
	X(email) \
	X(sms) \
	X(phone) \
	X(role) \
	X(roleType) \
	X(classSourcedId) \
	X(courseSourcedId) \
	X(schoolSourcedId) \
	X(userSourcedId) \
	X(orgSourcedId) \
	X(orgSourcedIds) \
	X(beginDate) \
	X(endDate) \
	X(birthDate) \
	X(sex) \
	X(title)

static const char *const known[] = {
#define X(name) #name,
	COLUMNS(X)
#undef X
};

/* Where they stand in a table; SIZE_MAX: nowhere. */
struct columns {
#define X(name) size_t name;
	COLUMNS(X)
#undef X
};

/* An identifier and what stands for it. */
struct entry {
	const char *key;
	size_t value;
};

struct index {
	struct entry *entries;
	size_t count;
	size_t capacity;
};

/* A person who is put into a class. */
struct enrolment {
	size_t person;
	struct mc_roster_place place;
};

struct oneroster {
	struct mc_roster *roster;
	const struct mc_roster_source *source;
	const struct mc_tree *tree; /* NULL: there is only the table of users */
	struct index users;	    /* to people */
	struct index classes;	    /* to titles */
	const char **titles;
	size_t title_count;
	size_t title_capacity;
	struct enrolment *enrolments;
	size_t enrolment_count;
	size_t enrolment_capacity;
	size_t stray_count; /* enrolments of others than users */
};

static void oneroster_release(struct oneroster *all)
{
	free(all->users.entries);
	free(all->classes.entries);
	free(all->titles);
	free(all->enrolments);
}

/* ---- columns and files ---- */

static bool is_known(const struct mc_csv *csv, size_t column)
{
	for (size_t i = 0; i < MC_COUNT(known); i++)
		if (mc_csv_column(csv, known[i]) == column)
			return true;
	return false;
}

/* Names of columns differ in case more often than in letters. */
static size_t distance(const char *a, const char *b)
{
	MC_AUTOTEXT left = mc_strdup(a);
	MC_AUTOTEXT right = mc_strdup(b);

	for (char *at = left; *at; at++)
		*at = (char)(*at >= 'A' && *at <= 'Z' ? *at + 'a' - 'A' : *at);
	for (char *at = right; *at; at++)
		*at = (char)(*at >= 'A' && *at <= 'Z' ? *at + 'a' - 'A' : *at);
	return mc_str_distance(left, right);
}

static size_t find_column(const struct mc_csv *csv, const char *name)
{
	size_t found = mc_csv_column(csv, name);

	if (found != SIZE_MAX || strlen(name) < LEAST_LETTERS)
		return found;
	for (size_t i = 0; i < mc_csv_column_count(csv); i++)
		if (distance(mc_csv_column_name(csv, i), name) <= MAX_WRONG_LETTERS && !is_known(csv, i))
			return i;
	return SIZE_MAX;
}

static void find_columns(struct columns *at, const struct mc_csv *csv)
{
#define X(name) at->name = find_column(csv, #name);
	COLUMNS(X)
#undef X
}

static const char *value(const struct mc_csv_row *row, size_t column)
{
	return column == SIZE_MAX ? "" : row->fields[column];
}

/* The file of this name, in whatever folder of the archive it lies; the first one. */
static const struct mc_tree_file *find_file(const struct mc_tree *tree, const char *name)
{
	for (size_t i = 0; tree && i < tree->count; i++) {
		const char *slash = strrchr(tree->files[i].path, '/');

		if (!strcasecmp(slash ? slash + 1 : tree->files[i].path, name) &&
		    strncmp(tree->files[i].path, "__MACOSX/", strlen("__MACOSX/")) != 0)
			return &tree->files[i];
	}
	return NULL;
}

/* A table of the archive; its csv is NULL when it is not there. */
static struct mc_err *open_table(struct mc_csv **csv, struct mc_roster_table *table, struct oneroster *all,
				 const char *name)
{
	const struct mc_tree_file *file = find_file(all->tree, name);

	if (!file)
		return NULL;
	MC_AUTOTEXT path = mc_path_join(all->source->path, file->path);

	*table = (struct mc_roster_table){ .roster = all->roster, .source = all->source };
	table->file = mc_arena_strdup(&all->roster->arena, path);
	MC_TRY(mc_csv_open(csv, file->data, file->len, table->file));
	table->csv = *csv;
	mc_roster_note_table(all->roster, table->file, *csv);
	return NULL;
}

/* ---- identifiers ---- */

static int compare_entries(const void *a, const void *b)
{
	const struct entry *left = a;
	const struct entry *right = b;
	int order = strcmp(left->key, right->key);

	return order ? order : (left->value > right->value) - (left->value < right->value);
}

static void sort_index(struct index *index)
{
	if (index->count > 0)
		qsort(index->entries, index->count, sizeof(*index->entries), compare_entries);
}

static int compare_key(const void *key, const void *entry)
{
	return strcmp(key, ((const struct entry *)entry)->key);
}

/* What stands for the identifier, or SIZE_MAX. */
static size_t look_up(const struct index *index, const char *key)
{
	const struct entry *found = index->count == 0 ? NULL
						      : bsearch(key, index->entries, index->count,
								sizeof(*index->entries), compare_key);

	return found ? found->value : SIZE_MAX;
}

/* ---- users ---- */

static const struct mc_roster_form user_form = {
	.columns = user_columns,
	.count = MC_COUNT(user_columns),
	.needed = MC_TEXT_BIT(id),
	.one_needed =
		MC_TEXT_BIT(given_name) | MC_TEXT_BIT(family_name) | MC_TEXT_BIT(email) | MC_TEXT_BIT(login),
	.find = find_column,
};

bool mc_roster_is_oneroster(const struct mc_csv *csv)
{
	return mc_csv_column(csv, "sourcedId") != SIZE_MAX && find_column(csv, "familyName") != SIZE_MAX;
}

/* Parts of a name with blanks between. */
static const char *join_name(struct mc_arena *arena, const char *const parts[], size_t count)
{
	MC_AUTO(mc_buf) name = MC_BUF_INIT;

	for (size_t i = 0; i < count; i++)
		if (parts[i] && *parts[i])
			mc_buf_addf(&name, "%s%s", name.len ? " " : "", parts[i]);
	return mc_arena_copy(arena, name.ptr, name.len);
}

static const char *status_of(const struct mc_csv_row *row, size_t status, size_t enabled)
{
	if (!strcasecmp(value(row, status), "tobedeleted"))
		return "deleted";
	return !strcasecmp(value(row, enabled), "false") || !strcasecmp(value(row, status), "inactive")
		       ? "suspended"
		       : "active";
}

/* What of a user is more than a text. */
static void complete_user(struct mc_roster_person *person, struct mc_arena *arena, const struct columns *at,
			  const struct mc_csv_row *row)
{
	const char *why = NULL;
	const char *const legal[] = { person->given_name, value(row, at->middleName), person->family_name };
	const char *given = value(row, at->preferredGivenName);
	const char *family = value(row, at->preferredFamilyName);
	const char *const shown[] = { *given ? given : person->given_name,
				      *family ? family : person->family_name };
	const char *sms = mc_roster_clean(&why, arena, MC_TEXT_phone, value(row, at->sms));

	person->legal_name = join_name(arena, legal, MC_COUNT(legal));
	if (*given || *family)
		person->display_name = join_name(arena, shown, MC_COUNT(shown));
	if ((!person->phone || !*person->phone) && sms)
		person->phone = sms;
	person->status = status_of(row, at->status, at->enabledUser);
}

static struct mc_err *read_users(struct mc_roster_table *table)
{
	struct mc_roster_person person;
	struct columns at;
	struct mc_csv_row row;
	bool has_row = true;

	table->form = &user_form;
	MC_TRY(mc_roster_table_open(table));
	find_columns(&at, table->csv);
	for (;;) {
		MC_TRY(mc_roster_next(&has_row, &row, table));
		if (!has_row)
			return NULL;
		if (!mc_roster_fill(&person, table, &row))
			continue;
		complete_user(&person, &table->roster->arena, &at, &row);
		MC_TRY(mc_roster_add(table->roster, &person));
	}
}

struct mc_err *mc_roster_read_users(struct mc_roster_table *table)
{
	return read_users(table);
}

/* ---- classes, roles, demographics, enrolments ---- */

/* A day of a row; a bad one is a fault. */
static const char *day_of(struct mc_roster_table *table, const struct mc_csv_row *row, size_t column)
{
	const char *why = NULL;
	const char *day = mc_roster_clean(&why, &table->roster->arena, MC_TEXT_starts_on, value(row, column));

	if (!day)
		mc_roster_fault(table->roster, table->file, row->line, mc_csv_column_name(table->csv, column),
				_(why));
	return day ? day : "";
}

static void add_class(struct oneroster *all, struct mc_roster_table *table, const struct columns *at,
		      const struct mc_csv_row *row)
{
	(void)table;
	struct mc_arena *arena = &all->roster->arena;
	const char *id = value(row, at->sourcedId);
	const char *title = value(row, at->title);

	*MC_VEC_ADD(all->classes.entries, all->classes.count, all->classes.capacity) =
		(struct entry){ mc_arena_strdup(arena, id), all->title_count };
	*MC_VEC_ADD(all->titles, all->title_count, all->title_capacity) =
		mc_arena_copy(arena, title, strnlen(title, MC_ROSTER_MAX_TEXT));
}

/* The person of a row, by a column that names one; NULL: nobody of the table of users. */
static struct mc_roster_person *person_of(struct oneroster *all, const struct mc_csv_row *row, size_t column)
{
	size_t index = look_up(&all->users, value(row, column));

	return index == SIZE_MAX ? NULL : &all->roster->people[index];
}

/* Of several roles the primary one stays. */
static void add_role(struct oneroster *all, struct mc_roster_table *table, const struct columns *at,
		     const struct mc_csv_row *row)
{
	(void)table;
	struct mc_roster_person *person = person_of(all, row, at->userSourcedId);
	const char *why = NULL;
	const char *role = mc_roster_clean(&why, &all->roster->arena, MC_TEXT_role, value(row, at->role));
	bool is_primary = !strcasecmp(value(row, at->roleType), "primary");

	if (person && role && (is_primary || !person->role || !*person->role))
		person->role = role;
}

static void add_demographics(struct oneroster *all, struct mc_roster_table *table, const struct columns *at,
			     const struct mc_csv_row *row)
{
	struct mc_roster_person *person = person_of(all, row, at->sourcedId);
	const char *why = NULL;

	if (!person)
		return;
	person->birth_date = day_of(table, row, at->birthDate);
	person->gender = mc_roster_clean(&why, &all->roster->arena, MC_TEXT_gender, value(row, at->sex));
	if (!person->gender)
		mc_roster_fault(table->roster, table->file, row->line, "sex", _(why));
}

static void add_enrolment(struct oneroster *all, struct mc_roster_table *table, const struct columns *at,
			  const struct mc_csv_row *row)
{
	struct mc_roster_person *person = person_of(all, row, at->userSourcedId);
	const char *id = value(row, at->classSourcedId);
	size_t title = look_up(&all->classes, id);
	const char *status = value(row, at->status);
	const char *why = NULL;

	if (!person || !strcasecmp(status, "tobedeleted")) {
		all->stray_count += !person;
		return;
	}
	const char *role = mc_roster_clean(&why, &all->roster->arena, MC_TEXT_role, value(row, at->role));
	struct enrolment *enrolment =
		MC_VEC_ADD(all->enrolments, all->enrolment_count, all->enrolment_capacity);

	*enrolment = (struct enrolment){ .person = (size_t)(person - all->roster->people) };
	enrolment->place = (struct mc_roster_place){
		.course = title != SIZE_MAX && *all->titles[title] ? all->titles[title]
								   : mc_arena_strdup(&all->roster->arena, id),
		.group = "",
		.cohort = mc_arena_strdup(&all->roster->arena, id),
		.role = role ? role : "",
		.status = "active",
		.starts_on = day_of(table, row, at->beginDate),
		.ends_on = day_of(table, row, at->endDate),
	};
}

/* Gives everybody their places, in the order of the file. */
static void share_places(struct oneroster *all)
{
	struct mc_roster *roster = all->roster;
	struct mc_roster_place *places =
		mc_arena_alloc(&roster->arena, (all->enrolment_count + 1) * sizeof(*places));

	for (size_t i = 0; i < all->enrolment_count; i++)
		roster->people[all->enrolments[i].person].place_count++;
	for (size_t i = 0; i < roster->count; i++) {
		roster->people[i].places = places;
		places += roster->people[i].place_count;
		roster->people[i].place_count = 0;
	}
	for (size_t i = 0; i < all->enrolment_count; i++) {
		struct mc_roster_person *person = &roster->people[all->enrolments[i].person];
		/* They are ours, and only here written. */
		struct mc_roster_place *place =
			(struct mc_roster_place *)&person->places[person->place_count];

		*place = all->enrolments[i].place;
		if (person->place_count++ > 0)
			continue;
		person->cohort = place->course;
		person->starts_on = place->starts_on;
		person->ends_on = place->ends_on;
		if (!person->role || !*person->role)
			person->role = place->role;
	}
}

/* Gives each row of a table to take. */
static struct mc_err *read_rows(struct oneroster *all, const char *name,
				void (*take)(struct oneroster *all, struct mc_roster_table *table,
					     const struct columns *at, const struct mc_csv_row *row))
{
	MC_AUTOPTR(mc_csv) csv = NULL;
	struct mc_roster_table table;
	struct columns at;
	struct mc_csv_row row;
	bool has_row = true;

	MC_TRY(open_table(&csv, &table, all, name));
	if (!csv)
		return NULL;
	find_columns(&at, csv);
	while (has_row) {
		MC_TRY(mc_roster_next(&has_row, &row, &table));
		if (has_row)
			take(all, &table, &at, &row);
	}
	return NULL;
}

static struct mc_err *read_all(struct oneroster *all)
{
	MC_AUTOPTR(mc_csv) csv = NULL;
	struct mc_roster *roster = all->roster;
	struct mc_roster_table users;

	MC_TRY(open_table(&csv, &users, all, "users.csv"));
	if (!csv)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' has no file users.csv"), all->source->path),
				   _("of OneRoster the files lie in a folder or a zip file"));
	MC_TRY(read_users(&users));
	for (size_t i = 0; i < roster->count; i++)
		*MC_VEC_ADD(all->users.entries, all->users.count, all->users.capacity) =
			(struct entry){ roster->people[i].id, i };
	sort_index(&all->users);
	MC_TRY(read_rows(all, "classes.csv", add_class));
	sort_index(&all->classes);
	MC_TRY(read_rows(all, "roles.csv", add_role));
	MC_TRY(read_rows(all, "demographics.csv", add_demographics));
	MC_TRY(read_rows(all, "enrollments.csv", add_enrolment));
	share_places(all);
	mc_roster_finish(roster, all->source, users.file);
	return NULL;
}

struct mc_err *mc_roster_read_oneroster(struct mc_roster *roster, const struct mc_roster_source *source,
					const struct mc_tree *tree)
{
	struct oneroster all = { .roster = roster, .source = source, .tree = tree };
	struct mc_err *err = read_all(&all);

	if (all.stray_count > 0) {
		MC_AUTOTEXT text = mc_format(NP_("%zu enrolment is of somebody who is not in users.csv",
						 "%zu enrolments are of people who are not in users.csv",
						 all.stray_count),
					     all.stray_count);

		mc_roster_note(roster, source->path, 0, text);
	}
	oneroster_release(&all);
	return err;
}
