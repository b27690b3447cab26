/* SPDX-License-Identifier: MIT */
#include "gradebook/names.h"

#include "base/index.h"
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

/* Two of one name would be mixed up. */
static void tell_apart(const struct naming *n)
{
	size_t count = mc_scores_learner_count(n->scores);
	bool *is_double = mc_arena_alloc(n->arena, count + 1);
	struct mc_index seen = MC_INDEX_INIT;

	for (size_t i = 0; i < count; i++) {
		uint32_t other = mc_index_find(&seen, n->names[i]);

		if (other == MC_INDEX_NONE)
			mc_index_set(&seen, n->names[i], (uint32_t)i);
		else
			is_double[i] = is_double[other] = true;
	}
	mc_index_release(&seen);
	for (size_t i = 0; i < count; i++) {
		if (is_double[i])
			n->names[i] = mc_arena_format(n->arena, "%s (%s)", n->names[i],
						      mc_scores_learner(n->scores, i));
	}
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
	MC_TRY(mc_records_read(records, read_names, &naming));
	tell_apart(&naming);
	return NULL;
}
