/* SPDX-License-Identifier: MIT */
#ifndef MC_SUITE_CTRF_SHAPE_H
#define MC_SUITE_CTRF_SHAPE_H

#include "ext/json_shape.h"

/* Only for suite/ctrf.c: the tables of what a report must look like. */

extern const struct mc_json_shape mc_ctrf_report;

/** One element of "tests". */
extern const struct mc_json_shape mc_ctrf_test;

/** Which field of mc_ctrf_test a value belongs to: those that say how a case went. */
enum mc_ctrf_field {
	MC_CTRF_NAME,
	MC_CTRF_STATUS,
	MC_CTRF_DURATION,
	MC_CTRF_SUITE,
	MC_CTRF_MESSAGE,
	MC_CTRF_TRACE,
};

#endif
