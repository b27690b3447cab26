/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_NAMES_H
#define MC_GRADEBOOK_NAMES_H

#include "gradebook/score.h"

/** The names by which the learners of a matrix are shown, row by row; those of whom none is known have their
 * id, and two of one name have it behind the name. Lives in the arena. has_names false: ids of all. Errors:
 * those of records/people.h. */
struct mc_err *mc_score_names(const char *const **names, struct mc_arena *arena, struct mc_records *records,
			      const struct mc_scores *scores, bool has_names) MC_MUST_USE;

#endif
