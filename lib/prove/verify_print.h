/* SPDX-License-Identifier: MIT */
#ifndef MC_PROVE_VERIFY_PRINT_H
#define MC_PROVE_VERIFY_PRINT_H

#include "prove/verify.h"
#include "result/diff.h"

/** Appends a table of each exercise whose spec has a fault (of all with is_verbose), and a summary. */
void mc_verify_print(struct mc_buf *text, const struct mc_verify *verify, const struct mc_print_style *style,
		     bool is_verbose);

/** Appends the document "migracode/verify/v1" and a newline. */
void mc_verify_print_json(struct mc_buf *text, const struct mc_verify *verify);

#endif
