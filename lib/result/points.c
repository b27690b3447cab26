/* SPDX-License-Identifier: MIT */
#include "result/points.h"

#include <inttypes.h>

#include "base/alloc.h"
#include "base/i18n.h"

void mc_points_add(struct mc_buf *text, int64_t thousandths)
{
	/* The sign of -0.5 is in neither part of it. */
	uint64_t size = thousandths < 0 ? -(uint64_t)thousandths : (uint64_t)thousandths;
	uint64_t rest = size % 1000;
	int digits = 3;

	mc_buf_addf(text, "%s%" PRIu64, thousandths < 0 ? "-" : "", size / 1000);
	if (rest == 0)
		return;
	for (; rest % 10 == 0; digits--)
		rest /= 10;
	mc_buf_addf(text, ".%0*" PRIu64, digits, rest);
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

/* Parts of points take the plural. */
static unsigned long plural_of(int64_t thousandths)
{
	return thousandths % 1000 ? 2 : (unsigned long)(thousandths / 1000);
}

char *mc_points_of(int64_t points, int64_t max)
{
	MC_AUTO(mc_buf) got = MC_BUF_INIT;
	MC_AUTO(mc_buf) all = MC_BUF_INIT;

	mc_points_add(&got, points);
	mc_points_add(&all, max);
	if (points == max)
		return mc_format(NP_("%s point", "%s points", plural_of(max)), all.ptr);
	return mc_format(NP_("%s of %s point", "%s of %s points", plural_of(max)), got.ptr, all.ptr);
}
