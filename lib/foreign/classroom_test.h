/* SPDX-License-Identifier: MIT */
#ifndef MC_FOREIGN_CLASSROOM_TEST_H
#define MC_FOREIGN_CLASSROOM_TEST_H

#include "course/exercise.h"
#include "foreign/toolbox.h"

/*
 * GitHub Classroom told its tests in two ways, which mean the same: a list in autograding.json, and steps of
 * a workflow.
 */

/** One test in either form; no text is NULL. */
struct mc_classroom_test {
	size_t index;
	const char *name;
	const char *setup;
	const char *run;
	const char *input;
	const char *output;
	const char *comparison;
	double minutes; /* 0: not said */
	double points;
};

/** What makes tests of ours from them, and where its findings go. */
struct mc_classroom_maker {
	struct mc_exercise *exercise;
	const struct mc_toolbox *toolbox;
	struct {
		const char *setup, *run, *input, *output, *comparison, *timeout;
	} keys; /* as the form calls them, for messages */
	double default_minutes;
	/** Takes a finding about a key of the test that is being made; key NULL: about the test. */
	void (*say)(void *context, bool is_error, const char *key, const char *hint, const char *message);
	void *context;
	const char *lacks_install; /* what an earlier test could not install */
	bool has_said_cr;
};

/** Longest time that a test may have, in minutes, and most points. */
#define MC_CLASSROOM_MAX_MINUTES 60
#define MC_CLASSROOM_MAX_POINTS 1000000

/** Makes one test; its texts belong to the arena of the exercise. */
void mc_classroom_make(struct mc_test *test, struct mc_classroom_maker *maker,
		       const struct mc_classroom_test *source);

/** The limits of a test with so many minutes. */
struct mc_limits mc_classroom_limits(double minutes);

/** Sets what is the same for all repositories of GitHub Classroom, and the hash, made of the bytes that were
 * read. */
void mc_classroom_settle(struct mc_exercise *exercise, const char *bytes, size_t len);

#endif
