/* SPDX-License-Identifier: MIT */
#ifndef MC_GRADE_HTTP_CHECK_H
#define MC_GRADE_HTTP_CHECK_H

#include "course/http_test.h"
#include "ext/http.h"
#include "result/result.h"

/** What is wrong with an answer; texts are from the arena. */
struct mc_http_fault {
	struct mc_reason reason;	/* NONE: nothing */
	const struct mc_expect *expect; /* what actual was compared with; NULL: nothing */
	struct mc_str actual;
};

/** How people name a request: "GET /items". From the arena. */
const char *mc_http_name(struct mc_arena *arena, const struct mc_http_step *step);

/**
 * Compares an answer with what the step expects, in this order: that it came, status, headers, values, body,
 * time. The first that does not hold is the fault.
 *
 * fault  set on success
 * Errors: MC_E_INPUT (the spec cannot be compared with), MC_E_LIMIT (a pattern runs into its limits).
 */
struct mc_err *mc_http_check(struct mc_http_fault *fault, struct mc_arena *arena,
			     const struct mc_http_step *step, const struct mc_http_answer *answer,
			     uint32_t answer_ms) MC_MUST_USE;

/** Appends a command line of curl(1) that asks the same of a server on this machine. */
void mc_http_print_curl(struct mc_buf *out, const struct mc_http_step *step, unsigned port);

#endif
