/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_RULES_LINT_H
#define MC_COHORT_RULES_LINT_H

#include "base/err.h"
#include "course/files.h"
#include "course/finding.h"

/**
 * Looks at the rules.json beside every curriculum of a list, where there is one: everything that the strict
 * reader refuses, and modules and exercises that the curriculum does not have, so that nobody learns on the
 * last day that a rule cannot be fulfilled.
 *
 * file_count  grows by the files that were looked at
 *
 * Errors: MC_E_IO; faults of the rules are findings, not errors.
 */
struct mc_err *mc_rules_lint(struct mc_findings *findings, size_t *file_count,
			     const struct mc_course_files *files) MC_MUST_USE;

#endif
