/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADING_RENEWED_H
#define MC_GRADING_RENEWED_H

#include "grading/grading_part.h"

/**
 * Notes that a result is computed again because programs that its exercise needs are other ones by now, and
 * which: that is in the stored result of the grade before.  Nothing when there was no grade, or when files,
 * spec or version of this program changed as well.
 */
void mc_grading_renew(struct mc_grading_job *job, const char *store, size_t exercise,
		      const struct mc_grading_cell *cell, const struct mc_grade *grade);

#endif
