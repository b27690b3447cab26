/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_ALIGN_LINT_H
#define MC_CERT_ALIGN_LINT_H

#include "base/err.h"
#include "course/files.h"
#include "course/finding.h"

/**
 * Warns of every "align" of a course that no table of frameworks has, and of rows that nobody has verified:
 * certificates leave both out. A course in the folder of a school may use the school's own tables.
 *
 * Errors: MC_E_INPUT (a table is wrong), MC_E_IO; faults of the files themselves are said by mc_lint().
 */
struct mc_err *mc_align_lint(struct mc_findings *findings, const struct mc_course_files *files) MC_MUST_USE;

#endif
