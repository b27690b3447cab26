/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_POINTS_H
#define MC_RESULT_POINTS_H

#include <stdint.h>

#include "base/buf.h"
#include "result/result.h"

/** Appends thousandths of a point in the shortest exact form: "2", "0.5", "1.333". */
void mc_points_add(struct mc_buf *text, int64_t thousandths);

/** Appends "2/3"; "-/3" for a grader-error, which is never a zero. */
void mc_points_print(struct mc_buf *text, enum mc_verdict verdict, int64_t points, int64_t max);

/** "1.5 of 2 points" or "2 points", in the language of the user; owned by the caller. */
char *mc_points_of(int64_t points, int64_t max) __attribute__((returns_nonnull));

#endif
