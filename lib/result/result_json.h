/* SPDX-License-Identifier: MIT */
#ifndef MC_RESULT_RESULT_JSON_H
#define MC_RESULT_RESULT_JSON_H

#include <stdbool.h>

#include "ext/json_write.h"
#include "result/result.h"

#define MC_RESULT_SCHEMA "migracode/result/v1"

/** Cases of one test are listed up to this number. */
#define MC_RESULT_MAX_CASES 1000

/** A text of a program is written up to this size; "lost_bytes" counts what is left out. */
#define MC_RESULT_JSON_MAX_TEXT (16u * 1024)

/** How a result is written. */
struct mc_result_json {
	const char *lang;  /* of titles, hints and sentences; borrowed */
	bool shows_hidden; /* for the teachers' side: also what hidden tests expected and got */
};

/**
 * Writes a result as one JSON object, the document "migracode/result/v1" (schema: man/result.schema.json).
 *
 * Points are numbers in points; they are null where the verdict is "grader-error", because that is never a
 * zero. Of hidden tests, expected and actual text, output and the parts of the reason that tell them are
 * null. Bytes that are not UTF-8 are written as U+FFFD, zeros in texts of programs as U+2400. The words of
 * reasons are in the language of the running program.
 */
void mc_result_write_json(struct mc_json_writer *writer, const struct mc_result *result,
			  const struct mc_result_json *options);

/** Writes the member "protection" with what protected the machine. */
void mc_result_write_protection(struct mc_json_writer *writer, const struct mc_protection *protection);

/** Writes the member key with points in thousandths; null where the verdict is "grader-error". */
void mc_result_write_points(struct mc_json_writer *writer, const char *key, int64_t points,
			    enum mc_verdict verdict);

/** The reason that may be told of a test: for a hidden one without what gives its texts away. */
struct mc_reason mc_result_told_reason(const struct mc_test_result *test, bool shows_hidden);

/**
 * Appends one sentence on why a result is no pass: the reason of the whole, else the id and the reason of the
 * first test that did not pass. Nothing when there is none. Reasons of hidden tests are told as by
 * mc_result_told_reason().
 */
void mc_result_print_first_reason(struct mc_buf *out, const struct mc_result *result, bool shows_hidden);

/** The test that mc_result_print_first_reason() speaks of, or NULL; belongs to result. */
const struct mc_test_result *mc_result_first_no_pass(const struct mc_result *result);

#endif
