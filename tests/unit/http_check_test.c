/* SPDX-License-Identifier: MIT */
#include "grade/http_check.h"

#include <string.h>

#include "check.h"
#include "result/reason.h"

static struct mc_expect expect(enum mc_comparison mode, const char *text)
{
	return (struct mc_expect){
		.is_given = true, .text = text, .len = strlen(text), .compare = { .mode = mode }
	};
}

/* What an answer of these lines and this body is to a step. */
static struct mc_http_fault look(struct mc_arena *arena, const struct mc_http_step *step, unsigned status,
				 const char *headers, const char *body)
{
	MC_AUTO(mc_http_answer) answer = MC_HTTP_ANSWER_INIT;
	struct mc_http_fault fault;

	answer.outcome = MC_HTTP_ANSWERED;
	answer.status = status;
	answer.wall_us = 20000;
	mc_buf_addz(&answer.headers, headers);
	mc_buf_addz(&answer.body, body);
	assert_ok(mc_http_check(&fault, arena, step, &answer, 1000));
	return fault;
}

#define assert_fault(wanted, step, status, headers, body) \
	do { \
		MC_AUTO(mc_arena) arena_ = MC_ARENA_INIT; \
		struct mc_http_fault fault_ = look(&arena_, step, status, headers, body); \
		assert_int_equal(fault_.reason.code, wanted); \
	} while (0)

static void a_status_or_its_class_is_asked_for(void **state)
{
	struct mc_http_step step = { .method = "GET", .path = "/", .status = 201 };

	(void)state;
	assert_fault(MC_REASON_NONE, &step, 201, "", "");
	assert_fault(MC_REASON_HTTP_STATUS, &step, 200, "", "");
	step.status = 2;
	assert_fault(MC_REASON_NONE, &step, 204, "", "");
	assert_fault(MC_REASON_HTTP_STATUS, &step, 199, "", "");
	assert_fault(MC_REASON_HTTP_STATUS, &step, 302, "", "");
	step.status = 0;
	assert_fault(MC_REASON_NONE, &step, 500, "", "");
}

static void any_header_of_a_name_may_be_the_one(void **state)
{
	struct mc_http_header header = { "Set-Cookie", expect(MC_COMPARE_CONTAINS, "id=7") };
	struct mc_http_step step = {
		.method = "GET", .path = "/", .wanted_headers = &header, .wanted_header_count = 1
	};

	(void)state;
	assert_fault(MC_REASON_NONE, &step, 200,
		     "HTTP/1.1 200 OK\r\nset-cookie: a=b\r\nSET-COOKIE:id=7; x\r\n\r\n", "");
	assert_fault(MC_REASON_HTTP_HEADER, &step, 200, "Set-Cookie: a=b\r\n", "");
	assert_fault(MC_REASON_HTTP_HEADER, &step, 200, "X-Set-Cookie: id=7\r\nSet-Cookie2: id=7\r\n",
		     "id=7");
	assert_fault(MC_REASON_HTTP_HEADER, &step, 200, "", "");
	header.value = expect(MC_COMPARE_EXACT, "");
	assert_fault(MC_REASON_NONE, &step, 200, "Set-Cookie:", "");
}

static void values_are_found_by_pointer(void **state)
{
	struct mc_http_value values[] = { { "/0/name", expect(MC_COMPARE_JSON, "\"tea\"") },
					  { "/0/n", expect(MC_COMPARE_JSON, "{\"b\":1,\"a\":2}") } };
	struct mc_http_step step = {
		.method = "GET", .path = "/", .wanted_values = values, .wanted_value_count = 2
	};

	(void)state;
	assert_fault(MC_REASON_NONE, &step, 200, "",
		     "[ {\"name\": \"t\\u0065a\", \"n\": {\"a\": 2.0, \"b\": 1}} ]");
	assert_fault(MC_REASON_HTTP_JSON, &step, 200, "", "[{\"name\": \"tea\", \"n\": {\"a\": 2}}]");
	assert_fault(MC_REASON_HTTP_JSON, &step, 200, "", "[{\"name\": \"tea\"}]");
	assert_fault(MC_REASON_HTTP_JSON, &step, 200, "", "{\"0\": {\"name\": \"milk\"}}");
	assert_fault(MC_REASON_HTTP_JSON, &step, 200, "", "");
	assert_fault(MC_REASON_HTTP_JSON, &step, 200, "", "<p>tea</p>");
	assert_fault(MC_REASON_HTTP_JSON, &step, 200, "",
		     "[{\"name\": \"tea\", \"name\": \"tea\", \"n\": 1}]");
}

static void the_first_that_is_wrong_is_told(void **state)
{
	struct mc_http_header header = { "a", expect(MC_COMPARE_CONTAINS, "b") };
	struct mc_http_value value = { "", expect(MC_COMPARE_JSON, "1") };
	struct mc_http_step step = { .method = "GET",
				     .path = "/",
				     .status = 200,
				     .wanted_headers = &header,
				     .wanted_header_count = 1,
				     .wanted_values = &value,
				     .wanted_value_count = 1,
				     .wanted_body = expect(MC_COMPARE_EXACT, "1"),
				     .max_ms = 19 };

	(void)state;
	assert_fault(MC_REASON_HTTP_STATUS, &step, 404, "", "");
	assert_fault(MC_REASON_HTTP_HEADER, &step, 200, "", "");
	assert_fault(MC_REASON_HTTP_JSON, &step, 200, "a: b", "");
	assert_fault(MC_REASON_HTTP_BODY, &step, 200, "a: b", "1 ");
	assert_fault(MC_REASON_HTTP_SLOW, &step, 200, "a: b", "1");
	step.max_ms = 20;
	assert_fault(MC_REASON_NONE, &step, 200, "a: b", "1");
}

static void what_is_compressed_is_called_so(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_http_step step = { .method = "GET",
				     .path = "/",
				     .wanted_body = expect(MC_COMPARE_TOKENS, "a") };
	struct mc_http_fault fault = look(&arena, &step, 200, "content-encoding: br\r\n", "\x1f\x8b");

	(void)state;
	assert_int_equal(fault.reason.code, MC_REASON_HTTP_BODY);
	assert_non_null(strstr(fault.reason.detail, "'br'"));
	fault = look(&arena, &step, 200, "content-encoding: br\r\n", "a");
	assert_int_equal(fault.reason.code, MC_REASON_NONE);
}

static void every_end_without_answer_has_words(void **state)
{
	const struct mc_http_step step = { .method = "GET", .path = "/", .status = 200 };

	(void)state;
	for (int i = MC_HTTP_REFUSED; i < MC_HTTP_OUTCOME_COUNT; i++) {
		MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
		struct mc_http_answer answer = MC_HTTP_ANSWER_INIT;
		MC_AUTO(mc_buf) sentence = MC_BUF_INIT;
		struct mc_http_fault fault;

		answer.outcome = (enum mc_http_outcome)i;
		answer.status = 200;
		assert_ok(mc_http_check(&fault, &arena, &step, &answer, 1000));
		assert_int_equal(fault.reason.code, MC_REASON_HTTP_FAILED);
		assert_non_null(fault.reason.detail);
		mc_reason_print(&sentence, &fault.reason);
		assert_non_null(strstr(sentence.ptr, "'GET /'"));
	}
}

static void assert_curl(const struct mc_http_step *step, const char *wanted)
{
	MC_AUTO(mc_buf) line = MC_BUF_INIT;

	mc_http_print_curl(&line, step, 3000);
	assert_string_equal(line.ptr, wanted);
}

static void the_same_can_be_asked_by_hand(void **state)
{
	const char *header = "X-A: it's";

	(void)state;
	assert_curl(&(struct mc_http_step){ .method = "GET", .path = "/" }, "curl -i http://localhost:3000/");
	assert_curl(&(struct mc_http_step){ .method = "HEAD", .path = "/a?b=$(c)" },
		    "curl -I 'http://localhost:3000/a?b=$(c)'");
	assert_curl(&(struct mc_http_step){ .method = "POST",
					    .path = "/",
					    .headers = { &header, 1 },
					    .body = "@x;y",
					    .body_len = 4,
					    .has_body = true },
		    "curl -i -H 'X-A: it'\\''s' --data-raw '@x;y' http://localhost:3000/");
	assert_curl(&(struct mc_http_step){ .method = "DELETE", .path = "/", .redirects = 1 },
		    "curl -i -X DELETE -L http://localhost:3000/");
	assert_curl(
		&(struct mc_http_step){
			.method = "PUT", .path = "/", .body = "a\0b", .body_len = 3, .has_body = true },
		"curl -i -X PUT --data-binary @FILE http://localhost:3000/");
}

static void damaged_answers_are_refused(void **state)
{
	MC_AUTO(mc_http_answer) answer = MC_HTTP_ANSWER_INIT;
	MC_AUTO(mc_http_answer) again = MC_HTTP_ANSWER_INIT;
	MC_AUTO(mc_buf) packed = MC_BUF_INIT;

	(void)state;
	answer.outcome = MC_HTTP_LATE;
	answer.status = 200;
	answer.wall_us = 7;
	mc_buf_addz(&answer.headers, "a: b\r\n");
	mc_buf_add(&answer.body, "x\0y", 3);
	mc_http_answer_pack(&packed, &answer);
	assert_true(mc_http_answer_unpack(&again, (struct mc_str){ packed.ptr, packed.len }));
	assert_int_equal(again.outcome, MC_HTTP_LATE);
	assert_int_equal(again.wall_us, 7);
	assert_string_equal(again.headers.ptr, "a: b\r\n");
	assert_memory_equal(again.body.ptr, "x\0y", 3);
	for (size_t len = 0; len < packed.len; len++)
		assert_false(mc_http_answer_unpack(&again, (struct mc_str){ packed.ptr, len }));
	packed.ptr[0] = (char)MC_HTTP_OUTCOME_COUNT;
	assert_false(mc_http_answer_unpack(&again, (struct mc_str){ packed.ptr, packed.len }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_status_or_its_class_is_asked_for),
		cmocka_unit_test(any_header_of_a_name_may_be_the_one),
		cmocka_unit_test(values_are_found_by_pointer),
		cmocka_unit_test(the_first_that_is_wrong_is_told),
		cmocka_unit_test(what_is_compressed_is_called_so),
		cmocka_unit_test(every_end_without_answer_has_words),
		cmocka_unit_test(the_same_can_be_asked_by_hand),
		cmocka_unit_test(damaged_answers_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
