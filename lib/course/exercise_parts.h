/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_EXERCISE_PARTS_H
#define MC_COURSE_EXERCISE_PARTS_H

#include "course/exercise.h"
#include "course/spec.h"
#include "ext/json_write.h"

/* The parts of the reader of exercise.json; nobody else includes this. */

/** One exercise while it is being read. */
struct mc_exercise_reading {
	struct mc_spec spec;
	struct mc_exercise *exercise;
	struct mc_texts *needs; /* of each test, still as ids */
	const struct mc_json_node **need_nodes;
};

/** Reads "limits" over what limits holds; wall time follows cpu time when only that is given. */
void mc_exercise_read_limits(struct mc_limits *limits, const struct mc_spec *spec,
			     const struct mc_json_node *node);

/** Moves limits into the ranges that exercise.json takes; true when one was outside. */
bool mc_exercise_clamp_limits(struct mc_limits *limits);

/** Writes the key "limits" with those that differ from base; nothing when none does. */
void mc_exercise_write_limits(struct mc_json_writer *json, const struct mc_limits *limits,
			      const struct mc_limits *base);

/** Reads "run": an argv, or one text for the shell, to which args are appended as "$@". */
void mc_exercise_read_run(struct mc_texts *run, const struct mc_spec *spec, const struct mc_json_node *node,
			  const struct mc_texts *args);

/** Most tests of an exercise. */
#define MC_EXERCISE_MAX_TESTS 200

/** Most points of one test. */
#define MC_EXERCISE_MAX_POINTS 1000

/** Reads points from 0 to max with at most three digits behind the point, as thousandths; 1 when not given.
 */
void mc_exercise_read_points(int64_t *points, const struct mc_spec *spec, const struct mc_json_node *node,
			     double max);

/** Reads one element of "tests" into tests[index] of the exercise. */
void mc_exercise_read_test(struct mc_exercise_reading *reading, size_t index,
			   const struct mc_json_node *node);

/** Checks that pattern compiles; a fault becomes a finding at node. */
void mc_exercise_check_regex(const struct mc_spec *spec, const struct mc_json_node *node,
			     const char *pattern);

/** Turns the needs of all tests into indices and sets the order; unknown ids and circles become findings. */
void mc_exercise_read_needs(struct mc_exercise_reading *reading);

/** True when a test is judged with the help of the reference solution, which then counts for the hash. */
bool mc_exercise_needs_reference(const struct mc_exercise *exercise);

/** Reads "wrong"; the tests are known by then. */
void mc_exercise_read_wrongs(struct mc_exercise_reading *reading, const struct mc_json_node *node);

/** Reads "mutants": which of them are equal to the reference solution. */
void mc_exercise_read_mutants(struct mc_exercise_reading *reading, const struct mc_json_node *node);

/**
 * Reads starter/, tests/ and private/, and compares solution/ and wrong/ with what the spec says. Errors:
 * MC_E_IO.
 */
struct mc_err *mc_exercise_read_folders(struct mc_exercise_reading *reading, const struct mc_json_node *root)
	MC_MUST_USE;

#endif
