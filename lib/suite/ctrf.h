/* SPDX-License-Identifier: MIT */
#ifndef MC_SUITE_CTRF_H
#define MC_SUITE_CTRF_H

#include "suite/suite_report.h"

/**
 * The Common Test Report Format, as of its draft of November 2025.
 *
 * Keys and values that the format knows must be as it says; keys that it does not know are passed over.  What
 * the summary counts is not looked at.  "pending" and "skipped" count as skipped, "other" as an error.  The
 * parent of a case is its suite.  Source: ctrf.io, the specification and its schema.
 */
extern const struct mc_suite_reader mc_suite_ctrf;

#endif
