/* SPDX-License-Identifier: MIT */
#include "cohort/register.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/vec.h"
#include "cohort/learner.h"
#include "cohort/profile.h"
#include "records/people.h"
#include "roster/roster_write.h"

void mc_register_release(struct mc_register *list)
{
	free(list->people);
	mc_arena_release(&list->arena);
	*list = (struct mc_register)MC_REGISTER_INIT;
}

static struct mc_err *add(struct mc_register *list, struct mc_records *records,
			  const struct mc_enrolment *enrolment, const char *cohort)
{
	struct mc_profile profile;

	MC_TRY(mc_profile_read(&profile, &list->arena, records, enrolment->learner));
	*MC_VEC_ADD(list->people, list->count, list->capacity) = (struct mc_roster_person){
		.id = mc_arena_strdup(&list->arena, enrolment->learner),
		.legal_name = profile.facts[MC_PROFILE_LEGAL_NAME],
		.display_name = profile.facts[MC_PROFILE_DISPLAY_NAME],
		.email = profile.facts[MC_PROFILE_EMAIL],
		.phone = profile.facts[MC_PROFILE_PHONE],
		.login = profile.facts[MC_PROFILE_LOGIN],
		.github = profile.facts[MC_PROFILE_GITHUB],
		.github_id = profile.facts[MC_PROFILE_GITHUB_ID],
		.language = profile.facts[MC_PROFILE_LANGUAGE],
		.cohort = cohort,
		.status = enrolment->facts[MC_FACT_WITHDRAWN_ON] ? "suspended" : "active",
		.role = "student",
	};
	return NULL;
}

static struct mc_err *is_erased(bool *erased, struct mc_records *records, const char *learner)
{
	struct mc_query *query = NULL;

	MC_TRY(mc_records_query(
		&query, records,
		"SELECT 1 FROM learner WHERE school_id = ?1 AND learner_id = ?2 AND erased_on IS NOT NULL"));
	mc_query_bind_text(query, 2, learner);
	MC_TRY(mc_query_step(erased, query));
	mc_query_reset(query);
	return NULL;
}

struct mc_err *mc_register_read(struct mc_register *list, struct mc_records *records,
				const struct mc_cohort *cohort)
{
	MC_AUTO(mc_enrolments) enrolments = MC_ENROLMENTS_INIT;
	const char *id = mc_arena_strdup(&list->arena, cohort->id);
	bool erased = false;

	MC_TRY(mc_people_unlock(records));
	MC_TRY(mc_enrolments_of_cohort(&enrolments, records, cohort->id));
	for (size_t i = 0; i < enrolments.count; i++) {
		MC_TRY(is_erased(&erased, records, enrolments.items[i].learner));
		if (!erased)
			MC_TRY(add(list, records, &enrolments.items[i], id));
	}
	return NULL;
}

static struct mc_err *write_oneroster(struct mc_tree *tree, const struct mc_register *list,
				      const struct mc_school *school, const struct mc_cohort *cohort)
{
	const struct mc_roster_class class = { cohort->id, cohort->title ? cohort->title : cohort->id,
					       cohort->start_on, cohort->on_time_by };
	const struct mc_roster_school about = { school->id, school->name ? school->name : school->id, &class,
						1 };

	return mc_roster_write_oneroster(tree, &about, list->people, list->count);
}

struct mc_err *mc_register_write(struct mc_tree *tree, const struct mc_register *list,
				 enum mc_roster_format format, const struct mc_school *school,
				 const struct mc_cohort *cohort)
{
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTOTEXT name = mc_format("%s.csv", cohort->id);

	if (format == MC_ROSTER_ONEROSTER)
		return write_oneroster(tree, list, school, cohort);
	if (format == MC_ROSTER_MOODLE)
		MC_TRY(mc_roster_write_moodle(&text, list->people, list->count));
	else if (format == MC_ROSTER_CLASSROOM)
		mc_roster_write_classroom(&text, list->people, list->count);
	else
		mc_roster_write_csv(&text, list->people, list->count);
	mc_tree_add(tree, name, text.ptr, text.len, false);
	return NULL;
}
