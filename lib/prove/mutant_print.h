/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_MUTANT_PRINT_H
#define MC_PROVE_MUTANT_PRINT_H

#include "prove/mutant.h"
#include "result/diff.h"

/** Appends what was changed, in words: "another comparison: '<=' instead of '<'"; one line without its end.
 */
void mc_mutant_print_words(struct mc_buf *out, const struct mc_mutant *mutant);

/**
 * Appends the change as a unified diff without a head: one line before and behind, numbers of lines, signs in
 * the first column.  style: NULL for plain text as it stands in JSON.
 */
void mc_mutant_print_diff(struct mc_buf *out, const struct mc_mutant *mutant,
			  const struct mc_print_style *style, size_t indent);

#endif
