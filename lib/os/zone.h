/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_ZONE_H
#define MC_OS_ZONE_H

#include <stdint.h>

#include "base/err.h"

/**
 * Is there a time zone of this name ("Europe/Madrid"; "UTC" is always there)?
 * Errors: MC_E_INPUT (no such zone), MC_E_TOOL (this computer has no list of zones).
 */
struct mc_err *mc_zone_check(const char *zone) MC_MUST_USE;

/**
 * The moment (seconds since 1970) at which clocks of a zone show a local time, such as "2026-03-02T18:30". A
 * time that is shown twice, when clocks are put back, means the first. TZ is changed for the time of the
 * call.
 *
 * Errors: those of mc_zone_check(); MC_E_INPUT (no local time, or one that is never shown because clocks are
 * put forward).
 * Source: IANA time zone database, by way of tzset(3).
 */
struct mc_err *mc_zone_to_unix(int64_t *unix_s, const char *zone, const char *local) MC_MUST_USE;

/** Characters of a local time as text, with the terminating zero. */
#define MC_ZONE_TEXT 20

/**
 * What the clocks of a zone show at a moment: "2026-03-02T18:30:00"; "" for a year that has not four digits.
 * TZ is changed for the time of the call. Errors: those of mc_zone_check().
 */
struct mc_err *mc_zone_from_unix(char local[MC_ZONE_TEXT], const char *zone, int64_t unix_s) MC_MUST_USE;

#endif
