/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_REPLAY_H
#define MC_PROVE_REPLAY_H

#include "grade/submission.h"

/** Name of the file in a solution's folder that says with which commits it is made. */
#define MC_REPLAY_FILE "commits.json"

/**
 * Makes a submission of a solution's files as verify read them.  Without the file MC_REPLAY_FILE, or for an
 * exercise without tests of kind git, it is a plain folder.  Else a repository is made in a temporary folder
 * and read like one of a student: the starter as the teacher's first commit on "main", then the commits of
 * the file. Its form: migracode-exercise(5).
 *
 * submission  an initialised one; set on success
 * tree        sorted; its bytes must live as long as submission
 *
 * Errors: MC_E_INPUT (the file is wrong, with place), MC_E_TOOL, MC_E_IO.
 */
struct mc_err *mc_replay_read(struct mc_submission *submission, const struct mc_tree *tree,
			      const struct mc_exercise *exercise) MC_MUST_USE;

#endif
