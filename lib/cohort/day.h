/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_DAY_H
#define MC_COHORT_DAY_H

#include "base/date.h"
#include "base/err.h"

/** The day on which the program runs, where it runs, as ISO text. */
void mc_day_today(char text[MC_DATE_TEXT]);

/** Checks a day that somebody typed; option names it in the message. Errors: MC_E_USAGE (NULL: it is
 * missing), MC_E_INPUT. */
struct mc_err *mc_day_check(const char *text, const char *option) MC_MUST_USE;

#endif
