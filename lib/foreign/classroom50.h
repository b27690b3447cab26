/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_CLASSROOM50_H
#define MC_FOREIGN_CLASSROOM50_H

#include <stdbool.h>
#include <stddef.h>

#include "course/exercise.h"
#include "foreign/toolbox.h"

/** The declarative tests of an assignment, in the folder that its autograder is bundled from. */
#define MC_CLASSROOM50_FILE "tests.json"
#define MC_CLASSROOM50_SCHEMA "classroom50/tests/v1"
#define MC_CLASSROOM50_MAX_TESTS 100

/** True when len bytes name the schema of Classroom 50's tests; cheap, and no more than a guess. */
bool mc_classroom50_is_it(const char *bytes, size_t len);

/**
 * Reads the tests of Classroom 50 (len bytes).  Strict, as the original: an unknown key is an error.
 *
 * bundle  the other files of the folder, sorted: input-file and expected-file are looked for there; the rest
 *         is laid at tests/, which CLASSROOM50_BUNDLE_DIR names
 * findings  gets errors and warnings; may be NULL
 *
 * Errors: MC_E_INPUT.
 * Source: schemas/tests-v1.schema.json of foundation50/classroom50 at 2f6cb939, and its runner.py.
 */
struct mc_err *mc_classroom50_parse(struct mc_exercise **exercise, struct mc_findings *findings,
				    const char *dir, const char *path, const char *bytes, size_t len,
				    const struct mc_tree *bundle, const struct mc_toolbox *toolbox)
	MC_MUST_USE;

#endif
