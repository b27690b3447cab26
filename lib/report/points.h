/* SPDX-License-Identifier: MIT */
#ifndef MC_REPORT_POINTS_H
#define MC_REPORT_POINTS_H

#include <stdint.h>

/**
 * Whole points, for formats that take no others: migracode-formats(5), "WHOLE POINTS".
 *
 * Points are rounded down, a maximum is rounded up, and all points, and only they, are the whole maximum. So
 * what is not full never looks full, what is full always does, more points are never fewer whole ones, and
 * nothing stays nothing.
 *
 * points, max  thousandths; points outside of 0..max count as the nearer end
 */
int64_t mc_whole_points(int64_t points, int64_t max);

/** The whole maximum that belongs to mc_whole_points(). */
int64_t mc_whole_max(int64_t max);

/** The same rule for percent: 0 to 100, and 100 for nothing of nothing. */
int64_t mc_whole_percent(int64_t points, int64_t max);

#endif
