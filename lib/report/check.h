/* SPDX-License-Identifier: MIT */
#ifndef MC_REPORT_CHECK_H
#define MC_REPORT_CHECK_H

#include "report/deliver.h"

/** What 'migracode check' found, and how to tell it; all borrowed. */
struct mc_check_report {
	const char *name;    /* of the workspace */
	const char *operand; /* as the student typed it; NULL: nothing */
	char *const *dirs;   /* of the exercises, count of them */
	struct mc_result *results;
	size_t count;
	const struct mc_report_format *format;
	const char *output;	     /* NULL: the stream */
	struct mc_print_style style; /* of the stream */
	const char *lang;
	const char *const *facts;
	size_t fact_count;
	unsigned passing;
};

/**
 * Tells it: of one exercise all, of several a line each; in the formats for other systems every exercise is
 * what a submission is to a teacher. Errors: as mc_delivery_open() and its like.
 */
struct mc_err *mc_check_report(const struct mc_check_report *view, FILE *stream) MC_MUST_USE;

#endif
