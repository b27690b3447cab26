/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_SQL_RUN_H
#define MC_GRADE_SQL_RUN_H

#include "base/arena.h"
#include "course/sql_test.h"
#include "os/sandbox.h"

/** Bytes of all values of one result at most. */
#define MC_SQL_MAX_BYTES (4u * 1024 * 1024)

/** One text or blob, or one file of SQL. */
#define MC_SQL_MAX_VALUE (4u * 1024 * 1024)

/** SQL to run, and whose it is. */
struct mc_sql_step {
	const char *name; /* file of the submission, or key of the spec */
	struct mc_str text;
	bool is_teachers;
};

/** What is done with one database, in this order. */
struct mc_sql_request {
	struct mc_str database;		 /* bytes of a file; ptr NULL: a new one */
	const struct mc_sql_step *steps; /* setup, scripts, after */
	size_t step_count;
	struct mc_sql_step expected;	/* text.ptr NULL: none */
	struct mc_sql_step query;	/* text.ptr NULL: none */
	const struct mc_texts *fails;	/* each is tried, and undone */
	const struct mc_limits *limits; /* cpu_ms and memory_mb */
};

/** How it ended. */
struct mc_sql_answer {
	struct mc_db_outcome outcome;	/* of the last thing that was done */
	const struct mc_sql_step *step; /* the one that did not end well; NULL: all did */
	struct mc_sql_table expected;
	struct mc_sql_table actual;
	size_t refused; /* of fails, up to the first that was not refused by a rule */
};

/**
 * Does it in a child process that can do nothing but compute. Texts of the answer are in arena.
 * Errors: MC_E_INPUT (a step of the teacher that does not depend on the student failed), MC_E_IO.
 */
struct mc_err *mc_sql_run(struct mc_sql_answer *answer, struct mc_arena *arena,
			  const struct mc_sql_request *request) MC_MUST_USE;

/** Reads what the child wrote, and believes none of it; false when it is damaged. */
bool mc_sql_unpack(struct mc_sql_answer *answer, struct mc_arena *arena, const struct mc_sql_request *request,
		   struct mc_str packed);

#endif
