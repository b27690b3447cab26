/* SPDX-License-Identifier: MIT */
#ifndef MC_SIMILAR_REPORT_H
#define MC_SIMILAR_REPORT_H

#include "base/buf.h"
#include "similar/study.h"

/** Appends a report in the format "text", "csv", "json" or "html"; top 0: as many pairs as people read, or
 * all for programs. lang: see mc_similar_write_html(). */
void mc_similar_write(struct mc_buf *out, const struct mc_study *study, const char *format, size_t top,
		      const char *lang);

/** Appends the document migracode/similar/v1, described in migracode-similar(7), with the first `top` pairs.
 */
void mc_similar_write_json(struct mc_buf *out, const struct mc_study *study, size_t top);

/** Appends a table for spreadsheets: a, b, score, lines, worth_a_talk, archive. */
void mc_similar_write_csv(struct mc_buf *out, const struct mc_study *study, size_t top);

/** Appends what people read on a terminal; nothing in it can steer one. */
void mc_similar_write_text(struct mc_buf *out, const struct mc_study *study, size_t top);

/**
 * Appends one page for a browser: the pairs, and of each the programs side by side with what they share. The
 * files are read again; one that cannot be read any more is said there. Up to 50 pairs stay below 2 MiB.
 *
 * lang  of the texts, a tag of BCP 47
 */
void mc_similar_write_html(struct mc_buf *out, const struct mc_study *study, size_t top, const char *lang);

/** True when the pair is worth a talk. */
bool mc_similar_is_worth(const struct mc_study *study, const struct mc_pair *pair);

/** How many of the first `top` pairs are. */
size_t mc_similar_count_worth(const struct mc_study *study, size_t top);

/** The name of the second program of a pair. */
const char *mc_similar_name_b(const struct mc_study *study, const struct mc_pair *pair);

#endif
