/* SPDX-License-Identifier: MIT */
#include "mirror/found.h"

#include "cohort/profile.h"
#include "records/people.h"

void mc_mirror_found_release(struct mc_mirror_found *found)
{
	mc_arena_release(&found->arena);
	*found = (struct mc_mirror_found)MC_MIRROR_FOUND_INIT;
}

/* What learners are known by. */
static struct mc_err *read_learners(struct mc_forge_learner **known, struct mc_mirror_found *found,
				    struct mc_records *records, const char *const learners[], size_t count)
{
	struct mc_forge_learner *made = mc_arena_alloc(&found->arena, (count + 1) * sizeof(*made));

	MC_TRY(mc_people_unlock(records));
	found->items = mc_arena_alloc(&found->arena, (count + 1) * sizeof(*found->items));
	found->count = count;
	for (size_t i = 0; i < count; i++) {
		const char *learner = mc_arena_strdup(&found->arena, learners[i]);
		struct mc_profile profile;

		MC_TRY(mc_profile_read(&profile, &found->arena, records, learner));
		made[i] = (struct mc_forge_learner){ learner, profile.facts[MC_PROFILE_GITHUB],
						     profile.facts[MC_PROFILE_GITHUB_ID] };
		found->items[i].learner = learner;
		found->items[i].has_recorded = profile.facts[MC_PROFILE_REPOSITORY] != NULL;
	}
	*known = made;
	return NULL;
}

static void take(struct mc_mirror_found *found, const struct mc_forge_matches *matches)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct mc_forge_repository *repository = matches->items[i].repository;

		found->items[i].found = matches->items[i].found;
		if (repository)
			found->items[i].url = mc_arena_strdup(&found->arena, repository->https_url);
	}
	found->other_count = matches->other_count;
	found->others = mc_arena_alloc(&found->arena, (matches->other_count + 1) * sizeof(*found->others));
	for (size_t i = 0; i < matches->other_count; i++)
		found->others[i] = mc_arena_strdup(&found->arena, matches->others[i]->full_name);
}

struct mc_err *mc_mirror_find(struct mc_mirror_found *found, struct mc_records *records,
			      const char *const learners[], size_t count, const char *address,
			      const char *pattern, const struct mc_forge_config *config)
{
	MC_AUTOPTR(mc_forge) forge = NULL;
	MC_AUTO(mc_forge_repositories) list = MC_FORGE_REPOSITORIES_INIT;
	MC_AUTO(mc_forge_matches) matches = MC_FORGE_MATCHES_INIT;
	struct mc_forge_learner *known = NULL;

	if (pattern)
		MC_TRY(mc_forge_check_pattern(pattern));
	MC_TRY(read_learners(&known, found, records, learners, count));
	MC_TRY(mc_forge_open(&forge, address, config));
	MC_TRY(mc_forge_list(&list, forge));
	mc_forge_match(&matches, &list, known, count, pattern);
	take(found, &matches);
	return NULL;
}

struct keeping {
	const struct mc_mirror_found *found;
	struct mc_records *records;
};

static struct mc_err *keep(void *context)
{
	const struct keeping *keeping = context;

	for (size_t i = 0; i < keeping->found->count; i++) {
		const struct mc_mirror_found_one *one = &keeping->found->items[i];
		MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
		struct mc_profile recorded;
		struct mc_profile wanted = { .facts = { NULL } };

		if (!one->url || one->has_recorded)
			continue;
		MC_TRY(mc_profile_read(&recorded, &arena, keeping->records, one->learner));
		wanted.facts[MC_PROFILE_REPOSITORY] = one->url;
		if (!recorded.facts[MC_PROFILE_REPOSITORY])
			MC_TRY(mc_profile_write(keeping->records, one->learner, &wanted, &recorded));
	}
	return NULL;
}

struct mc_err *mc_mirror_found_keep(const struct mc_mirror_found *found, struct mc_records *records)
{
	struct keeping keeping = { found, records };

	return mc_records_write(records, keep, &keeping);
}
