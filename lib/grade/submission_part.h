/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_SUBMISSION_PART_H
#define MC_GRADE_SUBMISSION_PART_H

#include "grade/submission.h"

/* What the files submission*.c share; nobody else includes this. */

/** True for files of the exercise itself, which a glob such as "**" would take for the student's. */
bool mc_submission_is_of_exercise(const struct mc_exercise *exercise, const char *path);

/** True when the exercise has a test of kind git. */
bool mc_submission_wants_history(const struct mc_exercise *exercise);

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
