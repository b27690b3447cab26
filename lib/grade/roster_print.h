/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_ROSTER_PRINT_H
#define MC_GRADE_ROSTER_PRINT_H

#include "grade/roster.h"
#include "result/diff.h"

/** How the table of a roster run looks. */
struct mc_roster_table {
	struct mc_print_style style;
	bool is_cut;	   /* a line ends at the style's width */
	size_t name_width; /* columns of the longest name */
};

/** Columns that names need: of the longest one that is not absurdly long. */
size_t mc_roster_name_width(const char *const names[], size_t count);

/** Appends one line of the table: name, verdict, points, reason. Nothing in it can steer the terminal. */
void mc_roster_print_line(struct mc_buf *out, const struct mc_roster_table *table, const char *name,
			  const struct mc_roster_answer *answer);

/** Appends the summary: how many submissions got which verdict. tally is indexed by verdict. */
void mc_roster_print_summary(struct mc_buf *out, const struct mc_roster_table *table,
			     const size_t tally[MC_FLAKY + 1]);

#endif
