/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_EXPORT_H
#define MC_GRADEBOOK_EXPORT_H

#include "base/buf.h"
#include "gradebook/score.h"

/**
 * Appends all scores of a cohort as one table, a row for each learner and exercise, sorted by learner, then
 * in the order of the course.  It says nothing of when and how often anything was graded: the same
 * submissions under the same rules give the same bytes.
 */
void mc_export_csv(struct mc_buf *out, const struct mc_scores *scores);

#endif
