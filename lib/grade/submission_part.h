/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_SUBMISSION_PART_H
#define MC_GRADE_SUBMISSION_PART_H

#include "grade/submission.h"
#include "grade/submission_files.h"

/* What the files submission*.c share; nobody else includes this. */

/**
 * Reads what the tests of kind git look at.
 *
 * revision  NULL: HEAD
 * folder    of the exercise in the repository, with '/' at its end; "": its root
 *
 * What goes wrong is kept in submission->history_err.
 */
void mc_submission_add_histories(struct mc_submission *submission, struct mc_repo *repo, const char *revision,
				 const char *folder, const struct mc_exercise *exercise);

/** The same for the repository that dir lies in, if any; folder is below dir. Compares the files, too. */
void mc_submission_add_enclosing(struct mc_submission *submission, const char *dir, const char *folder,
				 const struct mc_exercise *exercise);

#endif
