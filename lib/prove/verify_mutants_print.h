/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_VERIFY_MUTANTS_PRINT_H
#define MC_PROVE_VERIFY_MUTANTS_PRINT_H

#include "ext/json_write.h"
#include "prove/verify.h"
#include "result/diff.h"

/**
 * Appends the score of an exercise, the mutants that survived as diffs with what to do about them (the first
 * few, all with is_verbose), and marks that are out of date.
 */
void mc_verify_print_mutants(struct mc_buf *text, const struct mc_verify *verify,
			     const struct mc_verify_report *report, const struct mc_print_style *style,
			     bool is_verbose);

/** Appends one line on the mutants of all exercises together. */
void mc_verify_print_mutant_sum(struct mc_buf *text, const struct mc_verify *verify);

/** Writes the members of an exercise that are about its mutants. */
void mc_verify_write_mutants(struct mc_json_writer *writer, const struct mc_verify_report *report);

#endif
