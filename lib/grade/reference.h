/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_REFERENCE_H
#define MC_GRADE_REFERENCE_H

#include "grade/judge.h"

/**
 * Makes the reference solution ready in the second slot of the job, unless it is there already: lays and
 * builds it as if a student had handed it in. It stays until mc_checker_release() or another checker.
 *
 * broken  set on success: why it cannot be used, translated, of the result's arena; NULL: it can
 * Errors: of the sandbox.
 */
struct mc_err *mc_reference_prepare(const char **broken, struct mc_job *job) MC_MUST_USE;

#endif
