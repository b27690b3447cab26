/* SPDX-License-Identifier: MIT */
#include "grade/points.h"

#include <inttypes.h>

void mc_points_add(struct mc_buf *text, int64_t thousandths)
{
	int64_t rest = thousandths % 1000;
	int digits = 3;

	mc_buf_addf(text, "%" PRId64, thousandths / 1000);
	if (rest == 0)
		return;
	for (; rest % 10 == 0; digits--)
		rest /= 10;
	mc_buf_addf(text, ".%0*" PRId64, digits, rest);
}

void mc_points_print(struct mc_buf *text, enum mc_verdict verdict, int64_t points, int64_t max)
{
	if (verdict == MC_GRADER_ERROR)
		mc_buf_addc(text, '-');
	else
		mc_points_add(text, points);
	mc_buf_addc(text, '/');
	mc_points_add(text, max);
}
