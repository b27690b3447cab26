/* SPDX-License-Identifier: MIT */
#include "report/points.h"

int64_t mc_whole_max(int64_t max)
{
	return max <= 0 ? 0 : (max + 999) / 1000;
}

int64_t mc_whole_points(int64_t points, int64_t max)
{
	if (points >= max)
		return mc_whole_max(max);
	return points <= 0 ? 0 : points / 1000;
}

int64_t mc_whole_percent(int64_t points, int64_t max)
{
	if (points >= max)
		return 100;
	return points <= 0 ? 0 : points * 100 / max;
}
