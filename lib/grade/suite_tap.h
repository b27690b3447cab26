/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_SUITE_TAP_H
#define MC_GRADE_SUITE_TAP_H

#include "grade/suite_report.h"

/** TAP 13 and 14, see grade/tap.h. What is to do counts as skipped. */
extern const struct mc_suite_reader mc_suite_tap;

#endif
