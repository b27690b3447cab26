/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_CLASSROOM_FLOW_H
#define MC_FOREIGN_CLASSROOM_FLOW_H

#include <stddef.h>

#include "course/exercise.h"
#include "foreign/toolbox.h"

/** Where GitHub Classroom's later workflow stands in a repository. */
#define MC_CLASSROOM_FLOW_FILE ".github/workflows/classroom.yml"

/**
 * Reads the workflow that GitHub Classroom wrote from 2024 on (len bytes): each step that uses
 * classroom-resources/autograding-io-grader, -command-grader or -python-grader is a test, judged as in
 * mc_classroom_parse() but with 10 minutes where none are given.  The Python grader is pytest, of whose cases
 * each gives an equal part of the points.
 *
 * findings  gets errors and warnings, also about every step that is left out; may be NULL
 * Errors: MC_E_INPUT (no YAML, no step that grades).
 * Source: action.yml and src/main.js of classroom-resources/autograding-io-grader at 3d4adc08, bin/run.sh of
 * autograding-python-grader at 954bf3fa.
 */
struct mc_err *mc_classroom_flow_parse(struct mc_exercise **exercise, struct mc_findings *findings,
				       const char *dir, const char *path, const char *bytes, size_t len,
				       const struct mc_toolbox *toolbox) MC_MUST_USE;

#endif
