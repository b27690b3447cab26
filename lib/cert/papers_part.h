/* SPDX-License-Identifier: MIT */
#ifndef MC_CERT_PAPERS_PART_H
#define MC_CERT_PAPERS_PART_H

#include "cert/papers.h"

/* What the papers share; nobody else includes this. */

/* Appends a paper as a PDF that says what it is. */
struct mc_err *mc_papers_print(struct mc_buf *pdf, const struct mc_papers_wanted *wanted,
			       enum mc_printed_paper paper, const char *lang,
			       const struct mc_printed_facts *facts) MC_MUST_USE;

#endif
