/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_LINT_H
#define MC_COURSE_LINT_H

#include "base/err.h"
#include "course/files.h"
#include "course/finding.h"

/**
 * Looks for faults and doubtful places in the files of a course and in what lies beside them: everything that
 * the strict readers refuse (errors), and what they let pass but a course should not have, such as a missing
 * README, a translation older than its source, a test without hint or a suite that a faked success line could
 * satisfy (mostly warnings).
 *
 * findings  gets everything that was found, file by file
 * files     from mc_course_files_find(); exercises are checked for the languages of the curriculum that holds
 *           them
 *
 * Errors: MC_E_IO; faults of the course are findings, not errors.
 */
struct mc_err *mc_lint(struct mc_findings *findings, const struct mc_course_files *files) MC_MUST_USE;

#endif
