/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_SQL_TABLE_H
#define MC_GRADE_SQL_TABLE_H

#include "base/buf.h"
#include "course/sql_test.h"

/** How rows stand to what was expected. */
enum mc_sql_match {
	MC_SQL_SAME,
	MC_SQL_OTHER_ORDER, /* the same rows in another order, where the order counts */
	MC_SQL_OTHER_WIDTH, /* another number of columns */
	MC_SQL_OTHER_ROWS,
};

/**
 * Compares rows. Unless the order counts, both are put in one order, so that they can be shown side by side.
 *
 * NULL is equal to NULL alone, a number to a number of that value: with a fraction, to 9 digits or the
 * tolerance of compare. Mode TOKENS compares values as texts.
 *
 * Errors: MC_E_INPUT.
 */
struct mc_err *mc_sql_compare(enum mc_sql_match *match, struct mc_sql_table *expected,
			      struct mc_sql_table *actual, const struct mc_compare *compare, bool is_ordered)
	MC_MUST_USE;

/**
 * Appends two tables, aligned in the same way; texts that look like numbers or NULL stand in quotes, long
 * ones and tables are cut.
 */
void mc_sql_print(struct mc_buf *expected_text, struct mc_buf *actual_text,
		  const struct mc_sql_table *expected, const struct mc_sql_table *actual);

#endif
