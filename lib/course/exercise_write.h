/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_EXERCISE_WRITE_H
#define MC_COURSE_EXERCISE_WRITE_H

#include "base/buf.h"
#include "base/tree.h"
#include "course/exercise.h"
#include "ext/json_write.h"

/**
 * Adds the files of the folder of an exercise to tree: exercise.json in its usual layout, starter/, tests/,
 * private/, solution/ and wrong/ as far as there are any.  Reading them back gives the same tests, and the
 * same hash when the exercise was one of ours.
 *
 * lost  gets a warning for everything that exercise.json cannot say; may be NULL
 *
 * Errors: MC_E_INPUT (something cannot be written at all, as more tests than an exercise may have), MC_E_IO
 * (solutions cannot be read).
 */
struct mc_err *mc_exercise_write(struct mc_tree *tree, struct mc_findings *lost,
				 const struct mc_exercise *exercise) MC_MUST_USE;

/* ---- for the kinds of tests: mc_kind.write ---- */

/** One exercise while it is written. */
struct mc_exercise_writing {
	struct mc_json_writer json;
	struct mc_tree *tree;
	struct mc_findings *lost;
	const struct mc_exercise *exercise;
};

/** Writes key and an array of texts; nothing when there are none. */
void mc_write_texts(struct mc_exercise_writing *writing, const char *key, const struct mc_texts *texts);

/** Writes key and a text in languages; nothing when there is none. */
void mc_write_words(struct mc_exercise_writing *writing, const char *key, const struct mc_words *words);

/** Writes key and a program: the argv, or the one command line of a shell. */
void mc_write_program(struct mc_exercise_writing *writing, const char *key, const struct mc_texts *run);

/** Writes "exit" unless it is 0. */
void mc_write_exit(struct mc_exercise_writing *writing, int status);

/** Writes "run", as mc_write_program(). */
void mc_write_run(struct mc_exercise_writing *writing, const struct mc_texts *run);

/** Writes "env" as an object; nothing when there is none. */
void mc_write_env(struct mc_exercise_writing *writing, const struct mc_texts *env);

/**
 * Writes key and len bytes: as a text, or as the name of a file with them, which is a new one in texts/ when
 * there is none and the bytes are no text or a long one.
 *
 * name  of the new file, without the id of the test; may be a path
 */
void mc_write_content(struct mc_exercise_writing *writing, const char *key, const struct mc_test *test,
		      const char *name, const char *bytes, size_t len);

/** Writes "compare"; nothing for the default. */
void mc_write_compare(struct mc_exercise_writing *writing, const struct mc_compare *compare);

/** Writes key and thousandths of a point. */
void mc_write_points(struct mc_exercise_writing *writing, const char *key, int64_t points);

/** Notes that something cannot be written as it is. */
void mc_write_lost(struct mc_exercise_writing *writing, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
