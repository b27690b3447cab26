/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_HYF_H
#define MC_FOREIGN_HYF_H

#include "course/exercise.h"
#include "foreign/toolbox.h"

/** The script that grades a repository of HackYourFuture (2026). */
#define MC_HYF_FILE ".hyf/test.sh"

/**
 * Reads a repository that grades itself with .hyf/test.sh, which writes .hyf/score.json with a score from 0
 * to 100: one suite of 100 points.  The folder .hyf is laid over what is handed in, which is all the rest.
 *
 * findings  gets warnings; may be NULL
 * Errors: MC_E_INPUT, MC_E_IO, MC_E_LIMIT.
 * Source: HackYourFuture/github-actions, auto-grade.yml; repositories of its cohorts (2026).
 */
struct mc_err *mc_hyf_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
			   const struct mc_toolbox *toolbox) MC_MUST_USE;

#endif
