/* SPDX-License-Identifier: MIT */
#ifndef MC_COURSE_EXERCISE_H
#define MC_COURSE_EXERCISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "course/finding.h"
#include "ext/hash.h"
#include "os/sandbox.h"

/** Text in several languages, in the order of the file. */
struct mc_words {
	const char **langs; /* "en", "es", … */
	const char **texts;
	size_t count;
};

/** The text in lang, else in its base language ("pt" of "pt-BR"), else in English, else the first; NULL when
 * empty. */
const char *mc_words_pick(const struct mc_words *words, const char *lang);

/** A list of texts; items[count] is NULL, so that it serves as an argv too. */
struct mc_texts {
	const char **items;
	size_t count;
};

/** True when text is one of texts. */
bool mc_texts_has(const struct mc_texts *texts, const char *text);

/** X(constant, name in exercise.json, stem of mc_kind_… and mc_judge_…) */
#define MC_TEST_KINDS(X) \
	X(MC_TEST_IO, "io", io) \
	X(MC_TEST_FILES, "files", files) \
	X(MC_TEST_SOURCE, "source", source) \
	X(MC_TEST_SUITE, "suite", suite) \
	X(MC_TEST_BUILD, "build", build) \
	X(MC_TEST_GIT, "git", git) \
	X(MC_TEST_DATA, "data", data) \
	X(MC_TEST_CHECKER, "checker", checker) \
	X(MC_TEST_PAGE, "page", page) \
	X(MC_TEST_DIALOGUE, "dialogue", dialogue) \
	X(MC_TEST_SQL, "sql", sql) \
	X(MC_TEST_MEMORY, "memory", memory) \
	X(MC_TEST_TIME, "time", time) \
	X(MC_TEST_HTTP, "http", http)

enum mc_test_kind {
#define X(constant, name, stem) constant,
	MC_TEST_KINDS(X)
#undef X
};

#define MC_COMPARISONS(X) \
	X(MC_COMPARE_TOKENS, "tokens") \
	X(MC_COMPARE_LINES, "lines") \
	X(MC_COMPARE_EXACT, "exact") \
	X(MC_COMPARE_CONTAINS, "contains") \
	X(MC_COMPARE_REGEX, "regex") \
	X(MC_COMPARE_JSON, "json")

enum mc_comparison {
#define X(constant, name) constant,
	MC_COMPARISONS(X)
#undef X
};

/** Name of a comparison in exercise.json, static. */
const char *mc_comparison_name(enum mc_comparison mode);

/** How two texts are compared. CRLF always equals LF. */
struct mc_compare {
	enum mc_comparison mode;
	bool is_case_sensitive; /* tokens and contains ignore case unless set */
	double float_absolute;	/* tokens and json: numbers this near are equal; 0 compares text (json: value)
				 */
	double float_relative;
	bool is_kattis;	  /* tokens: exactly as the default validator of Kattis, with the next; a tolerance
			     below 0 is none */
	bool keeps_space; /* white space must be the same, too */
	bool is_trimmed;  /* exact, contains, regex: white space at both ends is cut first (foreign specs) */
};

/** An expected text. */
struct mc_expect {
	bool is_given;
	const char *text; /* also when the spec names a file: its content */
	size_t len;
	struct mc_compare compare;
};

/** A file that an io test expects to be written. */
struct mc_expect_file {
	const char *path;
	struct mc_expect content;
};

/** X(constant, name in exercise.json). What reads them is in suite/suite_read.c. */
#define MC_SUITE_FORMATS(X) \
	X(MC_SUITE_TAP, "tap") \
	X(MC_SUITE_EXIT, "exit") \
	X(MC_SUITE_JUNIT, "junit") \
	X(MC_SUITE_CTRF, "ctrf") \
	X(MC_SUITE_JEST, "jest")

enum mc_suite_format {
#define X(constant, name) constant,
	MC_SUITE_FORMATS(X)
#undef X
};

struct mc_suite_test;

/** A pattern counted in source text. */
struct mc_pattern {
	const char *regex; /* PCRE2, checked to compile, multi-line */
	uint32_t min;
	uint32_t max;	     /* UINT32_MAX: no limit */
	struct mc_words why; /* shown when it does not hold; may be empty */
};

struct mc_git_test;
struct mc_data_test;

struct mc_dialogue_test;
struct mc_http_test;

struct mc_memory_test;
struct mc_time_test;

/** One test. Fields of other kinds are zero. */
struct mc_test {
	const char *id;
	struct mc_words title;
	struct mc_words hint;
	enum mc_test_kind kind;
	int64_t points;	  /* thousandths of a point */
	bool sums_points; /* they are the sum of what keys of the kind give, and "points" is not one of its
			     keys */
	size_t *needs; /* indices of tests, need_count of them; all come earlier in the array after ordering
			*/
	size_t need_count;
	bool is_hidden; /* not given to students; expected and actual text are kept from them */
	bool is_extra;	/* its points come on top of the maximum, and it decides nothing about the verdict */
	struct mc_limits limits;
	const char *lacks; /* what judging needs and this machine's sandbox has not ("pytest", "npm install");
			    * NULL: nothing. The test is then not run, and its verdict is a grader error with
			    * reason tool-missing. */

	/* io, suite */
	struct mc_texts run; /* argv; the words of a shell command line stand behind "sh" "-c" */
	struct mc_texts env; /* "NAME=value" */

	/* io */
	const char *input;
	size_t input_len;
	struct mc_expect out;
	struct mc_expect err;
	struct mc_expect_file *files;
	size_t file_count;
	int exit_status; /* 0..255, or MC_EXIT_ANY */

	/* suite */
	enum mc_suite_format format;
	uint32_t case_count;		   /* points that the suite must report; 0: not said */
	struct mc_texts cases;		   /* their names in any order; empty: not said */
	const struct mc_suite_test *suite; /* what else a suite has (course/suite_test.h); NULL: nothing */

	/* files, source */
	struct mc_texts present; /* files: globs of which each must match something */
	struct mc_texts absent;	 /* files: globs that must match nothing */
	struct mc_texts sources; /* source: globs of the files looked at; default: submit */
	struct mc_pattern *patterns;
	size_t pattern_count;
	bool skips_comments;
	bool skips_strings;

	const struct mc_git_test *git;		 /* course/git_test.h */
	const struct mc_memory_test *memory;	 /* course/memory_test.h */
	const struct mc_time_test *time;	 /* course/time_test.h */
	const struct mc_dialogue_test *dialogue; /* course/dialogue_test.h */
	struct mc_data_test *data;		 /* data, checker: see course/data_test.h */
	const struct mc_page_test *page;	 /* course/page_test.h */
	const struct mc_sql_test *sql;		 /* course/sql_test.h */
	const struct mc_http_test *http;	 /* course/http_test.h */
};

#define MC_EXIT_ANY (-1)

/** Name of our own format, in "schema" and in source_format. */
#define MC_EXERCISE_SCHEMA "migracode/exercise/v1"

/** X(constant, name): what a solution must come out as, in the words that Kattis has for it. */
#define MC_EXPECTED(X) \
	X(MC_EXPECT_FAILS, "") \
	X(MC_EXPECT_ACCEPTED, "accepted") \
	X(MC_EXPECT_PARTIAL, "partially_accepted") \
	X(MC_EXPECT_WRONG, "wrong_answer") \
	X(MC_EXPECT_TIME, "time_limit_exceeded") \
	X(MC_EXPECT_CRASH, "run_time_error")

enum mc_expected {
#define X(constant, name) constant,
	MC_EXPECTED(X)
#undef X
};

/** The name of an outcome, static; "" for MC_EXPECT_FAILS. */
const char *mc_expected_name(enum mc_expected expected);

/** A solution that must not pass, or another one whose outcome is known. */
struct mc_wrong {
	enum mc_expected expected; /* FAILS: only what fails says */
	bool is_foreign;	   /* its files are in solutions, in a folder of its name */
	const char *name;	   /* folder below wrong/ */
	struct mc_texts
		fails; /* ids of exactly the tests that it fails; tests that need these are not listed */
	struct mc_words why; /* the mistake that students make; may be empty */
};

/** A mark on a mutant of the reference solution: it behaves as the reference does. */
struct mc_equal_mutant {
	const char *id; /* see prove/mutant.h */
	struct mc_words why;
};

/** An exercise with everything that judging needs, in memory. */
struct mc_exercise {
	struct mc_arena arena;
	const char *dir; /* as given to the reader */
	const char *id;
	struct mc_words title;
	struct mc_texts submit; /* globs of what the student hands in; never empty */
	struct mc_texts build;	/* argv of the build step; count 0: none */
	struct mc_limits build_limits;
	struct mc_limits limits;
	struct mc_texts align;
	struct mc_test *tests; /* in the order of the file */
	size_t test_count;
	size_t *order; /* indices of tests, each behind those that it needs */
	struct mc_wrong *wrongs;
	size_t wrong_count;
	struct mc_equal_mutant *equal_mutants;
	size_t equal_mutant_count;
	struct mc_tree starter; /* files that a student starts from; those that match submit are not laid for
				   judging */
	struct mc_tree tests_files;   /* tests/, laid over the submission at "tests/", or at "" */
	struct mc_tree private_files; /* private/, laid at "private/" for hidden suites only */
	struct mc_tree case_files;    /* inputs and answers of tests of kind data, which are never laid; paths
					 start with "tests/" or "private/" */
	struct mc_tree reference; /* the reference solution: of foreign specs, and of ours when a test needs
				     it; otherwise solution/ is read when it is asked for */
	bool has_foreign_layout;  /* a submission is a whole repository, and no workspace of ours */
	bool is_laid_at_root;	  /* tests_files is laid at "" */
	bool keeps_files;	  /* what the program of one test writes, the later ones find
				     (mc_sandbox_run.keeps_files) */
	bool is_for_students;	  /* made by 'workspace build': no solution lies beside it */
	uint32_t
		withheld_tests; /* … and so many hidden tests, worth so many thousandths of a point, stayed */
	int64_t withheld_points;      /* with the teachers */
	struct mc_tree solutions;     /* of foreign specs: see mc_wrong.is_foreign */
	struct mc_tree checker_files; /* of foreign specs: what their checker is made of */
	const char *source_format;    /* "migracode/exercise/v1", "classroom", "exercism" */
	char hash[MC_HASH_HEX];	      /* SHA-256 in hex of everything above that decides a verdict */
};

/**
 * Reads DIR/exercise.json strictly, and the folders beside it.
 *
 * exercise  set on success; release with mc_exercise_free()
 * findings  gets every error and warning, not only the first; may be NULL
 *
 * Errors: MC_E_INPUT (the first finding that is an error, with file, place and remedy), MC_E_IO.
 */
struct mc_err *mc_exercise_open(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir)
	MC_MUST_USE;

/**
 * Like mc_exercise_open() for len bytes that stand for DIR/exercise.json.
 *
 * dir  NULL: no folder is looked at, and texts in files of their own are taken as empty
 *
 * Errors: MC_E_INPUT, MC_E_IO.
 */
struct mc_err *mc_exercise_parse(struct mc_exercise **exercise, struct mc_findings *findings, const char *dir,
				 const char *bytes, size_t len) MC_MUST_USE;

/** Releases an exercise; NULL is allowed. */
void mc_exercise_free(struct mc_exercise *exercise);
MC_AUTOPTR_DEFINE(mc_exercise);

/** Index of the test called id, or test_count. */
size_t mc_exercise_find(const struct mc_exercise *exercise, const char *id);

/** Sum of the points of all tests that are not extra, in thousandths. */
int64_t mc_exercise_max(const struct mc_exercise *exercise);

/** Name of a kind in exercise.json, static. */
const char *mc_test_kind_name(enum mc_test_kind kind);

/** True when path is one of the files that the student hands in: a glob of submit takes it. */
bool mc_exercise_is_submitted(const struct mc_exercise *exercise, const char *path);

#endif
