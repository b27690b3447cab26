/* SPDX-License-Identifier: MIT */
#ifndef MC_SUITE_SUITE_TAP_H
#define MC_SUITE_SUITE_TAP_H

#include "suite/suite_report.h"

/** TAP 13 and 14, see suite/tap.h. What is to do counts as skipped. */
extern const struct mc_suite_reader mc_suite_tap;

#endif
