/* SPDX-License-Identifier: MIT */
#ifndef MC_OS_CLOCK_H
#define MC_OS_CLOCK_H

#include <stdint.h>

/** Time since some fixed moment, in microseconds; never goes back. */
uint64_t mc_clock_us(void);

/** The same in milliseconds. */
uint64_t mc_clock_ms(void);

/** The time of day in milliseconds since 1970, UTC. */
int64_t mc_clock_unix_ms(void);

#endif
