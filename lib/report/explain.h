/* SPDX-License-Identifier: MIT */
#ifndef MC_REPORT_EXPLAIN_H
#define MC_REPORT_EXPLAIN_H

#include "report/document.h"

/** Columns of aligned texts in reports. */
#define MC_EXPLAIN_WIDTH 76

/**
 * Appends what there is to see of a test that did not pass, for a block of fixed width: what was run, the
 * aligned difference or the two texts, the output. Clean text in lines; nothing for a hidden test unless its
 * document has it.
 */
void mc_explain_facts(struct mc_buf *out, const struct mc_document_test *test);

/** Appends the aligned difference between expected and actual text alone; false when there are no two. */
bool mc_explain_diff(struct mc_buf *out, const struct mc_document_test *test);

/**
 * Appends one clean line with the reason; where it is ours and not the student's, with a word that says so.
 */
void mc_explain_reason(struct mc_buf *out, const struct mc_document_test *test);

/** Appends the first parts of a test that failed, a line each with a dash, and how many more there are. */
void mc_explain_cases(struct mc_buf *out, const struct mc_document_test *test, size_t limit);

/** Appends all of it as clean plain text: reason, hint, cases and facts. */
void mc_explain(struct mc_buf *out, const struct mc_document_test *test);

/**
 * Appends the end of a text where a program says why it stopped, or the start of what a compiler says: at
 * most some 15 lines, clean, and a line that says how much is left out.
 */
void mc_explain_output(struct mc_buf *out, const struct mc_document_test *test);

/** "1.5 of 2 points", "2 points". */
void mc_explain_points(struct mc_buf *out, int64_t points, int64_t max);

/** The translated word for a verdict, as the terminal says it ("passed"). */
const char *mc_explain_verdict(enum mc_verdict verdict);

#endif
