/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_CLASSROOM_H
#define MC_FOREIGN_CLASSROOM_H

#include <stddef.h>

#include "course/exercise.h"
#include "foreign/toolbox.h"

/** Where GitHub Classroom kept its tests in a repository. */
#define MC_CLASSROOM_FILE ".github/classroom/autograding.json"

/** Most tests that one file may have. */
#define MC_CLASSROOM_MAX_TESTS 1000

/**
 * Reads a GitHub Classroom autograding.json (len bytes) into an exercise whose submission is the whole
 * repository.
 *
 * Each test runs 'setup' and then 'run' as shell commands that share one time-out (in minutes, 1 when not
 * given, at most 60 here); both must exit 0, and the trimmed output must include, equal or match the expected
 * one.  Input goes to the program as it is; without input it gets /dev/null.  A test without input and
 * expected output is judged by its exit status only.  All tests see what the earlier ones wrote.  There is no
 * network and no root: see mc_shell_review().
 *
 * exercise  set on success; release with mc_exercise_free()
 * findings  gets errors and warnings (traps of the format, unknown keys, commands that need the network); may
 * be NULL path      of the file, for messages
 *
 * Errors: MC_E_INPUT.
 * Source: education/autograding, src/runner.ts at 3f74f923; times and comparison as there, but for U+0085,
 * which is trimmed here.
 */
struct mc_err *mc_classroom_parse(struct mc_exercise **exercise, struct mc_findings *findings,
				  const char *dir, const char *path, const char *bytes, size_t len,
				  const struct mc_toolbox *toolbox) MC_MUST_USE;

#endif
