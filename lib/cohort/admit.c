/* SPDX-License-Identifier: MIT */
#include "cohort/admit.h"

#include <string.h>

#include "base/i18n.h"
#include "cohort/learner.h"
#include "cohort/new_id.h"
#include "records/people.h"

static struct mc_err *make_id(char id[MC_NEW_ID], struct mc_records *records)
{
	for (;;) {
		MC_AUTO(mc_enrolments) same = MC_ENROLMENTS_INIT;

		mc_new_id(id, 'L');
		MC_TRY(mc_enrolments_of_learner(&same, records, id));
		if (same.count == 0)
			return NULL;
	}
}

/* Somebody who is there under another id would count twice. */
static struct mc_err *find_same_person(struct mc_records *records, const struct mc_intake_row *row)
{
	static const enum mc_profile_fact unique[] = { MC_PROFILE_EMAIL, MC_PROFILE_LOGIN, MC_PROFILE_GITHUB,
						       MC_PROFILE_GITHUB_ID, MC_PROFILE_EXTERNAL_ID };

	for (size_t i = 0; row->profile && i < MC_COUNT(unique); i++) {
		const char *value = row->profile->facts[unique[i]];
		MC_AUTO(mc_buf) other = MC_BUF_INIT;
		size_t count = 0;

		if (!value)
			continue;
		MC_TRY(mc_people_find(&other, &count, records, mc_profile_keys[unique[i]], value));
		if (count == 0 || !strcmp(other.ptr, row->wanted.learner))
			continue;
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("the learner '%s' has this %s already"),
					      other.ptr, mc_profile_keys[unique[i]]),
				   _("if it is the same person, use this id: --id %s"), other.ptr);
	}
	return NULL;
}

static struct mc_err *check_new(const struct mc_intake *intake)
{
	const struct mc_intake_row *row = &intake->rows[0];

	if (row->state == MC_INTAKE_NEW)
		return NULL;
	if (row->state == MC_INTAKE_SAME)
		return mc_err_new(MC_E_NOTHING, _("the learner '%s' is in the cohort '%s' already"),
				  row->wanted.learner, intake->cohort->id);
	return mc_err_hint(mc_err_new(MC_E_INPUT,
				      _("the learner '%s' is in the cohort '%s' with other facts"),
				      row->wanted.learner, intake->cohort->id),
			   "%s", _("'migracode learner import' changes facts of learners"));
}

struct mc_err *mc_admit(struct mc_intake *intake, struct mc_records *records,
			const struct mc_intake_person *person)
{
	struct mc_intake_person named = *person;
	char id[MC_NEW_ID];

	if (intake->cohort->closed_on)
		return mc_err_new(MC_E_INPUT, _("the cohort '%s' was closed on %s"), intake->cohort->id,
				  intake->cohort->closed_on);
	if (!named.id) {
		MC_TRY(make_id(id, records));
		named.id = id;
	}
	MC_TRY(mc_intake_read_person(intake, &named));
	MC_TRY(mc_intake_compare(intake, records));
	MC_TRY(check_new(intake));
	MC_TRY(find_same_person(records, &intake->rows[0]));
	return mc_intake_commit(intake, records);
}
