/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_OVERRIDE_PRINT_H
#define MC_GRADEBOOK_OVERRIDE_PRINT_H

#include "base/buf.h"
#include "gradebook/override.h"

/** Appends "L1, list-sum: 3/5, failed" and, once it is changed, " → 4/5 …" and a line feed. */
void mc_override_print_before(struct mc_buf *out, const struct mc_score *score);
void mc_override_print_after(struct mc_buf *out, const struct mc_score *score);

/** Make out the document "migracode/override/v1" of a score that was changed, or of what was taken back. */
void mc_override_print_json(struct mc_buf *out, const struct mc_score *score);
void mc_override_print_lifted(struct mc_buf *out, const struct mc_override_wanted *wanted);

/** Appends all overrides of a cohort for people, with names and reasons. Errors: those of records/people.h.
 */
struct mc_err *mc_override_list_text(struct mc_buf *out, struct mc_records *records,
				     const struct mc_scores *scores) MC_MUST_USE;

/** Appends them as the document "migracode/overrides/v1" and a line feed. */
void mc_override_list_json(struct mc_buf *out, const struct mc_scores *scores);

#endif
