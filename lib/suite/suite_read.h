/* SPDX-License-Identifier: MIT */
#ifndef MC_SUITE_SUITE_READ_H
#define MC_SUITE_SUITE_READ_H

#include "suite/suite_report.h"

/**
 * Reads what a suite reported in a format that is not MC_SUITE_EXIT.
 *
 * report       comes empty; release with mc_suite_report_release()
 * bytes        have a zero behind them
 * exit_status  how the suite ended
 *
 * A reader that is guarded runs in a process of its own that can do nothing but read: when the bytes take it
 * over, or it takes too much time or memory, the report is broken.  Broken is also a report without a failure
 * although the suite ended with another status than 0.
 *
 * Errors: MC_E_TOOL (a library is not installed), MC_E_IO (no process).
 */
struct mc_err *mc_suite_read(struct mc_suite_report *report, enum mc_suite_format format, const char *bytes,
			     size_t len, int exit_status) MC_MUST_USE;

#endif
