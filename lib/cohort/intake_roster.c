/* SPDX-License-Identifier: MIT */
#include "cohort/intake_roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/new_id.h"
#include "cohort/words.h"
#include "records/people.h"

struct reading {
	struct mc_intake *intake;
	struct mc_records *records;
	const struct mc_roster_person *person;
};

static void tell(const struct reading *r, bool is_error, const char *text, const char *hint)
{
	mc_intake_add_finding(r->intake, &(struct mc_intake_finding){ .is_error = is_error,
								      .line = r->person->line,
								      .text = text,
								      .hint = hint });
}

/* ---- who is meant ---- */

static struct mc_err *is_known(bool *found, struct mc_records *records, const char *learner)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(&query, records,
				"SELECT 1 FROM learner WHERE school_id = ?1 AND learner_id = ?2"));
	mc_query_bind_text(query, 2, learner);
	MC_TRY(mc_query_step(found, query));
	mc_query_reset(query);
	return NULL;
}

/* Looks for one value; what it finds must be whom the values before it found. */
static struct mc_err *look(const char **learner, const struct reading *r, enum mc_profile_fact fact,
			   const char *value)
{
	MC_AUTO(mc_buf) found = MC_BUF_INIT;
	size_t count = 0;

	if (!value || !*value)
		return NULL;
	MC_TRY(mc_people_find(&found, &count, r->records, mc_profile_keys[fact], value));
	/* Families share an address: who has it is not known then. */
	if (count != 1)
		return NULL;
	if (*learner && strcmp(*learner, found.ptr) != 0)
		tell(r, true, _("this row means two learners of the records"),
		     _("look whether a login or an address was given to somebody else"));
	else if (!*learner)
		*learner = mc_arena_strdup(&r->intake->arena, found.ptr);
	return NULL;
}

static const char *name_of(const struct reading *r)
{
	const char *given = r->person->given_name, *family = r->person->family_name;

	if (r->person->display_name && *r->person->display_name)
		return r->person->display_name;
	if (!given || !*given)
		return family;
	return family && *family ? mc_arena_format(&r->intake->arena, "%s %s", given, family) : given;
}

static bool is_other_name(const struct mc_profile *recorded, const char *name)
{
	const char *display = recorded->facts[MC_PROFILE_DISPLAY_NAME],
		   *legal = recorded->facts[MC_PROFILE_LEGAL_NAME];

	return name && *name && (display || legal) && !(display && !strcmp(display, name)) &&
	       !(legal && !strcmp(legal, name));
}

/* Brothers and sisters share an address: alone, it means a learner only when the name is the same. */
static struct mc_err *find_by_address(const char **learner, const struct reading *r)
{
	bool is_found = *learner != NULL;
	struct mc_profile recorded;

	MC_TRY(look(learner, r, MC_PROFILE_EMAIL, r->person->email));
	if (is_found || !*learner)
		return NULL;
	MC_TRY(mc_profile_read(&recorded, &r->intake->arena, r->records, *learner));
	if (is_other_name(&recorded, name_of(r)))
		tell(r, true, _("the e-mail address is that of a learner with another name"),
		     _("people who share an address need a column with their ids, or logins of their own"));
	return NULL;
}

static struct mc_err *find_learner(const char **learner, const struct reading *r)
{
	const struct mc_roster_person *person = r->person;
	bool found = false;

	*learner = NULL;
	if (person->id && mc_cohort_is_id(person->id)) {
		MC_TRY(is_known(&found, r->records, person->id));
		if (found)
			*learner = person->id;
	}
	MC_TRY(look(learner, r, MC_PROFILE_EXTERNAL_ID, person->id));
	MC_TRY(look(learner, r, MC_PROFILE_GITHUB_ID, person->github_id));
	MC_TRY(look(learner, r, MC_PROFILE_LOGIN,
		    person->old_login && *person->old_login ? person->old_login : person->login));
	/* A login at GitHub may have gone to somebody else; the number never does. */
	if (!person->github_id || !*person->github_id)
		MC_TRY(look(learner, r, MC_PROFILE_GITHUB, person->github));
	return find_by_address(learner, r);
}

static const char *make_id(struct mc_arena *arena)
{
	char id[MC_NEW_ID];

	mc_new_id(id, 'L');
	return mc_arena_strdup(arena, id);
}

/* ---- what is said of them ---- */

static const struct mc_profile *make_profile(const struct reading *r, const char *learner)
{
	const struct mc_roster_person *person = r->person;
	struct mc_profile *profile = mc_arena_alloc(&r->intake->arena, sizeof(*profile));

	profile->facts[MC_PROFILE_DISPLAY_NAME] = name_of(r);
	profile->facts[MC_PROFILE_LEGAL_NAME] = person->legal_name;
	profile->facts[MC_PROFILE_EMAIL] = person->email;
	profile->facts[MC_PROFILE_PHONE] = person->phone;
	profile->facts[MC_PROFILE_LANGUAGE] = person->language;
	profile->facts[MC_PROFILE_LOGIN] = person->login;
	profile->facts[MC_PROFILE_GITHUB] = person->github;
	profile->facts[MC_PROFILE_GITHUB_ID] = person->github_id;
	if (person->id && strcmp(person->id, learner) != 0)
		profile->facts[MC_PROFILE_EXTERNAL_ID] = person->id;
	return mc_profile_is_empty(profile) ? NULL : profile;
}

static void set_age(struct mc_enrolment *wanted, const struct reading *r)
{
	int32_t birth = 0, start = 0;

	if (!r->person->birth_date || !mc_date_read(&birth, r->person->birth_date) ||
	    !mc_date_read(&start, wanted->facts[MC_FACT_STARTED_ON]) || birth > start)
		return;
	wanted->facts[MC_FACT_AGE] = mc_arena_format(&r->intake->arena, "%d", mc_date_years(birth, start));
}

static struct mc_err *read_person(const struct reading *r)
{
	struct mc_intake *intake = r->intake;
	const struct mc_roster_person *person = r->person;
	struct mc_intake_row row = { .line = person->line };
	const char *learner = NULL;

	MC_TRY(find_learner(&learner, r));
	row.wanted.cohort = intake->cohort->id;
	row.wanted.learner = learner ? learner : make_id(&intake->arena);
	row.wanted.facts[MC_FACT_STARTED_ON] =
		person->starts_on && *person->starts_on ? person->starts_on : intake->cohort->start_on;
	row.wanted.facts[MC_FACT_GENDER] =
		person->gender && *person->gender
			? mc_words_find(MC_WORDS_GENDER, &intake->arena, person->gender)
			: NULL;
	set_age(&row.wanted, r);
	row.profile = make_profile(r, row.wanted.learner);
	if (person->status && *person->status && strcmp(person->status, "active") != 0)
		tell(r, false,
		     _("the list says that this person is suspended or deleted; the records do not change "
		       "because of that"),
		     _("when the learner left: migracode learner withdraw"));
	*MC_VEC_ADD(intake->rows, intake->count, intake->capacity) = row;
	return NULL;
}

/* ---- the list ---- */

static bool is_name(const char *name, const char *wanted)
{
	return name && !strcmp(name, wanted);
}

static bool is_in_class(const struct mc_roster_person *person, const char *name)
{
	if (!name || is_name(person->cohort, name))
		return true;
	for (size_t i = 0; i < person->place_count; i++) {
		const struct mc_roster_place *place = &person->places[i];

		if (is_name(place->course, name) || is_name(place->group, name) ||
		    is_name(place->cohort, name))
			return true;
	}
	return false;
}

static void take_notices(struct mc_intake *intake, const struct mc_roster *roster)
{
	for (size_t i = 0; i < roster->notice_count; i++)
		mc_intake_add_finding(intake, &(struct mc_intake_finding){ .line = roster->notices[i].line,
									   .text = roster->notices[i].text });
	for (size_t i = 0; i < roster->fault_kept; i++)
		mc_intake_add_finding(intake, &(struct mc_intake_finding){ .is_error = true,
									   .line = roster->faults[i].line,
									   .text = roster->faults[i].text });
	intake->error_count += roster->fault_count - roster->fault_kept;
}

static int compare_learners(const void *a, const void *b)
{
	const struct mc_intake_row *const *x = a, *const *y = b;
	int order = strcmp((*x)->wanted.learner, (*y)->wanted.learner);

	return order ? order : (*x)->line < (*y)->line ? -1 : 1;
}

static void tell_same(struct mc_intake *intake)
{
	struct mc_intake_row **sorted = mc_alloc_zero(intake->count + 1, sizeof(*sorted));

	for (size_t i = 0; i < intake->count; i++)
		sorted[i] = &intake->rows[i];
	qsort(sorted, intake->count, sizeof(*sorted), compare_learners);
	for (size_t i = 1; i < intake->count; i++) {
		if (strcmp(sorted[i - 1]->wanted.learner, sorted[i]->wanted.learner) != 0)
			continue;
		MC_AUTOTEXT text =
			mc_format(_("this row means the same learner as line %zu"), sorted[i - 1]->line);

		mc_intake_add_finding(intake,
				      &(struct mc_intake_finding){ .is_error = true,
								   .line = sorted[i]->line,
								   .text = text,
								   .hint = _("keep the row that is right") });
	}
	free(sorted);
}

struct mc_err *mc_intake_read_roster(struct mc_intake *intake, struct mc_records *records,
				     const struct mc_roster *roster, const char *class_name)
{
	MC_TRY(mc_people_unlock(records));
	take_notices(intake, roster);
	for (size_t i = 0; i < roster->count; i++) {
		const struct reading reading = { intake, records, &roster->people[i] };

		if (is_in_class(&roster->people[i], class_name))
			MC_TRY(read_person(&reading));
	}
	if (intake->count == 0 && class_name)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the list puts nobody into '%s'"), class_name),
				   "%s", _("leave --class out to take everybody"));
	tell_same(intake);
	return NULL;
}
