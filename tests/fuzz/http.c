/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of what the client of servers says, and to the checks of an answer: neither
 * may believe them. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "grade/http_check.h"
#include "result/reason.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define EXPECT(how, words) \
	{ \
		.is_given = true, .text = (words), .len = sizeof(words) - 1, .compare = {.mode = (how) } \
	}

static void check(const struct mc_http_answer *answer, struct mc_http_step *step)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) sentence = MC_BUF_INIT;
	struct mc_http_fault fault;
	struct mc_err *err = mc_http_check(&fault, &arena, step, answer, 1000);

	assert(!err || err->code == MC_E_LIMIT);
	if (!err && fault.reason.code != MC_REASON_NONE)
		mc_reason_print(&sentence, &fault.reason);
	assert(err || (sentence.len > 0) == (fault.reason.code != MC_REASON_NONE));
	mc_err_drop(err);
}

/* What every answer must be, and what it is to three steps. */
static void check_all(const struct mc_http_answer *answer)
{
	struct mc_http_header header = { "a", EXPECT(MC_COMPARE_REGEX, "^b+$") };
	struct mc_http_value values[] = { { "/0/name", EXPECT(MC_COMPARE_JSON, "\"tea\"") },
					  { "", EXPECT(MC_COMPARE_JSON, "[1]") } };
	struct mc_http_step steps[] = {
		{ .wanted_headers = &header, .wanted_header_count = 1 },
		{ .wanted_values = values, .wanted_value_count = 2 },
		{ .status = 2, .wanted_body = EXPECT(MC_COMPARE_TOKENS, "a b"), .max_ms = 5 },
	};

	assert(answer->outcome < MC_HTTP_OUTCOME_COUNT && answer->status <= 999);
	assert(answer->headers.len <= MC_HTTP_MAX_HEADERS && answer->body.len <= MC_HTTP_MAX_BODY);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		steps[i].method = "GET";
		steps[i].path = "/";
		check(answer, &steps[i]);
	}
}

/* The same bytes are what the client says, and an answer whose body stands behind an empty line. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	MC_AUTO(mc_http_answer) said = MC_HTTP_ANSWER_INIT;
	MC_AUTO(mc_http_answer) came = MC_HTTP_ANSWER_INIT;
	const char *text = len ? (const char *)bytes : "";
	const char *end = len >= 2 ? memmem(text, len, "\n\n", 2) : NULL;
	size_t head = end ? (size_t)(end - text) + 2 : len;

	if (mc_http_answer_unpack(&said, (struct mc_str){ text, len }))
		check_all(&said);
	came.status = 200;
	mc_buf_add(&came.headers, text, head < MC_HTTP_MAX_HEADERS ? head : MC_HTTP_MAX_HEADERS);
	mc_buf_add(&came.body, text + head, len - head);
	check_all(&came);
	return 0;
}
