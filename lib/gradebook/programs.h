/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADEBOOK_PROGRAMS_H
#define MC_GRADEBOOK_PROGRAMS_H

#include "course/exercise.h"
#include "gradebook/book.h"
#include "gradebook/grade.h"

/*
 * What the learners of a cohort handed in for one exercise: the files of the commits that were graded, read
 * from the mirrors.
 */

/** The submissions of a cohort for one exercise, by the ids of their learners. */
struct mc_programs {
	struct mc_book book;
	struct mc_grades grades;
	struct mc_exercise *exercise; /* with its starter */
	struct mc_arena arena;
	size_t count;
	const struct mc_grade **items;
	const char **learners; /* ids */
	const char **shown;    /* display names of those that have one, when they were asked for; else ids */
};

#define MC_PROGRAMS_INIT \
	{ \
		.book = MC_BOOK_INIT, .grades = MC_GRADES_INIT, .arena = MC_ARENA_INIT \
	}

/** Closes all; usable again. */
void mc_programs_release(struct mc_programs *programs);

/**
 * Finds them in the records. has_names: display names are read from the vault.
 * Errors: those of mc_book_open() and mc_spec_open(); MC_E_USAGE (no exercise is named), MC_E_INPUT (the
 * course has it no longer), MC_E_NOTHING (nothing of it is graded yet).
 */
struct mc_err *mc_programs_open(struct mc_programs *programs, const struct mc_book_wanted *wanted,
				bool has_names) MC_MUST_USE;

/** Reads the files of one; context is the struct mc_programs, so that it can be called by who knows nothing
 * of cohorts. Errors: those of mc_submission_read(). */
struct mc_err *mc_programs_read(struct mc_tree *tree, void *context, size_t index) MC_MUST_USE;

#endif
