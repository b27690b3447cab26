/* SPDX-License-Identifier: MIT */
#include "grade/submission.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/vec.h"
#include "ext/repo.h"
#include "grade/submission_files.h"
#include "grade/submission_part.h"
#include "os/tree_read.h"

void mc_submission_release(struct mc_submission *submission)
{
	mc_tree_release(&submission->tree);
	for (size_t i = 0; i < submission->history_count; i++)
		mc_history_release(&submission->histories[i]);
	free(submission->histories);
	free(submission->history_of);
	free(submission->uncommitted);
	mc_err_free(submission->history_err);
	*submission = (struct mc_submission)MC_SUBMISSION_INIT;
}

static struct mc_err *read_place(struct mc_submission *made, struct mc_repo **repo, const char *place,
				 const char *revision, const struct mc_tree_filter *filter)
{
	if (mc_repo_is_url(place) || mc_repo_is_repo(place)) {
		MC_TRY(mc_repo_open(repo, place, NULL));
		return mc_repo_read_tree(&made->tree, &made->commit, *repo, revision, NULL, filter);
	}
	if (revision)
		return mc_err_hint(mc_err_new(MC_E_INPUT, _("'%s' is a plain folder and has no commits"),
					      place),
				   _("leave out --commit, or name a git repository"));
	return mc_tree_read_dir(&made->tree, place, filter);
}

struct mc_err *mc_submission_read(struct mc_submission *submission, const char *place, const char *revision,
				  const struct mc_exercise *exercise)
{
	MC_AUTO(mc_submission) made = MC_SUBMISSION_INIT;
	MC_AUTOPTR(mc_repo) repo = NULL;
	MC_AUTO(mc_submission_search) search = MC_SUBMISSION_SEARCH_INIT;

	mc_submission_search_add(&search, exercise);
	const struct mc_tree_filter filter = mc_submission_filter(&search);

	MC_TRY(read_place(&made, &repo, place, revision, &filter));
	const char *folder = mc_submission_narrow(&made.tree, &search, exercise);

	if (repo && mc_submission_wants_history(exercise))
		mc_submission_add_histories(&made, repo, revision, folder, exercise);
	made.name = place;
	*submission = made;
	made = (struct mc_submission)MC_SUBMISSION_INIT;
	return NULL;
}

struct mc_err *mc_submission_read_dir(struct mc_submission *submission, const char *dir,
				      const struct mc_exercise *exercise)
{
	MC_AUTO(mc_submission) made = MC_SUBMISSION_INIT;
	MC_AUTO(mc_submission_search) search = MC_SUBMISSION_SEARCH_INIT;

	mc_submission_search_add(&search, exercise);
	const struct mc_tree_filter filter = mc_submission_filter(&search);

	MC_TRY(mc_tree_read_dir(&made.tree, dir, &filter));
	const char *folder = mc_submission_narrow(&made.tree, &search, exercise);

	if (mc_submission_wants_history(exercise))
		mc_submission_add_enclosing(&made, dir, folder, exercise);
	*submission = made;
	made = (struct mc_submission)MC_SUBMISSION_INIT;
	return NULL;
}
