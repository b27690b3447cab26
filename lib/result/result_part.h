/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_RESULT_PART_H
#define MC_RESULT_RESULT_PART_H

#include "result/result_text.h"

/** Columns that are assumed at least. */
#define MC_RESULT_MIN_WIDTH 40u

/** Appends count spaces. */
void mc_result_add_spaces(struct mc_buf *out, size_t count);

/** Appends text in a colour (numbers of SGR, ECMA-48) when the style has colour. */
void mc_result_add_colored(struct mc_buf *out, const struct mc_print_style *style, const char *color,
			   const char *text);

/** The name of a test for people: its title, else its id; owned by the spec. */
const char *mc_result_title(const struct mc_test *test, const char *lang);

/**
 * Appends a paragraph broken at blanks to the width, every line behind indent spaces; ends with a line feed.
 */
void mc_result_add_wrapped(struct mc_buf *out, const struct mc_print_style *style, size_t indent,
			   const char *text);

/** Appends that a fault is the checker's and not the student's, with the code to tell a teacher. */
void mc_result_add_ours(struct mc_buf *out, const struct mc_print_style *style, size_t indent,
			enum mc_reason_code code);

/** Appends all there is to say about one test (or the build) that did not pass. */
void mc_result_print_detail(struct mc_buf *out, const struct mc_test_result *test,
			    const struct mc_result_text *options);

#endif
