/* SPDX-License-Identifier: MIT */
#include "ext/json.h"
#include "ext/json_write.h"

#include <math.h>
#include <string.h>

#include "check.h"

static struct mc_err *open_text(struct mc_json **json, const char *text)
{
	return mc_json_open(json, NULL, text, strlen(text));
}

static void reads_every_type(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_json) json = NULL;
	double number = 0;
	bool truth = false;

	assert_ok(open_text(&json, "\xef\xbb\xbf{\"a\": [1, -2.5e1, true, null], \"b/~\": {\"c\": "
				   "\"x\\u00e9\\ud83d\\ude00\"}}"));
	assert_int_equal(mc_json_count(mc_json_find_pointer(json, "/a")), 4);
	assert_true(mc_json_as_number(&number, mc_json_find_pointer(json, "/a/1")) &&
		    fabs(number + 25) < 1e-9);
	assert_true(mc_json_as_bool(&truth, mc_json_find_pointer(json, "/a/2")) && truth);
	assert_int_equal(mc_json_type(mc_json_find_pointer(json, "/a/3")), MC_JSON_NULL);
	assert_string_equal(mc_json_as_text(mc_json_find_pointer(json, "/b~1~0/c")), "xé😀");
	assert_null(mc_json_find_pointer(json, "/a/01"));
	assert_null(mc_json_find_pointer(json, "/a/4"));
	assert_null(mc_json_find(mc_json_root(json), "A"));
}

static void knows_where_values_stand(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_json) json = NULL;

	assert_ok(open_text(&json, "{\n  \"é\": \"ü\", \"b\" : [ 1,\n\t{\"c\": -1.50}]}\n"));
	const struct mc_json_node *c = mc_json_find_pointer(json, "/b/1/c");
	struct mc_json_place place = mc_json_key_place(json, c);

	assert_int_equal(place.line, 3);
	assert_int_equal(place.column, 3);
	place = mc_json_place(json, c);
	assert_int_equal(place.column, 8);
	struct mc_str raw = mc_json_raw(json, c);

	assert_true(mc_str_is_equal(raw, mc_str("-1.50")));
	assert_true(mc_str_is_equal(mc_json_raw_key(json, c), mc_str("\"c\"")));
	place = mc_json_key_place(json, mc_json_find_pointer(json, "/b"));
	assert_int_equal(place.line, 2);
	assert_int_equal(place.column, 13);
}

static void refuses_what_is_not_json(void **state)
{
	static const struct {
		const char *text;
		unsigned line, column;
	} bad[] = {
		{ "", 1, 1 },
		{ " ", 1, 2 },
		{ "{", 1, 2 },
		{ "[1,]", 1, 4 },
		{ "{\"a\":1,}", 1, 8 },
		{ "{} x", 1, 4 },
		{ "[1\n 2]", 2, 2 },
		{ "{a:1}", 1, 2 },
		{ "{'a':1}", 1, 2 },
		{ "[// no\n1]", 1, 2 },
		{ "[01]", 1, 2 },
		{ "[1.]", 1, 4 },
		{ "[.5]", 1, 2 },
		{ "[+1]", 1, 2 },
		{ "[1e]", 1, 4 },
		{ "[tru]", 1, 2 },
		{ "[True]", 1, 2 },
		{ "[NaN]", 1, 2 },
		{ "[\"a\nb\"]", 1, 4 },
		{ "[\"\\x\"]", 1, 4 },
		{ "[\"\\u12g4\"]", 1, 5 },
		{ "[\"\\u0000\"]", 1, 9 },
		{ "[\"\\ud800\"]", 1, 5 },
		{ "[\"\\udc00\\ud800\"]", 1, 5 },
		{ "[\"\xff\"]", 1, 3 },
		{ "[\"\xc3\xa9\xc0\x80\"]", 1, 4 },
		{ "[\"\t\"]", 1, 3 },
		{ "[\x01]", 1, 2 },
		{ "[1e999]", 1, 2 },
		{ "{\"a\":1, \"\\u0061\":2}", 1, 9 },
		{ "[\"abc", 1, 6 },
		{ "[1}", 1, 3 },
		{ "{\"a\" 1}", 1, 6 },
	};
	(void)state;
	for (size_t i = 0; i < MC_COUNT(bad); i++) {
		struct mc_json *json = NULL;
		struct mc_json_place at = { 0, 0 };
		struct mc_err *err = mc_json_open(&json, &at, bad[i].text, strlen(bad[i].text));

		if (!err || at.line != bad[i].line || at.column != bad[i].column)
			fail_msg("%s: at %u:%u (%s)", bad[i].text, at.line, at.column,
				 err ? err->msg : "accepted");
		mc_err_free(err);
	}
}

static void refuses_too_deep_and_a_zero(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	for (int i = 0; i < 65; i++)
		mc_buf_addc(&text, '[');
	for (int i = 0; i < 65; i++)
		mc_buf_addc(&text, ']');
	assert_err(MC_E_INPUT, mc_json_open(&json, NULL, text.ptr, text.len));
	assert_ok(mc_json_open(&json, NULL, text.ptr + 1, 128));
	mc_json_free(MC_TAKE(json));
	assert_err(MC_E_INPUT, mc_json_open(&json, NULL, "1\0", 2));
	assert_err(MC_E_INPUT, mc_json_open(&json, NULL, "[1]]", 4));
}

static void names_the_place_of_a_double_key(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_json) json = NULL;
	MC_AUTOPTR(mc_err) err = open_text(&json, "{\"a\": [0,\n {\"k\": 1, \"j\": 2, \"k\": 3}]}");

	assert_non_null(err);
	assert_non_null(strstr(err->msg, "2:19: "));
	assert_non_null(strstr(err->msg, "'k'"));
	assert_non_null(strstr(err->msg, "'/a/1'"));
}

static void writes_what_it_reads(void **state)
{
	(void)state;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	struct mc_json_writer w = MC_JSON_WRITER(&out, false);
	MC_AUTOPTR(mc_json) json = NULL;

	mc_json_start(&w, '{');
	mc_json_key_text(&w, "a\"b", "q\x01\n\t\\\x7f\xff\xc3\xa9");
	mc_json_key_text(&w, "none", NULL);
	mc_json_key(&w, "list");
	mc_json_start(&w, '[');
	mc_json_thousandths(&w, 1500);
	mc_json_thousandths(&w, -1001);
	mc_json_thousandths(&w, 2000);
	mc_json_thousandths(&w, 10);
	mc_json_int(&w, INT64_MIN);
	mc_json_number(&w, 0.1);
	mc_json_number(&w, HUGE_VAL);
	mc_json_bytes(&w, "\0", 1);
	mc_json_end(&w);
	mc_json_key(&w, "empty");
	mc_json_start(&w, '[');
	mc_json_end(&w);
	mc_json_key_bool(&w, "yes", true);
	mc_json_end(&w);
	assert_string_equal(out.ptr,
			    "{\"a\\\"b\":\"q\\u0001\\n\\t\\\\\\u007f\xef\xbf\xbd\xc3\xa9\",\"none\":null,"
			    "\"list\":[1.5,-1.001,2,"
			    "0.01,-9223372036854775808,0.1,null,\"\\u0000\"],\"empty\":[],\"yes\":true}");
}

static void writes_lines_when_asked(void **state)
{
	(void)state;
	MC_AUTO(mc_buf) out = MC_BUF_INIT;
	struct mc_json_writer w = MC_JSON_WRITER(&out, true);

	mc_json_start(&w, '{');
	mc_json_key(&w, "a");
	mc_json_start(&w, '[');
	mc_json_int(&w, 1);
	mc_json_start(&w, '{');
	mc_json_end(&w);
	mc_json_end(&w);
	mc_json_key_int(&w, "b", 2);
	mc_json_end(&w);
	assert_string_equal(out.ptr, "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": 2\n}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_every_type),
		cmocka_unit_test(knows_where_values_stand),
		cmocka_unit_test(refuses_what_is_not_json),
		cmocka_unit_test(refuses_too_deep_and_a_zero),
		cmocka_unit_test(names_the_place_of_a_double_key),
		cmocka_unit_test(writes_what_it_reads),
		cmocka_unit_test(writes_lines_when_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
