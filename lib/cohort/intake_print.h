/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_INTAKE_PRINT_H
#define MC_COHORT_INTAKE_PRINT_H

#include "base/buf.h"
#include "cohort/intake.h"
#include "ext/json_write.h"

/** Appends for people what a list changes, or would change, and what is wrong with it. No name is in it:
 * learners are named by their ids. */
void mc_intake_print_text(struct mc_buf *out, const struct mc_intake *intake, const char *file, bool is_done,
			  bool is_quiet);

/** Appends the document "migracode/learner-import/v1" and a line feed. */
void mc_intake_print_json(struct mc_buf *out, const struct mc_intake *intake, bool is_done);

/** Appends for people what was found wrong or unusual in a file. */
void mc_intake_print_findings(struct mc_buf *out, const struct mc_intake *intake, const char *file);

/** Writes what the document of every import has first, from "schema" to "findings". changed: the key for rows
 * that change what is recorded. */
void mc_intake_write_head(struct mc_json_writer *writer, const struct mc_intake *intake, const char *schema,
			  const char *changed, bool is_done);

#endif
