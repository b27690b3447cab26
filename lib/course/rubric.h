/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_RUBRIC_H
#define MC_COURSE_RUBRIC_H

#include "course/exercise.h"
#include "course/finding.h"

/*
 * rubric.json beside exercise.json: what a person judges of a submission, criterion by criterion.  The points
 * stand here and nowhere else, so that changing them changes every score that was marked with them.
 */

#define MC_RUBRIC_FILE "rubric.json"
#define MC_RUBRIC_SCHEMA "migracode/rubric/v1"

/** Criteria of a rubric, and levels of a criterion, at most. */
#define MC_RUBRIC_MAX 50

/** How well a criterion can be met. */
struct mc_rubric_level {
	const char *id;
	struct mc_words title; /* may be empty */
	int64_t points;	       /* thousandths */
};

/** What is looked at. */
struct mc_rubric_criterion {
	const char *id;
	struct mc_words title;
	struct mc_words about; /* may be empty */
	bool is_extra;	       /* its points come on top of the maximum */
	struct mc_rubric_level *levels;
	size_t level_count;
	int64_t max; /* of its levels; thousandths */
};

/** A rubric, in memory. */
struct mc_rubric {
	struct mc_arena arena;
	struct mc_rubric_criterion *criteria; /* in the order of the file */
	size_t count;
};

/**
 * Reads DIR/rubric.json strictly.
 *
 * rubric    set on success; NULL when there is no such file; release with mc_rubric_free()
 * findings  gets every fault; may be NULL
 *
 * Errors: MC_E_INPUT (the first fault, with file, place and remedy), MC_E_IO.
 */
struct mc_err *mc_rubric_open(struct mc_rubric **rubric, struct mc_findings *findings, const char *dir)
	MC_MUST_USE;

/** The same for len bytes that stand for DIR/rubric.json. Errors: MC_E_INPUT. */
struct mc_err *mc_rubric_parse(struct mc_rubric **rubric, struct mc_findings *findings, const char *dir,
			       const char *bytes, size_t len) MC_MUST_USE;

/** Releases a rubric; NULL is allowed. */
void mc_rubric_free(struct mc_rubric *rubric);
MC_AUTOPTR_DEFINE(mc_rubric);

/** The criterion called id, or NULL; also when rubric is NULL. */
const struct mc_rubric_criterion *mc_rubric_find(const struct mc_rubric *rubric, const char *id);

/** The level called id, or NULL. */
const struct mc_rubric_level *mc_rubric_level(const struct mc_rubric_criterion *criterion, const char *id);

/** What can be reached without what is extra, in thousandths; 0 for NULL. */
int64_t mc_rubric_max(const struct mc_rubric *rubric);

#endif
