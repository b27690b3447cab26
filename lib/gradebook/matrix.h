/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_MATRIX_H
#define MC_GRADEBOOK_MATRIX_H

#include "base/buf.h"
#include "gradebook/score.h"
#include "sheet/sheet.h"

/*
 * The scores of a cohort as people look at them: learners × exercises, with what is asked for and the sums.
 */

/** X(bit, name in the option and in documents) */
#define MC_MATRIX_CLASSES(X) \
	X(MC_MATRIX_PASS, "pass") \
	X(MC_MATRIX_PARTIAL, "partial") \
	X(MC_MATRIX_FAIL, "fail") \
	X(MC_MATRIX_ERROR, "error") \
	X(MC_MATRIX_FLAKY, "flaky") \
	X(MC_MATRIX_MISSING, "missing") \
	X(MC_MATRIX_FAULT, "fault") \
	X(MC_MATRIX_EXCUSED, "excused") \
	X(MC_MATRIX_LATE, "late") \
	X(MC_MATRIX_TAKEN_BACK, "taken-back") \
	X(MC_MATRIX_OVERRIDE, "override") \
	X(MC_MATRIX_UNMARKED, "unmarked")

enum mc_matrix_class {
#define X(bit, name) bit,
	MC_MATRIX_CLASSES(X)
#undef X
		MC_MATRIX_CLASS_COUNT
};

/** What is shown. */
struct mc_matrix_filter {
	const char *module;   /* NULL: all */
	const char *exercise; /* NULL: all */
	const char *const *learners;
	size_t learner_count; /* 0: all */
	const char *verdicts; /* classes with ',' between them; NULL: all */
	unsigned min, max;    /* percent of the points */
	bool has_min, has_max;
};

/** Counts of one row, of one column, or of all. */
struct mc_matrix_sum {
	int64_t points, max;				      /* of what is graded */
	int64_t graded, passed, missing, faults, late, cells; /* cells: all but excused ones */
};

/** A matrix; borrows the scores and the names. */
struct mc_matrix {
	struct mc_arena arena;
	const struct mc_scores *scores;
	const char *const *names; /* of all rows of the scores */
	size_t *rows;		  /* of the scores */
	size_t row_count;
	size_t *columns;
	size_t column_count;
	bool is_search; /* only cells that were asked for are shown, and no sums */
	unsigned classes;
	struct mc_matrix_filter filter;
};

#define MC_MATRIX_INIT \
	{ \
		.arena = MC_ARENA_INIT \
	}

/** Frees it. */
void mc_matrix_release(struct mc_matrix *matrix);

/** Chooses rows and columns. Errors: MC_E_INPUT (no such module, exercise, learner or class). */
struct mc_err *mc_matrix_make(struct mc_matrix *matrix, const struct mc_scores *scores,
			      const char *const *names, const struct mc_matrix_filter *filter) MC_MUST_USE;

/** The cell in a row and column of the matrix, or NULL when it was not asked for. */
const struct mc_score *mc_matrix_at(const struct mc_matrix *matrix, size_t row, size_t column);

/** Sums over a row (column SIZE_MAX), a column (row SIZE_MAX), or all (both). */
struct mc_matrix_sum mc_matrix_sum(const struct mc_matrix *matrix, size_t row, size_t column);

/** Fills a sheet. look: of the terminal, for which tables are cut to its width; NULL for other formats.
 * is_data: cells are plain numbers, for spreadsheets. */
void mc_matrix_sheet(struct mc_sheet *sheet, const struct mc_matrix *matrix, const struct mc_sheet_look *look,
		     bool is_data);

/** Appends the document "migracode/results/v1" and a line feed. Learners are named by ids alone. */
void mc_matrix_json(struct mc_buf *out, const struct mc_matrix *matrix);

#endif
