/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_REASON_PART_H
#define MC_RESULT_REASON_PART_H

#include "result/reason.h"

/* What the files reason*.c share; nobody else includes this. */

/** A short copy of text in which nothing can steer a terminal; NULL gives the empty text. Owned by the
 * caller. */
char *mc_reason_printable(const char *text) __attribute__((returns_nonnull));

/** mc_reason_print() for how a program ended: exit-status, signal, and the limits. */
void mc_reason_print_end(struct mc_buf *out, const struct mc_reason *reason);

/** mc_reason_print() for the reasons of tests of kind git. */
void mc_reason_print_git(struct mc_buf *out, const struct mc_reason *reason);

/** Sentences of the reasons sql-…, without the place. */
void mc_reason_print_sql(struct mc_buf *out, const struct mc_reason *reason);

/** Sentences of the reasons element-… and page-rule, without the place. */
void mc_reason_print_page(struct mc_buf *out, const struct mc_reason *reason);

/** The same for those of kind dialogue. */
void mc_reason_print_talk(struct mc_buf *out, const struct mc_reason *reason);
/** mc_reason_print() for the reasons of tests of kind http. */
void mc_reason_print_http(struct mc_buf *out, const struct mc_reason *reason);

/** The same for those of kind memory. */
void mc_reason_print_memory(struct mc_buf *out, const struct mc_reason *reason);

/** The same for those of kind time. */
void mc_reason_print_time(struct mc_buf *out, const struct mc_reason *reason);

#endif
