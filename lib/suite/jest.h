/* SPDX-License-Identifier: MIT */
#ifndef MC_SUITE_JEST_H
#define MC_SUITE_JEST_H

#include "suite/suite_report.h"

/**
 * What Jest writes with --json.
 *
 * The parents of a case are the describe() blocks around it.  A test file that could not be run at all is a
 * case of its own, in error, with the name of the file.  Source: jestjs.io, the type FormattedTestResults.
 */
extern const struct mc_suite_reader mc_suite_jest;

#endif
