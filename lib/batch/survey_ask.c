/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "batch/survey_part.h"
#include "ext/hash.h"

/* What is known of one exercise on the way back through the history. */
struct trace {
	size_t counts;		       /* index of the commit that counts; count: there is none */
	size_t start;		       /* where the walk begins; SIZE_MAX: there is none to walk from */
	struct mc_survey_files files;  /* there */
	struct mc_survey_files before; /* at the commit that is compared */
};

struct ask {
	const struct mc_survey_place *place;
	struct mc_survey_set *set;
	struct mc_repo_view *view;
	struct mc_survey_history history;
	struct mc_survey_answer *answers;
	struct trace *traces;
	struct mc_survey_files *files; /* of the last look */
	uint64_t *open;		       /* exercises whose oldest commit is not known yet */
	uint64_t *changed;
};

static void ask_release(struct ask *ask)
{
	mc_survey_history_release(&ask->history);
	mc_repo_view_free(ask->view);
	free(ask->traces);
	free(ask->files);
	free(ask->open);
	free(ask->changed);
}

static const char *tree_at(const struct ask *ask, size_t index)
{
	return ask->history.commits[index].about.tree;
}

/* A commit whose time nobody knows is by every limit. */
static size_t find_commit(const struct mc_survey_history *history, int64_t until_s)
{
	size_t i = 0;

	while (i < history->count && history->commits[i].time_s > until_s &&
	       history->commits[i].clock != MC_SURVEY_BY_NOBODY)
		i++;
	return i;
}

static struct mc_err *find_commits(struct ask *ask)
{
	const struct mc_survey_history *history = &ask->history;

	for (size_t i = 0; i < ask->place->count; i++) {
		size_t found = find_commit(history, ask->place->questions[i].until_s);

		if (found == history->count && history->is_cut)
			return mc_err_hint(
				mc_err_new(MC_E_LIMIT,
					   _("the history of the repository '%s' does not reach back to the "
					     "deadline"),
					   ask->place->repo),
				_("see what is in it: git -C %s log --first-parent"), ask->place->repo);
		ask->traces[i] = (struct trace){ .counts = found, .start = SIZE_MAX };
	}
	return NULL;
}

static bool is_work(const struct mc_survey_files *files)
{
	return files->is_there && !files->is_starter;
}

/* Looks at commit for the exercises in ask->changed, if there are any. */
static struct mc_err *look(struct ask *ask, size_t commit)
{
	uint64_t any = 0;

	for (size_t i = 0; i < MC_SURVEY_WORDS(ask->place->count); i++)
		any |= ask->changed[i];
	return any ? mc_survey_look(ask->files, ask->set, ask->changed, ask->view, tree_at(ask, commit))
		   : NULL;
}

/* Looks once at each commit that counts for some exercise. */
static struct mc_err *look_at_commits(struct ask *ask)
{
	size_t count = ask->place->count;

	for (size_t i = 0; i < count; i++) {
		size_t commit = ask->traces[i].counts;
		bool is_first = true;

		memset(ask->changed, 0, MC_SURVEY_WORDS(count) * sizeof(*ask->changed));
		for (size_t k = 0; k < count; k++) {
			is_first &= k >= i || ask->traces[k].counts != commit;
			mc_survey_put(ask->changed, k, ask->traces[k].counts == commit);
		}
		if (!is_first || commit == ask->history.count)
			continue;
		MC_TRY(look(ask, commit));
		for (size_t k = i; k < count; k++) {
			if (ask->traces[k].counts == commit)
				ask->traces[k].files = ask->files[k];
		}
	}
	return NULL;
}

/* What was not there in time may be there now. */
static struct mc_err *look_at_tip(struct ask *ask)
{
	size_t count = ask->place->count;

	memset(ask->changed, 0, MC_SURVEY_WORDS(count) * sizeof(*ask->changed));
	for (size_t i = 0; i < count; i++)
		mc_survey_put(ask->changed, i, !is_work(&ask->traces[i].files) && ask->traces[i].counts > 0);
	return look(ask, 0);
}

static const char *name_at(const struct ask *ask, size_t index)
{
	return index < ask->history.count ? ask->history.commits[index].about.commit : "";
}

static void set_state(struct ask *ask, size_t index)
{
	struct mc_survey_answer *answer = &ask->answers[index];
	struct trace *trace = &ask->traces[index];
	bool is_late = mc_survey_has(ask->changed, index) && is_work(&ask->files[index]);

	const char *commit = name_at(ask, is_late ? 0 : trace->counts);

	*answer = (struct mc_survey_answer){ .clock = MC_SURVEY_BY_NOBODY };
	answer->state = is_late			  ? MC_SURVEY_TOO_LATE
			: is_work(&trace->files)  ? MC_SURVEY_HANDED_IN
			: trace->files.is_starter ? MC_SURVEY_UNCHANGED
						  : MC_SURVEY_NOTHING;
	if (is_late)
		trace->files = ask->files[index];
	memcpy(answer->commit, commit, strlen(commit) + 1);
	if (is_late || answer->state == MC_SURVEY_HANDED_IN)
		trace->start = is_late ? 0 : trace->counts;
	mc_survey_put(ask->open, index, trace->start != SIZE_MAX);
}

/* ---- since when ---- */

static void settle(struct ask *ask, size_t index, size_t commit, bool is_known)
{
	struct mc_survey_answer *answer = &ask->answers[index];
	const struct mc_survey_commit *since = &ask->history.commits[commit];

	memcpy(answer->since, since->about.commit, sizeof(answer->since));
	answer->clock = is_known ? since->clock : MC_SURVEY_BY_NOBODY;
	answer->since_s = answer->clock == MC_SURVEY_BY_NOBODY ? 0 : since->time_s;
	mc_survey_put(ask->open, index, false);
}

/* The exercises that are open and reach as far as commit; false: none is open any more. */
static bool gather_open(uint64_t *mask, const struct ask *ask, size_t commit)
{
	bool is_any = false;

	for (size_t i = 0; i < ask->place->count; i++) {
		bool is_open = mc_survey_has(ask->open, i);

		is_any |= is_open;
		mc_survey_put(mask, i, is_open && ask->traces[i].start <= commit);
	}
	return is_any;
}

/* Compares commit with its parent and settles what began with it. */
static struct mc_err *step_back(struct ask *ask, const uint64_t *mask, size_t commit)
{
	const char *after = tree_at(ask, commit);
	const char *before = tree_at(ask, commit + 1);

	if (!strcmp(before, after))
		return NULL;
	MC_TRY(mc_survey_compare(ask->changed, ask->set, mask, ask->view, before, after));
	MC_TRY(look(ask, commit + 1));
	for (size_t i = 0; i < ask->place->count; i++) {
		if (mc_survey_has(ask->changed, i) &&
		    strcmp(ask->files[i].digest, ask->traces[i].files.digest) != 0)
			settle(ask, i, commit, true);
	}
	return NULL;
}

static struct mc_err *walk_back(struct ask *ask)
{
	uint64_t *mask = mc_alloc_zero(MC_SURVEY_WORDS(ask->place->count), sizeof(*mask));
	struct mc_err *err = NULL;

	for (size_t i = 0; !err && gather_open(mask, ask, i) && i + 1 < ask->history.count; i++)
		err = step_back(ask, mask, i);
	free(mask);
	for (size_t i = 0; !err && i < ask->place->count; i++) {
		if (mc_survey_has(ask->open, i))
			settle(ask, i, ask->history.count - 1, !ask->history.is_cut);
	}
	return err;
}

/* Tests of kind git look at commits and branches, so with these another result can come out. */
static struct mc_err *set_digest(struct ask *ask, size_t index)
{
	struct mc_survey_answer *answer = &ask->answers[index];
	struct mc_hash hash;

	memcpy(answer->digest, ask->traces[index].files.digest, sizeof(answer->digest));
	if (!mc_submission_wants_history(ask->place->questions[index].exercise))
		return NULL;
	mc_hash_init(&hash);
	mc_hash_add_text(&hash, answer->digest);
	mc_hash_add_text(&hash, answer->commit);
	MC_TRY(mc_repo_view_hash_branches(&hash, ask->view));
	mc_hash_hex(answer->digest, &hash);
	return NULL;
}

/* A repository without a commit. */
static struct mc_err *answer_nothing(struct ask *ask)
{
	for (size_t i = 0; i < ask->place->count; i++)
		ask->answers[i] =
			(struct mc_survey_answer){ .state = MC_SURVEY_NOTHING, .clock = MC_SURVEY_BY_NOBODY };
	return NULL;
}

static struct mc_err *answer_all(struct ask *ask)
{
	if (!ask->place->tip || !*ask->place->tip)
		return answer_nothing(ask);
	MC_TRY(mc_survey_set_use(ask->set, ask->place->questions, ask->place->count));
	MC_TRY(mc_repo_view_open(&ask->view, ask->place->repo));
	MC_TRY(mc_survey_history_read(&ask->history, ask->place, ask->view));
	MC_TRY(find_commits(ask));
	MC_TRY(look_at_commits(ask));
	MC_TRY(look_at_tip(ask));
	for (size_t i = 0; i < ask->place->count; i++)
		set_state(ask, i);
	MC_TRY(walk_back(ask));
	for (size_t i = 0; i < ask->place->count; i++) {
		if (ask->traces[i].start != SIZE_MAX)
			MC_TRY(set_digest(ask, i));
	}
	return NULL;
}

struct mc_err *mc_survey_ask(struct mc_survey_answer *answers, struct mc_survey_set *set,
			     const struct mc_survey_place *place)
{
	size_t words = MC_SURVEY_WORDS(place->count);
	__attribute__((cleanup(ask_release))) struct ask ask = {
		.place = place,
		.set = set,
		.answers = answers,
		.traces = mc_alloc_zero(place->count, sizeof(*ask.traces)),
		.files = mc_alloc_zero(place->count, sizeof(*ask.files)),
		.open = mc_alloc_zero(words, sizeof(*ask.open)),
		.changed = mc_alloc_zero(words, sizeof(*ask.changed)),
	};

	return answer_all(&ask);
}
