/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_DATA_READ_H
#define MC_COURSE_DATA_READ_H

#include "course/data_test.h"
#include "course/exercise_parts.h"
#include "course/exercise_write.h"

/* What the readers of the kinds data and checker share. */

/** Reads "checker" and "interactive" of node, when they are there, into test->data. */
void mc_data_read_checker(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node);

/** Adds all of a checker that decides a verdict; NULL: that there is none. */
void mc_data_hash_checker(struct mc_hash *hash, const struct mc_checker *checker);

/** mc_kind.write of data and of checker. */
void mc_data_write(struct mc_exercise_writing *writing, const struct mc_test *test);
void mc_checker_write(struct mc_exercise_writing *writing, const struct mc_test *test);

/** Warns of a checker whose files are not there. */
void mc_data_lint_checker(const struct mc_spec *spec, const struct mc_exercise *exercise,
			  const struct mc_test *test, const struct mc_json_node *node);

/**
 * When the folders are read: finds the cases of every test of kind data, and moves their files out of what is
 * laid in the sandbox, so that no program can read its answers there.
 */
void mc_data_take_files(struct mc_exercise_reading *reading);

#endif
