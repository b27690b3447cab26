/* SPDX-License-Identifier: MIT */
/* What an event says is read from the log as it was written. */
#include "check.h"

#include <string.h>

#include "base/buf.h"
#include "records/fields.h"

static struct mc_err *read_text(struct mc_fields *fields, struct mc_arena *arena, const char *json)
{
	return mc_fields_read(fields, arena, mc_str(json));
}

static void assert_written(const struct mc_fields *fields, const char *wanted)
{
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	mc_fields_write(&out, fields);
	assert_string_equal(out.ptr, wanted);
}

static void what_was_written_is_read(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_fields fields;

	(void)state;
	mc_fields_init(&fields);
	mc_fields_add_text(&fields, "title", "\"Ω\"\\\n\t\x01 end");
	mc_fields_add_int(&fields, "least", INT64_MIN);
	mc_fields_add_int(&fields, "most", INT64_MAX);
	mc_fields_add_json(&fields, "list", "[{\"a\":null},true,1.5]");
	mc_fields_add_json(&fields, "object", "{}");
	MC_AUTO(mc_buf) out = MC_BUF_INIT;

	mc_fields_write(&out, &fields);
	assert_ok(mc_fields_read(&fields, &arena, (struct mc_str){ out.ptr, out.len }));
	assert_int_equal(fields.count, 5);
	assert_string_equal(mc_fields_text(&fields, "title"), "\"Ω\"\\\n\t\x01 end");
	assert_true(mc_fields_int(&fields, "least", 0) == INT64_MIN);
	assert_true(mc_fields_int(&fields, "most", 0) == INT64_MAX);
	assert_string_equal(mc_fields_text(&fields, "list"), "[{\"a\":null},true,1.5]");
	assert_string_equal(mc_fields_text(&fields, "object"), "{}");
	assert_written(&fields, out.ptr);
}

static void what_is_not_there_has_no_value(void **state)
{
	struct mc_fields fields;

	(void)state;
	mc_fields_init(&fields);
	assert_written(&fields, "{}");
	mc_fields_add_text(&fields, "none", NULL);
	mc_fields_add_text(&fields, "empty", "");
	assert_int_equal(fields.count, 0);
	mc_fields_add_text(&fields, "text", "7");
	assert_null(mc_fields_text(&fields, "none"));
	assert_int_equal(mc_fields_int(&fields, "none", 5), 5);
	/* A text is no number, and a number no text. */
	assert_int_equal(mc_fields_int(&fields, "text", 5), 5);
	mc_fields_add_int(&fields, "number", 7);
	assert_null(mc_fields_text(&fields, "number"));
}

static void many_fields_are_read_and_no_more(void **state)
{
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	MC_AUTO(mc_buf) json = MC_BUF_INIT;
	struct mc_fields fields;

	(void)state;
	for (unsigned i = 0; i < MC_FIELDS_MAX; i++)
		mc_buf_addf(&json, "%c\"k%u\":%u", i ? ',' : '{', i, i);
	mc_buf_addc(&json, '}');
	assert_ok(read_text(&fields, &arena, json.ptr));
	assert_int_equal(fields.count, MC_FIELDS_MAX);
	assert_int_equal(mc_fields_int(&fields, "k31", 0), 31);
	json.ptr[json.len - 1] = ',';
	mc_buf_addz(&json, "\"more\":1}");
	assert_err(MC_E_INPUT, read_text(&fields, &arena, json.ptr));
}

static void what_nobody_wrote_is_refused(void **state)
{
	static const char *const wrong[] = {
		"",
		"[]",
		"7",
		"{\"a\":true}",
		"{\"a\":null}",
		"{\"a\":1",
		"{\"a\":1}{}",
		"{\"a\":1,\"a\":2}",
		"{\"a\":[1}",
		/* Numbers that are not whole, or too great to be kept. */
		"{\"a\":1.5}",
		"{\"a\":1e3}",
		"{\"a\":9223372036854775808}",
		"{\"a\":-9223372036854775809}",
	};
	MC_AUTO(mc_arena) arena = MC_ARENA_INIT;
	struct mc_fields fields;

	(void)state;
	for (size_t i = 0; i < MC_COUNT(wrong); i++) {
		struct mc_err *err = read_text(&fields, &arena, wrong[i]);

		if (!err || err->code != MC_E_INPUT)
			fail_msg("taken: %s", wrong[i]);
		mc_err_free(err);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(what_is_not_there_has_no_value),
		cmocka_unit_test(many_fields_are_read_and_no_more),
		cmocka_unit_test(what_nobody_wrote_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
