/* SPDX-License-Identifier: MIT */
#ifndef MC_REPORT_HTML_H
#define MC_REPORT_HTML_H

#include "report/document.h"

/* Parts of the page that html.c puts together. Everything is escaped here. */

/** Appends the verdict as a badge: sign and word in its colour. */
void mc_html_add_badge(struct mc_buf *out, enum mc_verdict verdict);

/** Appends all there is to say about a test that did not pass: reason, command, difference, output, hint. */
void mc_html_add_test(struct mc_buf *out, const struct mc_document_test *test);

#endif
