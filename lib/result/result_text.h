/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_RESULT_TEXT_H
#define MC_RESULT_RESULT_TEXT_H

#include <stdbool.h>

#include "base/buf.h"
#include "result/diff.h"
#include "result/result.h"

/** How a result is told to a person. */
struct mc_result_text {
	struct mc_print_style style;
	const char *lang;  /* of titles and hints; borrowed */
	bool shows_hidden; /* for the teachers' side */
	bool shows_hint;
	const char *whole_path; /* where the whole output of mc_result_first_failed() is; NULL: nowhere */
	const char *next;	/* the command to type next, which becomes the last line; NULL: none */
};

/**
 * Appends what a student sees: one line for each test in the order of the spec; the first one that failed
 * (or the build) in full: what was run, expected and actual text, why, the hint; the points; the next
 * command. Nothing in it can steer the terminal, and nothing is said by colour alone.
 */
void mc_result_print_text(struct mc_buf *out, const struct mc_result *result,
			  const struct mc_result_text *options);

/** Columns that words for verdicts are given in tables: those of the longest in this language, and two
 * spaces. */
size_t mc_result_word_columns(void);

/** The sign that stands before the word for a verdict, such as a tick; ASCII when asked for. */
const char *mc_result_mark(enum mc_verdict verdict, bool is_ascii);

/** The translated word for a verdict ("passed" and so on). */
const char *mc_result_word(enum mc_verdict verdict);

/** Appends the translated word for a verdict, in its colour when style has colour. */
void mc_result_add_word(struct mc_buf *out, const struct mc_print_style *style, enum mc_verdict verdict);

/** The same, filled up with spaces to mc_result_word_columns(). */
void mc_result_add_word_cell(struct mc_buf *out, const struct mc_print_style *style, enum mc_verdict verdict);

/**
 * What mc_result_print_text() shows in full: the build, or the first test that did not pass; NULL when all is
 * well.
 */
const struct mc_test_result *mc_result_first_failed(const struct mc_result *result);

/**
 * Appends a command line for sh(1) that does what a test does: its environment, its input through printf(1)
 * when that is short, its arguments quoted.
 */
void mc_result_print_command(struct mc_buf *out, const struct mc_test *test);

/** The same for what a test came to: of test data, the case that failed. */
void mc_result_add_command(struct mc_buf *out, const struct mc_test_result *result);

#endif
