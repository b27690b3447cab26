/* SPDX-License-Identifier: MIT */
#ifndef MC_SUITE_TAP_H
#define MC_SUITE_TAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/** A line is read up to this length; the rest of it is dropped. */
#define MC_TAP_MAX_LINE (64u * 1024)
/** A suite that reports more is broken. */
#define MC_TAP_MAX_CASES 10000u
/** … or more points, those that turn out to be no cases included. */
#define MC_TAP_MAX_POINTS 100000u
/** Subtests deeper than this are taken for something that a program printed. */
#define MC_TAP_MAX_DEPTH 15u
/** Diagnostics are kept up to these sizes: of one case, and of all together. */
#define MC_TAP_MAX_DIAGNOSTIC 4096u
#define MC_TAP_MAX_DIAGNOSTICS (256u * 1024)

/** What one test of a suite said. Of points with subtests only the subtests are cases. */
struct mc_tap_case {
	const char *name; /* "parent > child", printable UTF-8; "test 3" when the suite gave none */
	bool is_ok;
	bool is_skip;		/* not run: neither passed nor failed */
	bool is_todo;		/* known not to work yet: neither passed nor failed */
	const char *diagnostic; /* of a failed one: its YAML block or comments; NULL: none */
	size_t depth;		/* the reader's own: at which level it stands */
};

/** Counts; passed, failed, skipped and todo add up to count. */
struct mc_tap_tally {
	size_t count;
	size_t passed;
	size_t failed;
	size_t skipped;
	size_t todo;
};

/** The reader's own: one level of nesting. */
struct mc_tap_level {
	bool has_plan;
	bool is_closed; /* the plan came behind points: no more may follow */
	bool is_bad;
	size_t plan;
	size_t points;
	size_t last_id;	 /* the largest seen */
	uint64_t id_sum; /* of a hash of each: tells whether every number was there, in any order */
	bool has_parent; /* in braces: the point before '{' waits for '}' */
	struct mc_tap_case parent;
};

/** A reader of TAP 13 and 14 and, when it has ended, what it read. Memory is bounded by the limits above. */
struct mc_tap {
	struct mc_arena arena;
	struct mc_tap_case *cases;
	size_t case_count;
	size_t case_capacity;
	struct mc_tap_tally tally; /* of the cases */
	struct mc_tap_tally top;   /* of the points of the outermost level, as other readers count */
	bool has_plan;
	size_t plan;
	bool is_skip_all; /* "1..0": nothing was to be run; no case, and not broken */
	bool is_broken;	  /* the report is not to be trusted, whatever the cases say */
	const char *why;  /* of is_broken: one translated sentence */

	/* The reader's own. */
	struct mc_buf line;
	struct mc_buf scratch;
	bool was_cr;
	bool is_strict; /* a pragma asked for it: no line may be anything but TAP */
	bool is_full;	/* a limit is reached: points are not looked at any more */
	struct mc_tap_level levels[MC_TAP_MAX_DEPTH + 2];
	size_t level_count;	  /* those behind are as new */
	size_t point_depth;	  /* of the point that a diagnostic would belong to; SIZE_MAX: none */
	bool keeps_diagnostic;	  /* … and its case is the last one, and failed */
	size_t yaml_indent;	  /* inside a YAML block; SIZE_MAX: not */
	struct mc_buf diagnostic; /* of the last case, so far */
	size_t diagnostic_bytes;  /* of all cases */
	size_t point_count;	  /* of all levels */
};

#define MC_TAP_INIT \
	{ \
		.arena = MC_ARENA_INIT, .line = MC_BUF_INIT, .scratch = MC_BUF_INIT, \
		.diagnostic = MC_BUF_INIT, .point_depth = SIZE_MAX, .yaml_indent = SIZE_MAX \
	}

/** Frees all; the reader is usable for another document. */
void mc_tap_release(struct mc_tap *tap);

/** Reads the next len bytes of a document, cut anywhere. Line ends are LF, CRLF or CR. */
void mc_tap_feed(struct mc_tap *tap, const char *bytes, size_t len);

/**
 * Ends the document and sets tally, top, is_skip_all, is_broken and why. exit_status is how the suite ended.
 *
 * Broken is a report without a plan, with a plan among the points or a second one, with more or fewer points
 * or other numbers than planned or one number twice (also in a subtest), with "Bail out!", without any point,
 * or without a failure although the suite ended with another status than 0.  Unknown lines are ignored, but
 * broken where "pragma +strict" came before; of pragmas nothing else is known.  A
 * subtest is a document indented by 4 with a plan of its own, ended by the point of its parent; indented
 * points without a plan are output of some program. Source: the TAP 13 and TAP 14 specifications
 * (testanything.org).
 */
void mc_tap_end(struct mc_tap *tap, int exit_status);

#endif
