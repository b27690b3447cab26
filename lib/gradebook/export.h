/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_EXPORT_H
#define MC_GRADEBOOK_EXPORT_H

#include <stdio.h>

#include "base/buf.h"
#include "gradebook/book.h"

/** The formats of results, for the choices of an option: ours, and those of report/report.h that can hold
 * what is stored. */
#define MC_EXPORT_FORMATS \
	"csv|import|moodle|moodle-grades|classroom50|gradescope|text|json|ndjson|junit|tap|ctrf|exercism|" \
	"hyf|" \
	"markdown|html"

/** What is written, and where to. */
struct mc_export {
	const struct mc_book *book;
	const char *format;
	size_t column;	    /* of the scores: one exercise; SIZE_MAX: all */
	const char *output; /* file or folder; NULL: the stream */
	FILE *stream;
	const char *lang;
	const char *const *facts; /* classroom50: "key=value", fact_count of them */
	size_t fact_count;
	size_t left_out; /* gets the number of learners (moodle) or results that are not in it */
};

/**
 * Writes the results of a cohort. Those of report/report.h are written from the stored documents, and so have
 * what the tests gave; the others have the points that count. Nobody is named but by id.
 *
 * Errors: MC_E_USAGE (the format needs a folder or a file), MC_E_INPUT (a stored result is damaged), MC_E_IO,
 * those of records/people.h for moodle.
 */
struct mc_err *mc_export_run(struct mc_export *export) MC_MUST_USE;

/**
 * Appends all scores of a cohort as one table, a row for each learner and exercise, sorted by learner, then
 * in the order of the course (column: of one exercise; SIZE_MAX: of all).  It says nothing of when and how
 * often anything was graded: the same submissions under the same rules give the same bytes.
 */
void mc_export_csv(struct mc_buf *out, const struct mc_scores *scores, size_t column);

/**
 * Appends a table for Moodle's "Import grades", of one exercise (its column) or, with SIZE_MAX, of all that
 * anybody has a result of. Who came from Moodle has the idnumber of there, others the id of the records.
 * Moodle would erase a grade where a field is empty: only learners with a result of each are in it; left_out
 * gets the number of the others. Errors: those of records/people.h.
 */
struct mc_err *mc_export_moodle(struct mc_buf *out, size_t *left_out, struct mc_records *records,
				const struct mc_scores *scores, size_t column) MC_MUST_USE;

/** The name of a submission in what is written: the learner, and the exercise before it where there are
 * several. Owned by the caller. */
char *mc_export_name(const struct mc_export *export, const struct mc_score *score)
	__attribute__((returns_nonnull));

/** Is given each result that was graded here, learner by learner, with its document. */
struct mc_export_taker {
	struct mc_err *(*take)(void *context, const struct mc_score *score, struct mc_str document);
	void *context;
};

/** Gives taker all that was graded of one exercise, or of all with SIZE_MAX; its submission is named
 * "exercise/learner" where several exercises are written. What is not stored any more is counted in left_out.
 * Errors: those of taker, MC_E_INPUT, MC_E_IO. */
struct mc_err *mc_export_each(struct mc_export *export, size_t column, const struct mc_export_taker *taker)
	MC_MUST_USE;

/** Appends Classroom 50's scores.json, and a zip file with a results.json of Gradescope for each result. */
struct mc_err *mc_export_classroom50(struct mc_buf *out, struct mc_export *export) MC_MUST_USE;
struct mc_err *mc_export_gradescope(struct mc_buf *out, struct mc_export *export) MC_MUST_USE;

/** True when something beside the tests decides about the points. */
bool mc_export_is_adjusted(const struct mc_score *score);

#endif
