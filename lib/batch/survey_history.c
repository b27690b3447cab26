/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "batch/survey_part.h"

/* The end of the year 9999. A commit says of its time what it likes. */
#define LAST_TIME_S INT64_C(253402300799)

void mc_survey_history_release(struct mc_survey_history *history)
{
	free(history->commits);
	*history = (struct mc_survey_history){ .commits = NULL };
}

static struct mc_err *read_commits(struct mc_survey_history *history, const char *tip,
				   const struct mc_repo_view *view)
{
	struct mc_repo_ancestor next;

	for (const char *name = tip; *name; name = next.parent) {
		if (history->count == MC_SURVEY_MAX_COMMITS) {
			history->is_cut = true;
			return NULL;
		}
		struct mc_err *err = mc_repo_view_commit(&next, view, name);

		if (err && err->code == MC_E_NOTHING) {
			bool is_shallow = history->count > 0 && mc_repo_view_is_shallow(view);

			history->is_cut = is_shallow;
			if (is_shallow)
				mc_err_drop(err);
			else
				err->code = MC_E_INPUT;
			return is_shallow ? NULL : err;
		}
		MC_TRY(err);
		*MC_VEC_ADD(history->commits, history->count, history->capacity) =
			(struct mc_survey_commit){ .about = next };
	}
	return NULL;
}

/* ---- arrivals ---- */

static void note_arrival(int64_t *at_s, int64_t arrival_s)
{
	if (arrival_s > 0 && arrival_s < *at_s)
		*at_s = arrival_s;
}

/* Where the history of a commit that a branch had once meets the one that is looked at: a merge, or a branch
 * that was forced, left it aside. */
static uint32_t find_meeting(const struct mc_index *index, const char *commit,
			     const struct mc_repo_view *view, size_t *budget)
{
	struct mc_repo_ancestor next = { .commit = "" };
	uint32_t found = MC_INDEX_NONE;

	for (const char *name = commit; *name; name = next.parent) {
		found = mc_index_find(index, name);
		if (found != MC_INDEX_NONE || *budget == 0)
			break;
		--*budget;
		/* What cannot be read was a fetch that is of no use here. */
		MC_AUTOPTR(mc_err) err = mc_repo_view_commit(&next, view, name);

		if (err)
			break;
	}
	return found;
}

/* Sets at_s[i] to when commit i is known to have been here; INT64_MAX: not known. */
static void read_arrivals(int64_t *at_s, const struct mc_survey_history *history,
			  const struct mc_survey_place *place, const struct mc_repo_view *view)
{
	MC_AUTO(mc_index) index = MC_INDEX_INIT;
	size_t budget = MC_SURVEY_MAX_COMMITS;
	int64_t earliest_s = INT64_MAX;

	for (size_t i = 0; i < history->count; i++) {
		at_s[i] = INT64_MAX;
		mc_index_set(&index, history->commits[i].about.commit, (uint32_t)i);
	}
	for (size_t i = 0; i < place->arrival_count; i++) {
		uint32_t found = find_meeting(&index, place->arrival_commits[i], view, &budget);

		if (found != MC_INDEX_NONE)
			note_arrival(&at_s[found], place->arrivals[i]);
	}
	for (size_t i = 0; i < history->count; i++) {
		note_arrival(&earliest_s, at_s[i] == INT64_MAX ? 0 : at_s[i]);
		at_s[i] = earliest_s;
	}
}

/* ---- times ---- */

static bool is_time(int64_t time_s)
{
	return time_s >= MC_SURVEY_FIRST_TIME_S && time_s <= LAST_TIME_S;
}

/* What the commit and its arrival say. */
static void set_own_time(struct mc_survey_commit *commit, int64_t at_s, bool uses_arrival)
{
	bool has_own = is_time(commit->about.time_s);

	if (at_s != INT64_MAX && (uses_arrival || !has_own || commit->about.time_s > at_s)) {
		commit->time_s = at_s;
		commit->clock = MC_SURVEY_BY_ARRIVAL;
	} else {
		commit->time_s = has_own ? commit->about.time_s : INT64_MAX;
		commit->clock = has_own ? MC_SURVEY_BY_COMMITTER : MC_SURVEY_BY_NOBODY;
	}
}

static void set_times(struct mc_survey_history *history, const int64_t *at_s, bool uses_arrival)
{
	int64_t next_s = INT64_MAX;

	for (size_t i = 0; i < history->count; i++) {
		struct mc_survey_commit *commit = &history->commits[i];

		set_own_time(commit, at_s[i], uses_arrival);
		if (commit->time_s > next_s) {
			commit->time_s = next_s;
			commit->clock = MC_SURVEY_BY_NEXT;
		}
		next_s = commit->time_s;
	}
}

struct mc_err *mc_survey_history_read(struct mc_survey_history *history, const struct mc_survey_place *place,
				      const struct mc_repo_view *view)
{
	MC_TRY(read_commits(history, place->tip, view));
	int64_t *at_s = mc_alloc(history->count * sizeof(*at_s));

	read_arrivals(at_s, history, place, view);
	set_times(history, at_s, place->uses_arrival);
	free(at_s);
	return NULL;
}
