/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_OVERVIEW_H
#define MC_RESULT_OVERVIEW_H

#include "result/diff.h"
#include "result/result.h"
#include "result/result_json.h"

/** Results of several exercises of one workspace. The results are borrowed. */
struct mc_overview {
	const char *name; /* of the workspace */
	const struct mc_result *results;
	size_t count;
};

/** Verdict, points and maximum of a workspace, by the rules of mc_result_total() with exercises in the place
 * of tests. */
void mc_overview_total(enum mc_verdict *verdict, int64_t *points, int64_t *max,
		       const struct mc_overview *overview);

/**
 * Writes one "migracode/result/v1" document for a workspace: each exercise is a test of the kind "exercise",
 * and its own document stands in "exercises".
 */
void mc_overview_write_json(struct mc_json_writer *writer, const struct mc_overview *overview,
			    const struct mc_result_json *options);

/** Appends one line for each exercise and the sum. */
void mc_overview_print(struct mc_buf *text, const struct mc_overview *overview,
		       const struct mc_print_style *style, const char *lang);

#endif
