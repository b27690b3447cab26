/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_KIND_H
#define MC_COURSE_KIND_H

#include "course/exercise_parts.h"
#include "course/exercise_write.h"
#include "ext/hash.h"

/*
 * One record for each kind of test, in a file of its own: kind_<name>.c.  What a kind needs beside the common
 * keys stands in a struct of its own, in course/<name>_test.h, that mc_test points to.
 */

/** What a kind of test is to the reader of exercise.json. */
struct mc_kind {
	const char *const *keys; /* beside those that every test has */
	size_t key_count;
	/** Reads the keys of node into test; every fault becomes a finding. */
	void (*read)(struct mc_exercise_reading *reading, struct mc_test *test,
		     const struct mc_json_node *node);
	/** Adds all that decides a verdict and stands in the kind's own struct; NULL: nothing. */
	void (*hash)(struct mc_hash *hash, const struct mc_test *test);
	/** Writes the keys of its own, so that reading them gives the same test; NULL: cannot be written yet.
	 */
	void (*write)(struct mc_exercise_writing *writing, const struct mc_test *test);
	/** Warns of what a teacher of this kind of test gets wrong; node is the test; NULL: nothing. */
	void (*lint)(const struct mc_spec *spec, const struct mc_exercise *exercise,
		     const struct mc_test *test, const struct mc_json_node *node);
};

/** The record of a kind, static. */
const struct mc_kind *mc_kind(enum mc_test_kind kind) __attribute__((returns_nonnull));

#define X(constant, name, stem) extern const struct mc_kind mc_kind_##stem;
MC_TEST_KINDS(X)
#undef X

/** Reads "run", "args" (of kinds that have this key) and "env" of kinds that start a program. */
void mc_kind_read_program(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node);

/** Reads "stdin": what the program reads; without it test has none. */
void mc_kind_read_input(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node);

/** Reads "exit": a status, or "any", which is MC_EXIT_ANY. */
void mc_kind_read_exit(int *status, const struct mc_spec *spec, const struct mc_json_node *node);

/** Reads "env", an object of variables. */
void mc_kind_read_env(struct mc_texts *env, const struct mc_spec *spec, const struct mc_json_node *node);

/**
 * A text, or {"file": path} with the text in that file (at most 16 MiB).  A test that students get may not
 * use a file that they do not get: that becomes a finding.
 */
void mc_kind_read_content(struct mc_str *text, const struct mc_test *test, const struct mc_spec *spec,
			  const struct mc_json_node *node);

/** Reads "compare": the name of a comparison, or an object with it. NULL leaves compare as it is. */
void mc_kind_read_compare(struct mc_compare *compare, const struct mc_spec *spec,
			  const struct mc_json_node *node);

/** Reads an expected text that is compared by compare, and checks that it can be. */
void mc_kind_read_expect(struct mc_expect *expect, const struct mc_test *test, const struct mc_spec *spec,
			 const struct mc_json_node *node, const struct mc_compare *compare);

/**
 * Warns of globs at node that can match nothing, because 'submit' takes no such file. node may be the test
 * itself, or NULL.
 */
void mc_kind_lint_globs(const struct mc_spec *spec, const struct mc_exercise *exercise,
			const struct mc_texts *globs, const struct mc_json_node *node);

/** Adds to a hash what the kinds share. */
void mc_hash_add_texts(struct mc_hash *hash, const struct mc_texts *texts);
void mc_hash_add_expect(struct mc_hash *hash, const struct mc_expect *expect);
void mc_hash_add_compare(struct mc_hash *hash, const struct mc_compare *compare);
void mc_hash_add_double(struct mc_hash *hash, double value);

#endif
