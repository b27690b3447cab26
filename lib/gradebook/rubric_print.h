/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_RUBRIC_PRINT_H
#define MC_GRADEBOOK_RUBRIC_PRINT_H

#include "base/buf.h"
#include "gradebook/score.h"

/** Appends a rubric for people, with the level that score has of each criterion; score NULL: none. */
void mc_rubric_print_text(struct mc_buf *out, const struct mc_score_column *column,
			  const struct mc_score *score);

/** Appends the document "migracode/rubric-marks/v1" and a line feed. */
void mc_rubric_print_json(struct mc_buf *out, const struct mc_score_column *column,
			  const struct mc_score *score);

#endif
