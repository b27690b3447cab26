/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_EXE_H
#define MC_OS_EXE_H

#include "base/err.h"

/** The folder that the running program stands in, absolute; owned by the caller. Errors: MC_E_IO (no /proc).
 */
struct mc_err *mc_exe_dir(char **dir) MC_MUST_USE;

/** Number, as the system counts, of the processor that slot should use: slots go round over those that are
 * allowed. */
unsigned mc_cpu_number(unsigned slot);

/** Keeps this process and those that it starts on one processor; where that cannot be had, nothing changes.
 */
void mc_cpu_stay(unsigned cpu);

/** Number of processors that this process may use, at least 1. */
unsigned mc_cpu_count(void);

#endif
