/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_EXERCISE_HASH_H
#define MC_COURSE_EXERCISE_HASH_H

#include "course/exercise.h"

/**
 * Sets exercise->hash from everything that decides a verdict, of whatever format the spec was: submit, build,
 * limits, tests (without titles and hints), order, and the files of starter, tests and private.  To be called
 * when all is read.
 */
void mc_exercise_hash(struct mc_exercise *exercise);

#endif
