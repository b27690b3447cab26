/* SPDX-License-Identifier: MIT */
#ifndef MC_RATES_LINE_H
#define MC_RATES_LINE_H

#include "ext/json_write.h"
#include "rates/rates.h"
#include "sheet/disclosure.h"

/*
 * What a report says, line by line: a count or a share of two counts.  Tables and JSON documents are made
 * from the same lines, so that they cannot differ, and what may not be told is told in neither.
 */

/** One line. The counts are numbers of the report's disclosure. */
struct mc_line {
	const char *key;   /* in JSON; a share's ends with "_pct" */
	const char *label; /* for people, translated */
	bool is_share;
	size_t count; /* or the part */
	size_t whole; /* of a share */
};

/** Lines of one block at most. */
#define MC_LINES_MAX 24u

/** Lines that belong together. */
struct mc_lines {
	struct mc_line items[MC_LINES_MAX];
	size_t count;
};

/**
 * The lines of graduation. suffix is that of the ids of the counts, such as "[gender=f]"; "" for all.
 * plain: NULL, or the lines of the same people with moves by authority counted as withdrawn, when s counts
 * them as excluded: equal counts are then the same ones.
 */
void mc_lines_graduation(struct mc_lines *lines, struct mc_disclosure *disclosure, const char *suffix,
			 const struct mc_standings *s, const struct mc_lines *plain);

/** The lines of outcomes: shares only; their counts are those of the codes, see mc_lines_codes(). */
void mc_lines_outcomes(struct mc_lines *lines, struct mc_disclosure *disclosure, const char *suffix,
		       const struct mc_outcomes *o, const struct mc_lines *codes);

/** The lines of the codes, "1A" to "4". is_printed is false when only their sums stand in the report. */
void mc_lines_codes(struct mc_lines *lines, struct mc_disclosure *disclosure, const char *suffix,
		    const struct mc_outcomes *o, bool is_printed);

/** The line called key, which must be there. */
const struct mc_line *mc_line_find(const struct mc_lines *lines, const char *key);

/** Says that each count of total is the sum of those of count parts, which have the same lines. */
void mc_lines_relate(struct mc_disclosure *disclosure, const struct mc_lines *total,
		     const struct mc_lines parts[], size_t count);

/** Adds a table with a row for each line and a column for each of count blocks; columns has count + 1 texts.
 */
struct mc_sheet_table *mc_lines_table(struct mc_sheet *sheet, struct mc_disclosure *disclosure,
				      const char *id, const char *title, const char *const columns[],
				      const struct mc_lines *const blocks[], size_t count);

/** Adds a line as a figure that stands for itself, before the tables. */
void mc_line_figure(struct mc_sheet *sheet, struct mc_disclosure *disclosure, const struct mc_lines *lines,
		    const char *key);

/** Writes the lines as members of the object that is open, after mc_disclosure_apply(): counts as numbers,
 * shares as texts with one decimal, what may not be told as null. */
void mc_lines_write(struct mc_json_writer *writer, const struct mc_disclosure *disclosure,
		    const struct mc_lines *lines);

/** Writes one count under key. */
void mc_line_write_count(struct mc_json_writer *writer, const struct mc_disclosure *disclosure,
			 const char *key, size_t count);

#endif
