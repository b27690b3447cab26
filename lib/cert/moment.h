/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_MOMENT_H
#define MC_CERT_MOMENT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/**
 * A moment as certificates have it, RFC 3339 in UTC with seconds; lives in the arena.
 *
 * at  what --at said, RFC 3339 with any zone; NULL: now
 *
 * Errors: MC_E_USAGE.
 */
struct mc_err *mc_cert_moment(const char **moment, struct mc_arena *arena, const char *at) MC_MUST_USE;

/** A moment so many days after another one of this form; lives in the arena. */
const char *mc_cert_moment_after(struct mc_arena *arena, const char *moment, uint32_t days);

#endif
