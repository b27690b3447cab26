/* SPDX-License-Identifier: MIT */
#include "os/clock.h"

#include <time.h>

uint64_t mc_clock_us(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

uint64_t mc_clock_ms(void)
{
	return mc_clock_us() / 1000;
}

int64_t mc_clock_unix_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + (int64_t)now.tv_nsec / 1000000;
}
