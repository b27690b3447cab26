/* SPDX-License-Identifier: MIT */
#ifndef MC_SUITE_JUNIT_H
#define MC_SUITE_JUNIT_H

#include "suite/suite_report.h"

/**
 * JUnit XML, and the XML of NUnit 2, NUnit 3 and xUnit.net 2.
 *
 * Cases are those that stand in the report; what its attributes count is not looked at.  The parent of a case
 * is its class, else the suites around it.  A DOCTYPE, an entity, XML that is not well-formed, or another
 * first element makes the report broken.
 */
extern const struct mc_suite_reader mc_suite_junit;

#endif
