/* SPDX-License-Identifier: MIT */
#ifndef MC_DEADLINE_MOMENT_H
#define MC_DEADLINE_MOMENT_H

#include <stdint.h>

#include "base/err.h"

/* Moments as people of a school type and read them: in its time zone. */

/** Characters of a moment for people, with the terminating zero. */
#define MC_MOMENT_TEXT 18

/**
 * Reads "2026-12-06 18:00" (or with 'T'), a day alone, which means its last second, or a moment of RFC 3339
 * with a zone of its own. Of a time that is shown twice the first is meant. option names the text in
 * messages. Errors: MC_E_USAGE (text is NULL), MC_E_INPUT, MC_E_TOOL.
 */
struct mc_err *mc_moment_read(int64_t *unix_s, const char *text, const char *zone, const char *option)
	MC_MUST_USE;

/** What the clocks of a zone show at a moment, "2026-12-06 18:00", seconds left out; "-" for INT64_MAX, and
 * where the zone is not known in UTC with a 'Z' behind it. */
void mc_moment_text(char text[MC_MOMENT_TEXT], const char *zone, int64_t unix_s);

#endif
