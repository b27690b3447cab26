/* SPDX-License-Identifier: MIT */
#include "roster/roster_write.h"

#include <string.h>

#include "base/alloc.h"
#include "base/csv.h"
#include "base/i18n.h"
#include "roster/roster_parts.h"

static bool is_filled(const char *text)
{
	return text && *text;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* ---- the table of this program ---- */

static const char *text_of(const struct mc_roster_person *person, unsigned text)
{
	struct mc_roster_person copy = *person;

	return or_empty(*mc_roster_text(&copy, text));
}

void mc_roster_write_csv(struct mc_buf *out, const struct mc_roster_person *people, size_t count)
{
	static const char *const names[] = {
#define X(member, column) [MC_TEXT_##member] = (column),
		MC_ROSTER_TEXTS(X)
#undef X
	};
	bool is_used[MC_TEXT_COUNT] = { [MC_TEXT_id] = true };
	bool is_first = true;

	for (unsigned text = 0; text < MC_TEXT_COUNT; text++) {
		for (size_t i = 0; i < count && !is_used[text]; i++)
			is_used[text] = *text_of(&people[i], text);
		if (is_used[text])
			mc_csv_add(out, names[text], is_first);
		is_first = false;
	}
	mc_csv_end_row(out);
	for (size_t i = 0; i < count; i++) {
		for (unsigned text = 0; text < MC_TEXT_COUNT; text++)
			if (is_used[text])
				mc_csv_add(out, text_of(&people[i], text), text == 0);
		mc_csv_end_row(out);
	}
}

/* ---- GitHub Classroom ---- */

static void add_quoted(struct mc_buf *out, const char *text, bool is_last)
{
	mc_buf_addc(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			mc_buf_addc(out, '"');
		mc_buf_addc(out, *text);
	}
	mc_buf_addz(out, is_last ? "\"\r\n" : "\",");
}

void mc_roster_write_classroom(struct mc_buf *out, const struct mc_roster_person *people, size_t count)
{
	mc_buf_addz(out, "\"identifier\",\"github_username\",\"github_id\",\"name\"\r\n");
	for (size_t i = 0; i < count; i++) {
		add_quoted(out, or_empty(people[i].id), false);
		add_quoted(out, or_empty(people[i].github), false);
		add_quoted(out, or_empty(people[i].github_id), false);
		add_quoted(out, "", true);
	}
}

/* ---- names in two parts ---- */

void mc_roster_split_name(char **given, char **family, const struct mc_roster_person *person)
{
	const char *whole =
		is_filled(person->display_name) ? person->display_name : or_empty(person->legal_name);
	const char *blank = strrchr(whole, ' ');

	if (is_filled(person->given_name) || is_filled(person->family_name)) {
		*given = mc_strdup(is_filled(person->given_name) ? person->given_name : "-");
		*family = mc_strdup(is_filled(person->family_name) ? person->family_name : "-");
		return;
	}
	*given = blank ? mc_strndup(whole, (size_t)(blank - whole)) : mc_strdup(whole);
	*family = mc_strdup(blank ? blank + 1 : *whole ? "-" : "");
}

/* ---- Moodle ---- */

/* What Moodle takes as username: small letters, digits and four signs. */
static char *moodle_login(const struct mc_roster_person *person)
{
	char *login = mc_strdup(is_filled(person->login)   ? person->login
				: is_filled(person->email) ? person->email
							   : or_empty(person->id));

	for (char *at = login; *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + 'a' - 'A');
	return login;
}

static const char *moodle_lacks(const struct mc_roster_person *person, const char *login, const char *given)
{
	if (!*login || strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789-_.@") != strlen(login))
		return N_("no login that Moodle takes");
	if (is_filled(person->status) && !strcmp(person->status, "deleted"))
		return NULL;
	if (!is_filled(person->email))
		return N_("no e-mail address");
	return *given ? NULL : N_("no name");
}

static const struct mc_roster_place *place_of(struct mc_roster_place *room,
					      const struct mc_roster_person *person, size_t index)
{
	if (index < person->place_count)
		return &person->places[index];
	*room = (struct mc_roster_place){ 0 };
	if (index == 0 && person->place_count == 0) {
		room->cohort = person->cohort;
		room->role = "";
	}
	return room;
}

static void add_places(struct mc_buf *out, const struct mc_roster_person *person, size_t place_count)
{
	for (size_t i = 0; i < place_count; i++) {
		struct mc_roster_place room;
		const struct mc_roster_place *place = place_of(&room, person, i);
		bool is_suspended = place->status && !strcmp(place->status, "suspended");

		mc_csv_add(out, or_empty(place->course), false);
		mc_csv_add(out, or_empty(place->role), false);
		mc_csv_add(out, or_empty(place->group), false);
		mc_csv_add(out, !is_filled(place->course) ? "" : is_suspended ? "1" : "0", false);
		mc_csv_add(out, or_empty(place->cohort), false);
	}
}

static void add_moodle_header(struct mc_buf *out, size_t place_count)
{
	mc_buf_addz(out, "username,oldusername,firstname,lastname,email,idnumber,lang,suspended,deleted");
	for (size_t i = 1; i <= place_count; i++)
		mc_buf_addf(out, ",course%zu,role%zu,group%zu,enrolstatus%zu,cohort%zu", i, i, i, i, i);
	mc_csv_end_row(out);
}

/* Moodle writes 'pt_br'. */
static void add_language(struct mc_buf *out, const char *language)
{
	MC_AUTOTEXT text = mc_strdup(or_empty(language));

	for (char *at = text; *at; at++)
		if (*at == '-')
			*at = '_';
	mc_csv_add(out, text, false);
}

static bool has_status(const struct mc_roster_person *person, const char *status)
{
	return person->status && !strcmp(person->status, status);
}

/* Appends a row; what the person lacks is returned instead. */
static const char *add_moodle_row(struct mc_buf *out, const struct mc_roster_person *person,
				  size_t place_count)
{
	MC_AUTOTEXT given = NULL;
	MC_AUTOTEXT family = NULL;
	MC_AUTOTEXT login = moodle_login(person);

	mc_roster_split_name(&given, &family, person);
	const char *lacks = moodle_lacks(person, login, given);

	if (lacks)
		return lacks;
	mc_csv_add(out, login, true);
	mc_csv_add(out, or_empty(person->old_login), false);
	mc_csv_add(out, given, false);
	mc_csv_add(out, family, false);
	mc_csv_add(out, or_empty(person->email), false);
	mc_csv_add(out, or_empty(person->id), false);
	add_language(out, person->language);
	mc_csv_add(out, has_status(person, "suspended") ? "1" : "0", false);
	mc_csv_add(out, has_status(person, "deleted") ? "1" : "0", false);
	add_places(out, person, place_count);
	mc_csv_end_row(out);
	return NULL;
}

struct mc_err *mc_roster_write_moodle(struct mc_buf *out, const struct mc_roster_person *people, size_t count)
{
	MC_AUTO(mc_buf) table = MC_BUF_INIT;
	size_t place_count = 1;
	size_t bad_count = 0;
	const char *first_lacks = NULL;
	const char *first_id = "";

	for (size_t i = 0; i < count; i++)
		if (people[i].place_count > place_count)
			place_count = people[i].place_count;
	add_moodle_header(&table, place_count);
	for (size_t i = 0; i < count; i++) {
		const char *lacks = add_moodle_row(&table, &people[i], place_count);

		bad_count += lacks != NULL;
		if (lacks && bad_count == 1) {
			first_lacks = lacks;
			first_id = or_empty(people[i].id);
		}
	}
	if (bad_count > 0)
		return mc_err_new(MC_E_INPUT,
				  NP_("%zu person lacks what Moodle needs: '%s' has %s",
				      "%zu people lack what Moodle needs; the first, '%s', has %s",
				      bad_count),
				  bad_count, first_id, _(first_lacks));
	mc_buf_add(out, table.ptr, table.len);
	return NULL;
}
