/* SPDX-License-Identifier: MIT */
#ifndef MC_REPORT_MARKDOWN_H
#define MC_REPORT_MARKDOWN_H

#include "report/document.h"

/**
 * Appends in Markdown what there is to say of a test that did not pass: reason, hint, parts that failed, and
 * a fenced block with what was run and the difference.
 */
void mc_markdown_add_test(struct mc_buf *out, const struct mc_document_test *test);

/**
 * Appends a whole result in Markdown: heading, verdict, table of tests, and what there is to say of those
 * that did not pass; at most some 60,000 bytes.
 */
void mc_markdown_add_document(struct mc_buf *out, const struct mc_document *document);

#endif
