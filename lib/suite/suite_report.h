/* SPDX-License-Identifier: MIT */
#ifndef MC_SUITE_SUITE_REPORT_H
#define MC_SUITE_SUITE_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "result/result.h"

/*
 * What a test framework reported, whatever its format.  A new format is one file with a record
 * mc_suite_reader and a line in the tables of formats (course/exercise.h, suite/suite_read.c).
 */

/** A suite that reports more is broken. */
#define MC_SUITE_MAX_CASES 10000u
/** Of a name as many bytes are kept. */
#define MC_SUITE_MAX_NAME 500u
/** Messages are kept up to these sizes: of one case, and of all together. */
#define MC_SUITE_MAX_MESSAGE 4096u
#define MC_SUITE_MAX_MESSAGES (256u * 1024)

struct mc_suite_case {
	const char *name;	 /* "parent > child", printable UTF-8; "test 3" when the suite gave none */
	enum mc_verdict verdict; /* pass, fail, error, or skipped: neither passed nor failed */
	const char *message;	 /* of one that did not pass; NULL: none */
	uint64_t wall_us;	 /* 0: not known */
};

struct mc_suite_report {
	struct mc_arena arena;
	struct mc_suite_case *cases;
	size_t case_count;
	size_t case_capacity;
	bool is_broken;	 /* not to be trusted, whatever the cases say */
	const char *why; /* of is_broken: one translated sentence */

	struct mc_buf scratch; /* the readers' own */
	size_t message_bytes;  /* of all cases */
};

#define MC_SUITE_REPORT_INIT \
	{ \
		.arena = MC_ARENA_INIT, .scratch = MC_BUF_INIT \
	}

/** How one format is read. */
struct mc_suite_reader {
	/** Loads what read() needs, as nothing can be loaded when it runs guarded; NULL: nothing. */
	struct mc_err *(*prepare)(void);
	/** Reads the bytes, which have a zero behind them. Never fails: what is no report is a broken one. */
	void (*read)(struct mc_suite_report *report, const char *bytes, size_t len, int exit_status);
	bool is_guarded;  /* a library reads: in a process of its own */
	bool checks_exit; /* read() has compared exit_status with the cases */
};

/** Frees all; the report is usable again. */
void mc_suite_report_release(struct mc_suite_report *report);

/**
 * Adds a case named "parent > name", or name alone when there is no parent. Control characters become '?',
 * bytes that are not UTF-8 U+FFFD. False, and the report is broken, when there are too many cases.
 */
bool mc_suite_add(struct mc_suite_report *report, struct mc_str parent, struct mc_str name,
		  enum mc_verdict verdict, uint64_t wall_us);

/** Sets the message of the case that was added last, as far as there is room. Zero bytes become '?'. */
void mc_suite_say(struct mc_suite_report *report, struct mc_str message);

/** Marks the report as broken; the first reason stays, as the others follow from it. why is copied. */
void mc_suite_break(struct mc_suite_report *report, const char *why);

/** How many cases have a verdict. */
size_t mc_suite_count(const struct mc_suite_report *report, enum mc_verdict verdict);

/** Microseconds of a time in seconds as frameworks write it ("0.013", "2,503.1"); 0 for what cannot be one.
 */
uint64_t mc_suite_time_us(const char *seconds);

#endif
