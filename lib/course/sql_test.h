/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_SQL_TEST_H
#define MC_COURSE_SQL_TEST_H

#include "course/exercise.h"
#include "ext/db.h"

/** Rows of one result at most: of what a spec expects and of what a query gives. */
#define MC_SQL_MAX_ROWS 10000u

/** Rows with the names of their columns. */
struct mc_sql_table {
	const char **columns; /* column_count of them; NULL: their names are not known */
	size_t column_count;
	struct mc_db_value *values; /* row by row */
	size_t row_count;
};

/** What tests of kind sql have of their own. */
struct mc_sql_test {
	/* the database: a file of the submission (or what test->run writes), or a new one in memory */
	const char *database;	 /* NULL: a new one */
	struct mc_str setup;	 /* the teacher's SQL, first; ptr NULL: none */
	struct mc_texts scripts; /* files of the submission, in this order */
	struct mc_str after;	 /* the teacher's SQL behind the scripts; ptr NULL: none */
	/* what is asked of it: the teacher's query, or a file of the submission */
	struct mc_str query;	/* ptr NULL: none */
	const char *query_file; /* NULL: none */
	/* what must come out */
	bool has_rows;
	struct mc_sql_table rows;
	struct mc_texts columns;      /* names; empty: not compared */
	struct mc_str expected_query; /* ptr NULL: none */
	bool is_ordered;
	struct mc_compare compare; /* of values: EXACT, TOKENS or JSON, which is the value as it is */
	struct mc_texts fails;	   /* statements that a rule of the database must refuse */
};

#endif
