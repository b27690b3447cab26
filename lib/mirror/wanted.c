/* SPDX-License-Identifier: MIT */
#include "mirror/wanted.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cohort/cohort.h"
#include "cohort/learner.h"
#include "cohort/profile.h"
#include "records/people.h"

struct reading {
	struct mc_mirror_wanted_list *list;
	struct mc_records *records;
	const char *cohort;
	const char *const *learners;
	size_t count;
};

void mc_mirror_wanted_list_release(struct mc_mirror_wanted_list *list)
{
	free(list->items);
	free(list->names);
	mc_arena_release(&list->arena);
	*list = (struct mc_mirror_wanted_list)MC_MIRROR_WANTED_LIST_INIT;
}

static bool is_here(const struct mc_enrolment *enrolment, const char *cohort)
{
	const char *finish = enrolment->facts[MC_FACT_COHORT_FINISH];

	return !enrolment->facts[MC_FACT_WITHDRAWN_ON] &&
	       !strcmp(finish ? finish : enrolment->cohort, cohort);
}

static bool is_meant(const struct reading *r, const char *learner)
{
	for (size_t i = 0; i < r->count; i++) {
		if (!strcmp(r->learners[i], learner))
			return true;
	}
	return r->count == 0;
}

static struct mc_err *add(const struct reading *r, const char *learner)
{
	struct mc_mirror_wanted_list *list = r->list;
	struct mc_profile profile;

	MC_TRY(mc_profile_read(&profile, &list->arena, r->records, learner));
	const char *id = mc_arena_strdup(&list->arena, learner);
	const char *name = profile.facts[MC_PROFILE_DISPLAY_NAME];

	list->items[list->count] = (struct mc_mirror_wanted){ .learner = id,
							      .source = profile.facts[MC_PROFILE_REPOSITORY],
							      .is_left_out = !is_meant(r, learner) };
	list->names[list->count++] = name && *name ? name : id;
	return NULL;
}

static struct mc_err *check_meant(const struct reading *r)
{
	for (size_t i = 0; i < r->count; i++) {
		size_t k = 0;

		while (k < r->list->count && strcmp(r->list->items[k].learner, r->learners[i]) != 0)
			k++;
		if (k == r->list->count)
			return mc_err_hint(mc_err_new(MC_E_INPUT,
						      _("the learner '%s' does not learn in the cohort '%s'"),
						      r->learners[i], r->cohort),
					   _("see who does: migracode learner list --cohort %s"), r->cohort);
	}
	return NULL;
}

static struct mc_err *read_all(void *context)
{
	const struct reading *r = context;
	MC_AUTO(mc_cohorts) known = MC_COHORTS_INIT;
	MC_AUTO(mc_enrolments) enrolments = MC_ENROLMENTS_INIT;

	mc_mirror_wanted_list_release(r->list);
	MC_TRY(mc_cohorts_read(&known, r->records, r->cohort));
	MC_TRY(mc_enrolments_of_cohort(&enrolments, r->records, r->cohort));
	r->list->items = mc_alloc_zero(enrolments.count + 1, sizeof(*r->list->items));
	r->list->names = mc_alloc_zero(enrolments.count + 1, sizeof(*r->list->names));
	for (size_t i = 0; i < enrolments.count; i++) {
		if (is_here(&enrolments.items[i], r->cohort))
			MC_TRY(add(r, enrolments.items[i].learner));
	}
	return check_meant(r);
}

struct mc_err *mc_mirror_wanted_read(struct mc_mirror_wanted_list *list, struct mc_records *records,
				     const char *cohort, const char *const learners[], size_t count)
{
	struct reading r = { list, records, cohort, learners, count };

	MC_TRY(mc_people_unlock(records));
	return mc_records_read(records, read_all, &r);
}
