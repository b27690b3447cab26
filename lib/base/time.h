/* SPDX-License-Identifier: MIT */
#ifndef MC_BASE_TIME_H
#define MC_BASE_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/** Appends a moment (milliseconds since 1970) in UTC: "2026-10-02T18:00:00.123Z"; RFC 3339. */
void mc_time_add_ms(struct mc_buf *out, int64_t unix_ms);

/** The same in whole seconds: "2026-10-02T18:00:00Z". */
void mc_time_add(struct mc_buf *out, int64_t unix_s);

/**
 * Reads a moment of RFC 3339 with any zone, such as "2026-10-02T20:00:00+02:00"; false when text is none.
 * A leap second counts as the second after it.
 */
bool mc_time_read_ms(int64_t *unix_ms, const char *text);

#endif
