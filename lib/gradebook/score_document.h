/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_SCORE_DOCUMENT_H
#define MC_GRADEBOOK_SCORE_DOCUMENT_H

#include "base/buf.h"
#include "gradebook/score.h"

/**
 * Appends the result document that a score was computed from, "migracode/result/v1", out of what the school
 * has stored: with its commit, and when it was handed in.
 *
 * lang  of its texts, where the school keeps them in several; else the first that is there
 *
 * name  of the submission
 *
 * Errors: MC_E_NOTHING (nothing was graded here, or what was stored is not there any more: grade again),
 * MC_E_INPUT (it is damaged), MC_E_IO.
 */
struct mc_err *mc_score_document(struct mc_buf *out, const char *school_dir, const struct mc_score *score,
				 const char *lang, const char *name) MC_MUST_USE;

#endif
