/* SPDX-License-Identifier: MIT */
#include "gradebook/names.h"

#include "cohort/profile.h"
#include "records/people.h"

struct naming {
	const char **names;
	struct mc_arena *arena;
	struct mc_records *records;
	const struct mc_scores *scores;
};

static struct mc_err *read_names(void *context)
{
	const struct naming *n = context;

	for (size_t i = 0; i < mc_scores_learner_count(n->scores); i++) {
		struct mc_profile profile;

		MC_TRY(mc_profile_read(&profile, n->arena, n->records, mc_scores_learner(n->scores, i)));
		if (profile.facts[MC_PROFILE_DISPLAY_NAME])
			n->names[i] = profile.facts[MC_PROFILE_DISPLAY_NAME];
	}
	return NULL;
}

struct mc_err *mc_score_names(const char *const **names, struct mc_arena *arena, struct mc_records *records,
			      const struct mc_scores *scores, bool has_names)
{
	size_t count = mc_scores_learner_count(scores);
	struct naming naming = { mc_arena_alloc(arena, (count + 1) * sizeof(*naming.names)), arena, records,
				 scores };

	for (size_t i = 0; i < count; i++)
		naming.names[i] = mc_scores_learner(scores, i);
	*names = naming.names;
	if (!has_names || count == 0)
		return NULL;
	MC_TRY(mc_people_unlock(records));
	return mc_records_read(records, read_names, &naming);
}
