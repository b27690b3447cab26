/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_DATA_TEST_H
#define MC_COURSE_DATA_TEST_H

#include "base/str.h"
#include "course/exercise.h"

/*
 * Tests of kind "data" and "checker", and the test data of Kattis packages: cases in groups, and a program of
 * the teacher's that judges what came out.  Source: Kattis problem package format, "legacy",
 * https://www.kattis.com/problem-package-format/spec/legacy.
 */

/** Ceilings of one folder of cases. */
#define MC_DATA_MAX_CASES 5000
#define MC_DATA_MAX_GROUPS 500
#define MC_DATA_MAX_POINTS 1000000.0
#define MC_DATA_MAX_BYTES (256u * 1024 * 1024)

/** X(constant, name): how a group makes points of what lies directly in it; the last two only come from
 * Kattis. */
#define MC_DATA_SCORES(X) \
	X(MC_DATA_ALL, "all") \
	X(MC_DATA_SUM, "sum") \
	X(MC_DATA_MIN, "min") \
	X(MC_DATA_MAX, "max") \
	X(MC_DATA_AVERAGE, "avg")

enum mc_data_score {
#define X(constant, name) constant,
	MC_DATA_SCORES(X)
#undef X
};

/** Cases that belong together; groups stand in the order in which they run, each behind the one it lies in.
 */
struct mc_data_group {
	const char *path; /* below the folder; "" is the whole */
	size_t parent;	  /* index; 0 for the whole, too */
	enum mc_data_score score;
	bool breaks;	     /* nothing more of it runs after a case or group in it that was rejected */
	bool accepts_any;    /* accepted when one of it is accepted */
	bool always_accepts; /* accepted whatever becomes of it */
	bool blames_worst;   /* the worst verdict in it is its own; otherwise the first that is no pass */
	double accept;	     /* points of a case directly in it that is accepted … */
	double reject;	     /* … or not */
	int64_t max;	     /* thousandths of points, to be shown; 0: not known */
};

/** One run of the program. */
struct mc_data_case {
	const char *name;	/* path below the folder, without its ending */
	const char *input_path; /* of the file with the input, as students type it; NULL: none */
	size_t group;
	struct mc_str input;
	struct mc_expect answer; /* not given: the checker needs none */
	struct mc_texts args;
	const char *hint;	      /* NULL: none */
	struct mc_texts checker_args; /* behind the flags of the checker */
};

/** A program that says whether an output is right. */
struct mc_checker {
	struct mc_texts run; /* argv; names of input, answer and feedback folder, then the flags follow */
	struct mc_texts flags;
	struct mc_texts build; /* argv; count 0: none */
	struct mc_limits limits;
	struct mc_limits build_limits;
	bool is_interactive;  /* its output is the program's input and the other way round */
	struct mc_tree files; /* of foreign specs: what it is made of; ours uses tests/ and private/ */
};

/** What tests of kind data and checker have beside the common keys. */
struct mc_data_test {
	const char *folder; /* NULL: a test of kind checker, of one case */
	struct mc_compare compare;
	struct mc_data_group *groups; /* group_count of them; [0] is the whole */
	size_t group_count;
	struct mc_data_case *cases; /* in the order in which they run */
	size_t case_count;
	struct mc_checker *checker; /* NULL: outputs are compared */
	bool is_pass_fail;	    /* Kattis: accepted is a pass, whatever the points */
	bool gives_points;  /* Kattis: score.txt holds points, and what is rejected has none; ours: a share, 0
			       to 1 */
	bool needs_score;   /* Kattis: a checker that accepts must write score.txt */
	bool forbids_score; /* Kattis: … must not */
	bool ignores_multiplier; /* Kattis before 2025-09: score_multiplier.txt means nothing */
};

/** Where faults in a folder of cases are told; path is that of a file, hint may be NULL. */
struct mc_data_complaints {
	void (*say)(void *context, bool is_error, const char *path, const char *hint, const char *message);
	void *context;
};

/**
 * Finds the cases below folder: NAME.in and NAME.ans (or NAME.out) belong together, NAME.args holds one
 * argument a line, NAME.hint a text for students.  Sets cases, case_count, groups (all folders with cases
 * below them, with parents) and group_count of data; checker and folder are looked at.
 *
 * data   gets texts that stay the tree's
 * tree   sorted; paths as students know them ("tests/sums/01.in")
 *
 * What is not right (an answer without an input, no case at all …) is told and left out.
 */
void mc_data_find_cases(struct mc_data_test *data, struct mc_arena *arena, const struct mc_tree *tree,
			const char *folder, const struct mc_data_complaints *complaints);

#endif
