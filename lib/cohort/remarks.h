/* SPDX-License-Identifier: MIT */
#ifndef MC_COHORT_REMARKS_H
#define MC_COHORT_REMARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "ext/json_write.h"

/*
 * What is to be said of a table that somebody wants to import, place by place, and never with what stands
 * there.
 */

/** Remarks that are kept; the rest is counted. */
#define MC_REMARKS_MAX 100u

struct mc_remark {
	bool is_error;	    /* else a notice */
	size_t line;	    /* 0: the whole table */
	const char *column; /* NULL: the whole row */
	const char *text;
	const char *hint; /* NULL: none */
};

struct mc_remarks {
	struct mc_arena arena;
	struct mc_remark *items;
	size_t count;
	size_t capacity;
	size_t error_count; /* of all */
	size_t notice_count;
};

#define MC_REMARKS_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees all. */
void mc_remarks_release(struct mc_remarks *remarks);

/** Adds one; its texts are copied. */
void mc_remarks_add(struct mc_remarks *remarks, const struct mc_remark *remark);

/** Adds what was unusual about a table: the set of enum mc_csv_notice. */
void mc_remarks_add_csv(struct mc_remarks *remarks, unsigned csv_notices);

/** NULL when there is no error; else an MC_E_INPUT that counts them: nothing was changed. */
struct mc_err *mc_remarks_check(const struct mc_remarks *remarks) MC_MUST_USE;

/** Appends them for people, "file:line: error: column: …". */
void mc_remarks_print(struct mc_buf *out, const struct mc_remarks *remarks, const char *file);

/** Writes the members "errors" and "findings" of an object. */
void mc_remarks_write(struct mc_json_writer *writer, const struct mc_remarks *remarks);

#endif
