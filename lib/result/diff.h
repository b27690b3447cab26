/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_DIFF_H
#define MC_RESULT_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "course/exercise.h"

enum mc_diff_kind { MC_DIFF_SAME, MC_DIFF_CHANGED, MC_DIFF_MISSING, MC_DIFF_EXTRA };

/** One side of a row. */
struct mc_diff_side {
	size_t line;	    /* from 1; 0: this side has nothing here */
	struct mc_str text; /* of the line, or a part of it; points into the text that was compared */
	bool is_cut_before;
	bool is_cut_after;
	size_t mark;	    /* where in text the first difference is; SIZE_MAX: nowhere */
	bool lacks_newline; /* the line end is missing and that is a difference */
};

struct mc_diff_row {
	enum mc_diff_kind kind;
	struct mc_diff_side wanted;
	struct mc_diff_side actual;
};

/** Expected and actual text, line beside line, around the first difference. */
struct mc_diff {
	struct mc_diff_row *rows;
	size_t count;
	size_t capacity;
	size_t wanted_lost; /* bytes of each text that stand in no row */
	size_t actual_lost;
	bool is_actual_empty;
};

#define MC_DIFF_INIT \
	{ \
		.rows = NULL \
	}

/** How much of two texts is shown. */
struct mc_diff_limits {
	size_t rows;
	size_t bytes; /* of each text */
};

/** What fits into a terminal and into a head. */
#define MC_DIFF_LIMITS \
	{ \
		.rows = 12, .bytes = 2000 \
	}

/** Frees all; the diff is usable again. */
void mc_diff_release(struct mc_diff *diff);

/**
 * Aligns the lines of actual with those of wanted, equal in the sense of compare, and keeps what is around
 * the first difference.  The texts must outlive the diff and may hold any bytes.  Linear time: behind the
 * first difference a window of 200 lines is aligned by their longest common subsequence.
 */
void mc_diff_make(struct mc_diff *diff, const struct mc_compare *compare, struct mc_str wanted,
		  struct mc_str actual, const struct mc_diff_limits *limits);

/** How a diff or a result is printed. */
struct mc_print_style {
	size_t width;  /* columns; at least 40 are assumed */
	bool is_ascii; /* the terminal takes no UTF-8 */
	bool has_color;
};

/**
 * Appends the diff as lines for a terminal: two columns when they fit, otherwise lines behind '-' and '+'.
 *
 * whole_path  where the whole actual text is, named when something is left out; may be NULL
 */
void mc_diff_print(struct mc_buf *out, const struct mc_diff *diff, const struct mc_print_style *style,
		   const char *whole_path);

#endif
