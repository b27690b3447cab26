/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_EXERCISM_H
#define MC_FOREIGN_EXERCISM_H

#include "course/exercise.h"
#include "foreign/toolbox.h"

/** Where an exercise folder of an Exercism track says which file is what, and where a student's copy of it
 * says so. */
#define MC_EXERCISM_FILE ".meta/config.json"
#define MC_EXERCISM_STUDENT_FILE ".exercism/config.json"

/**
 * Reads an exercise folder of the C, bash, Python or JavaScript track; the ending of the test file tells
 * which.
 *
 * The student hands in the files that the configuration calls solution; all others, except those in folders
 * whose name starts with a dot, are laid over the submission.  Tests that the track switches off at first are
 * switched on.  There is one test: the suite, with a point for each of its cases where that is known, else
 * one point.  The example or exemplar becomes the reference solution, the stub the starter.
 *
 * exercise  set on success; release with mc_exercise_free()
 * findings  gets errors and warnings; may be NULL
 *
 * Errors: MC_E_INPUT (no exercise of these tracks, a file is missing), MC_E_IO.
 * Source: exercism/docs, building/tracks/practice-exercises; makefile and tests of exercism/c, bash, python
 * (2026).
 */
struct mc_err *mc_exercism_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
				const struct mc_toolbox *toolbox) MC_MUST_USE;

#endif
