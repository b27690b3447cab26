/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/i18n.h"
#include "roster/roster_write.h"

/* Source: 1EdTech, "OneRoster 1.1 CSV Tables"; bulk: status and dateLastModified stay empty. */

/* The files, and whether they are there. */
static const char manifest[] = "propertyName,value\r\n"
			       "manifest.version,1.0\r\n"
			       "oneroster.version,1.1\r\n"
			       "file.academicSessions,bulk\r\n"
			       "file.categories,absent\r\n"
			       "file.classes,bulk\r\n"
			       "file.classResources,absent\r\n"
			       "file.courses,bulk\r\n"
			       "file.courseResources,absent\r\n"
			       "file.demographics,absent\r\n"
			       "file.enrollments,bulk\r\n"
			       "file.lineItems,absent\r\n"
			       "file.orgs,bulk\r\n"
			       "file.resources,absent\r\n"
			       "file.results,absent\r\n"
			       "file.users,bulk\r\n"
			       "source.systemName,migracode\r\n"
			       "source.systemCode,migracode\r\n";

static void add_row(struct mc_buf *out, const char *const fields[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		mc_csv_add(out, fields[i] ? fields[i] : "", i == 0);
	mc_csv_end_row(out);
}

#define ADD_ROW(out, ...) \
	add_row(out, (const char *const[]){ __VA_ARGS__ }, MC_COUNT(((const char *const[]){ __VA_ARGS__ })))

static void add_file(struct mc_tree *tree, const char *path, const struct mc_buf *text)
{
	mc_tree_add(tree, path, text->ptr, text->len, false);
}

static const struct mc_roster_class *find_class(const struct mc_roster_school *school, const char *id)
{
	for (size_t i = 0; i < school->class_count; i++)
		if (!strcmp(school->classes[i].id, id))
			return &school->classes[i];
	return NULL;
}

static struct mc_err *check_class(const struct mc_roster_school *school, const struct mc_roster_class *class)
{
	int32_t day;

	if (!class->starts_on || !class->ends_on || !mc_date_read(&day, class->starts_on) ||
	    !mc_date_read(&day, class->ends_on))
		return mc_err_new(MC_E_INPUT, _("'%s' has no first or no last day, which OneRoster needs"),
				  class->id);
	if (find_class(school, class->id) != class)
		return mc_err_new(MC_E_INPUT, _("'%s' is there twice"), class->id);
	return NULL;
}

/* Each class is a course of its own in a term of its own: cohorts start when they are full. */
static struct mc_err *add_classes(struct mc_tree *tree, const struct mc_roster_school *school)
{
	MC_AUTO(mc_buf) sessions = MC_BUF_INIT;
	MC_AUTO(mc_buf) courses = MC_BUF_INIT;
	MC_AUTO(mc_buf) classes = MC_BUF_INIT;

	ADD_ROW(&sessions, "sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate",
		"parentSourcedId", "schoolYear");
	ADD_ROW(&courses, "sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title",
		"courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes");
	ADD_ROW(&classes, "sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId",
		"classCode", "classType", "location", "schoolSourcedId", "termSourcedIds", "subjects",
		"subjectCodes", "periods");
	for (size_t i = 0; i < school->class_count; i++) {
		const struct mc_roster_class *class = &school->classes[i];
		const char *title = class->title && *class->title ? class->title : class->id;

		MC_TRY(check_class(school, class));
		MC_AUTOTEXT term = mc_format("term-%s", class->id);
		MC_AUTOTEXT course = mc_format("course-%s", class->id);
		MC_AUTOTEXT year = mc_strndup(class->ends_on, 4);

		ADD_ROW(&sessions, term, "", "", title, "term", class->starts_on, class->ends_on, "", year);
		ADD_ROW(&courses, course, "", "", "", title, class->id, "", school->id, "", "");
		ADD_ROW(&classes, class->id, "", "", title, "", course, class->id, "scheduled", "",
			school->id, term, "", "", "");
	}
	add_file(tree, "academicSessions.csv", &sessions);
	add_file(tree, "courses.csv", &courses);
	add_file(tree, "classes.csv", &classes);
	return NULL;
}

static void add_user(struct mc_buf *users, const struct mc_roster_school *school,
		     const struct mc_roster_person *person)
{
	MC_AUTOTEXT given = NULL;
	MC_AUTOTEXT family = NULL;
	bool is_suspended = person->status && !strcmp(person->status, "suspended");

	mc_roster_split_name(&given, &family, person);
	ADD_ROW(users, person->id, "", "", is_suspended ? "false" : "true", school->id, "student",
		person->login && *person->login ? person->login : person->id, "", given, family, "",
		person->id, person->email, "", person->phone, "", "", "");
}

static struct mc_err *add_enrolment(struct mc_buf *enrolments, const struct mc_roster_school *school,
				    const struct mc_roster_person *person,
				    const struct mc_roster_place *place)
{
	if (!place->cohort || !*place->cohort)
		return NULL;
	if (!find_class(school, place->cohort))
		return mc_err_new(MC_E_INPUT, _("'%s' is in '%s', which is no class of the list"), person->id,
				  place->cohort);
	MC_AUTOTEXT id = mc_format("%s-%s", place->cohort, person->id);

	ADD_ROW(enrolments, id, "", "", place->cohort, school->id, person->id, "student", "false",
		place->starts_on, place->ends_on);
	return NULL;
}

static struct mc_err *add_person(struct mc_buf *users, struct mc_buf *enrolments,
				 const struct mc_roster_school *school, const struct mc_roster_person *person)
{
	const struct mc_roster_place only = { .cohort = person->cohort,
					      .starts_on = person->starts_on,
					      .ends_on = person->ends_on };

	if (person->status && !strcmp(person->status, "deleted"))
		return NULL;
	if (!person->id || !*person->id)
		return mc_err_new(MC_E_INPUT,
				  _("a person of the list has no identifier, which OneRoster needs"));
	add_user(users, school, person);
	for (size_t i = 0; i < person->place_count; i++)
		MC_TRY(add_enrolment(enrolments, school, person, &person->places[i]));
	return person->place_count > 0 ? NULL : add_enrolment(enrolments, school, person, &only);
}

struct mc_err *mc_roster_write_oneroster(struct mc_tree *tree, const struct mc_roster_school *school,
					 const struct mc_roster_person *people, size_t count)
{
	MC_AUTO(mc_buf) orgs = MC_BUF_INIT;
	MC_AUTO(mc_buf) users = MC_BUF_INIT;
	MC_AUTO(mc_buf) enrolments = MC_BUF_INIT;

	ADD_ROW(&orgs, "sourcedId", "status", "dateLastModified", "name", "type", "identifier",
		"parentSourcedId");
	ADD_ROW(&orgs, school->id, "", "", school->name, "school", school->id, "");
	ADD_ROW(&users, "sourcedId", "status", "dateLastModified", "enabledUser", "orgSourcedIds", "role",
		"username", "userIds", "givenName", "familyName", "middleName", "identifier", "email", "sms",
		"phone", "agentSourcedIds", "grades", "password");
	ADD_ROW(&enrolments, "sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId",
		"userSourcedId", "role", "primary", "beginDate", "endDate");
	MC_TRY(add_classes(tree, school));
	for (size_t i = 0; i < count; i++)
		MC_TRY(add_person(&users, &enrolments, school, &people[i]));
	mc_tree_add(tree, "manifest.csv", manifest, sizeof(manifest) - 1, false);
	add_file(tree, "orgs.csv", &orgs);
	add_file(tree, "users.csv", &users);
	add_file(tree, "enrollments.csv", &enrolments);
	mc_tree_sort(tree);
	return NULL;
}
