/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_RESULT_H
#define MC_RESULT_RESULT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/tree.h"
#include "course/exercise.h"
#include "ext/hash.h"
#include "os/sandbox.h"

/** X(constant, name in results) */
#define MC_VERDICTS(X) \
	X(MC_PASS, "pass") \
	X(MC_PARTIAL, "partial") \
	X(MC_FAIL, "fail") \
	X(MC_ERROR, "error") \
	X(MC_SKIPPED, "skipped") \
	X(MC_NOT_RUN, "not-run") \
	X(MC_GRADER_ERROR, "grader-error") \
	X(MC_FLAKY, "flaky")

enum mc_verdict {
#define X(constant, name) constant,
	MC_VERDICTS(X)
#undef X
};

/**
 * Why a test did not pass: X(constant, code in results).  The words come from the message catalogue
 * (mc_reason_print()), the parameters from struct mc_reason.
 */
#define MC_REASONS(X) \
	X(MC_REASON_NONE, "") \
	X(MC_REASON_DIFFERS, "differs") \
	X(MC_REASON_SPACING, "spacing") \
	X(MC_REASON_EXIT_STATUS, "exit-status") \
	X(MC_REASON_SIGNAL, "signal") \
	X(MC_REASON_CPU_TIME, "cpu-time") \
	X(MC_REASON_WALL_TIME, "wall-time") \
	X(MC_REASON_MEMORY, "memory") \
	X(MC_REASON_OUTPUT, "output") \
	X(MC_REASON_DISK, "disk") \
	X(MC_REASON_PROCESSES, "processes") \
	X(MC_REASON_BLOCKED, "blocked") \
	X(MC_REASON_BUILD, "build") \
	X(MC_REASON_MISSING_FILE, "missing-file") \
	X(MC_REASON_TOO_LARGE, "too-large") \
	X(MC_REASON_FORBIDDEN_FILE, "forbidden-file") \
	X(MC_REASON_PATTERN_MISSING, "pattern-missing") \
	X(MC_REASON_PATTERN_FOUND, "pattern-found") \
	X(MC_REASON_ELEMENT_MISSING, "element-missing") \
	X(MC_REASON_ELEMENT_FOUND, "element-found") \
	X(MC_REASON_ELEMENT_TEXT, "element-text") \
	X(MC_REASON_ELEMENT_ATTRIBUTE, "element-attribute") \
	X(MC_REASON_ELEMENT_ORDER, "element-order") \
	X(MC_REASON_PAGE_RULE, "page-rule") \
	X(MC_REASON_SQL_ERROR, "sql-error") \
	X(MC_REASON_SQL_ACCEPTED, "sql-accepted") \
	X(MC_REASON_SQL_ROWS, "sql-rows") \
	X(MC_REASON_SQL_ORDER, "sql-order") \
	X(MC_REASON_SQL_COLUMNS, "sql-columns") \
	X(MC_REASON_SQL_TOO_MUCH, "sql-too-much") \
	X(MC_REASON_SUITE, "suite") \
	X(MC_REASON_SUITE_BROKEN, "suite-broken") \
	X(MC_REASON_PROMPT, "prompt") \
	X(MC_REASON_PROMPT_ENDED, "prompt-ended") \
	X(MC_REASON_ASKS_AGAIN, "asks-again") \
	X(MC_REASON_NOT_ENDED, "not-ended") \
	X(MC_REASON_MEMORY_READ, "memory-read") \
	X(MC_REASON_MEMORY_WRITE, "memory-write") \
	X(MC_REASON_MEMORY_FREED, "memory-freed") \
	X(MC_REASON_MEMORY_NULL, "memory-null") \
	X(MC_REASON_DOUBLE_FREE, "double-free") \
	X(MC_REASON_BAD_FREE, "bad-free") \
	X(MC_REASON_MEMORY_UNSET, "memory-unset") \
	X(MC_REASON_MEMORY_OVERLAP, "memory-overlap") \
	X(MC_REASON_MEMORY_LEAK, "memory-leak") \
	X(MC_REASON_STACK, "stack") \
	X(MC_REASON_UNDEFINED, "undefined") \
	X(MC_REASON_MEMORY_OTHER, "memory-other") \
	X(MC_REASON_MEMORY_REPORT, "memory-report") \
	X(MC_REASON_SLOW, "slow") \
	X(MC_REASON_REFERENCE, "reference") \
	X(MC_REASON_GIT_NONE, "git-none") \
	X(MC_REASON_GIT_SHALLOW, "git-shallow") \
	X(MC_REASON_GIT_BRANCH, "git-branch") \
	X(MC_REASON_GIT_COMMITS, "git-commits") \
	X(MC_REASON_GIT_MERGE, "git-merge") \
	X(MC_REASON_GIT_MESSAGE, "git-message") \
	X(MC_REASON_GIT_CHANGED, "git-changed") \
	X(MC_REASON_GIT_TRACKED, "git-tracked") \
	X(MC_REASON_GIT_UNCOMMITTED, "git-uncommitted") \
	X(MC_REASON_CHECKER, "checker") \
	X(MC_REASON_CHECKER_BROKEN, "checker-broken") \
	X(MC_REASON_SCORE, "score") \
	X(MC_REASON_NO_SERVER, "no-server") \
	X(MC_REASON_HTTP_FAILED, "http-failed") \
	X(MC_REASON_HTTP_STATUS, "http-status") \
	X(MC_REASON_HTTP_HEADER, "http-header") \
	X(MC_REASON_HTTP_BODY, "http-body") \
	X(MC_REASON_HTTP_JSON, "http-json") \
	X(MC_REASON_HTTP_SLOW, "http-slow") \
	X(MC_REASON_NEED_FAILED, "need-failed") \
	X(MC_REASON_FILTERED, "filtered") \
	X(MC_REASON_TOOL_MISSING, "tool-missing") \
	X(MC_REASON_INTERNAL, "internal")

enum mc_reason_code {
#define X(constant, name) constant,
	MC_REASONS(X)
#undef X
};

/** A reason with its parameters; all texts belong to the result's arena or are static. */
struct mc_reason {
	enum mc_reason_code code;
	const char *subject; /* the stream, file, tool, test id or pattern it is about; NULL: none */
	int64_t got;	     /* exit status, signal number, count, line … */
	int64_t want;	     /* expected status, limit (ms, MB, KB, count) … */
	const char *detail;  /* a text of the framework or compiler; NULL: none */
	const char *part;    /* the case of the test that it is about; NULL: the test as a whole */
	const char *why;     /* words of the spec's author, shown instead of ours; NULL: none */
	const char *file;    /* of the submission, where it is; NULL: not one place */
	uint32_t line;	     /* in it, from 1; 0: not known */
};

/** One part of a test that has several: a case of a suite, a file of test data, a request. */
struct mc_case_result {
	const char *name;
	enum mc_verdict verdict; /* pass, partial, fail, error, skipped */
	int64_t points;		 /* thousandths; max 0: points are not split over cases by name */
	int64_t max;
	uint64_t wall_us;    /* 0: not known */
	const char *message; /* what the framework or we say of it, for people; NULL: nothing */
};

/** The outcome of one test. */
struct mc_test_result {
	const struct mc_test *test;
	enum mc_verdict verdict;
	int64_t points; /* thousandths; 0 unless pass or partial */
	uint64_t wall_us;
	uint64_t cpu_us;
	uint64_t rss_kb;
	struct mc_reason reason;
	const struct mc_expect
		*expect;      /* what the reason's stream or file was compared with; NULL: nothing */
	struct mc_str actual; /* what it was compared with */
	const char
		*asked; /* command lines that ask the same of a server, one a line; NULL: nothing was asked */
	struct mc_str output; /* what the program printed, both streams; for suites and builds */
	uint64_t lost_bytes;  /* of actual or output, beyond the cap */
	const struct mc_data_case *failed_case; /* of test data: the one that reason and texts are about */
	const char *teacher_note;		/* what a checker says to teachers only; NULL: nothing */
	size_t case_count;			/* of suites and other kinds with cases: those that counted */
	size_t case_passed;
	struct mc_case_result *cases; /* case_list_count of them, those that did not count too */
	size_t case_list_count;
};

/** The outcome of one exercise for one submission. */
struct mc_result {
	struct mc_arena arena;
	const struct mc_exercise *exercise;
	const char *submission;	     /* as the user named it; NULL for a check of the current folder */
	const char *commit;	     /* full hash; NULL when it was a folder */
	int64_t committed_s;	     /* Unix time of that commit by its committer's clock; 0: not known */
	char tree_hash[MC_HASH_HEX]; /* SHA-256 of paths, modes and bytes that were judged */
	enum mc_verdict verdict;
	int64_t points;
	int64_t max;
	struct mc_reason reason;      /* of the whole, when no test could run */
	struct mc_test_result *tests; /* in the order of the file; exercise->test_count of them, or none */
	size_t test_count;
	bool has_build;
	struct mc_test_result build; /* of the build step */
	struct mc_tree_skip *skips;  /* entries of the submission that were not taken */
	size_t skip_count;
	struct mc_protection protection;
	int64_t started_ms; /* Unix time */
	uint64_t wall_us;
};

/** Frees a result; it is usable again. */
void mc_result_release(struct mc_result *result);

/** The advice on a test that did not pass: that of the case that failed, else the test's own; NULL: none. */
const char *mc_result_hint(const struct mc_test_result *test, const char *lang);

/** Name of a verdict in results, static. */
const char *mc_verdict_name(enum mc_verdict verdict);

/** The verdict that is called so; false when there is none. */
bool mc_verdict_find(enum mc_verdict *verdict, const char *name);

/** Code of a reason in results, static. */
const char *mc_reason_name(enum mc_reason_code code);

/** True when a test ran and the student did not get all of it: fail, partial or error. */
bool mc_verdict_is_failed(enum mc_verdict verdict);

/** Sets verdict, points and max of the whole from its tests: see migracode-result(5). */
void mc_result_total(struct mc_result *result);

#endif
