/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_EXERCISE_NEW_H
#define MC_COURSE_EXERCISE_NEW_H

#include "course/exercise.h"

/* Building an exercise in memory: what the readers of foreign specs share. */

/**
 * An empty exercise with the usual limits, no tests, and an id made of the last part of dir's name.
 *
 * format  static text for source_format
 *
 * The caller owns it and releases it with mc_exercise_free().
 */
struct mc_exercise *mc_exercise_new(const char *format, const char *dir) __attribute__((returns_nonnull));

/** A copy of count texts in the arena, with the NULL behind them. */
struct mc_texts mc_texts_copy(struct mc_arena *arena, const char *const items[], size_t count);

/** One text, in no language that is known ("und", BCP 47). */
struct mc_words mc_words_of(struct mc_arena *arena, const char *text);

/**
 * An id made of a name for people: lower case ASCII letters and digits, one '-' for each run of other
 * characters, at most MC_SLUG_MAX bytes; fallback when nothing is left.  Owned by the arena.
 */
const char *mc_slug(struct mc_arena *arena, const char *name, const char *fallback);

/* Leaves room for a number behind it within MC_SPEC_MAX_ID. */
#define MC_SLUG_MAX 56

/** Gives each test whose id another one had first a number behind it, and sets the order to that of the
 * array. */
void mc_exercise_settle(struct mc_exercise *exercise);

#endif
