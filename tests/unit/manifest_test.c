/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "batch/manifest.h"
#include "batch/part.h"
#include "check.h"

#define HASH(digit) \
	digit digit digit digit digit digit digit digit digit digit digit digit digit digit digit digit

static const struct mc_batch_exercise exercises[] = {
	{ "/course/a", "list-sum", HASH("1234"), HASH("abcd") },
	{ "/course/b", "list-max", HASH("5678"), HASH("abcd") },
};
static const struct mc_batch_item items[] = {
	{ "L0002", "/m/L0002.git", "c0ffee", 1, HASH("2222"), HASH("aaaa") },
	{ "L0001", "/m/L0001.git", "c0ffee", 1, HASH("1111"), HASH("bbbb") },
	{ "L0003", "/m/L0003.git", "c0ffee", 0, HASH("3333"), HASH("cccc") },
};
static const char *const langs[] = { "en", "es" };
static const char *const hide[] = { "/school" };
static const struct mc_batch batch = { .store = "/school/results",
				       .exercises = exercises,
				       .exercise_count = 2,
				       .items = items,
				       .count = 3,
				       .langs = langs,
				       .lang_count = 2,
				       .minimum = MC_PROTECT_FULL,
				       .hide = hide,
				       .hide_count = 1 };

static void compose(struct mc_buf *text, char id[MC_MANIFEST_ID], size_t a, size_t b, size_t c)
{
	size_t picked[] = { a, b, c };

	mc_manifest_write(text, id, &batch, picked, 3);
}

static void same_work_is_the_same_run(void **state)
{
	(void)state;
	MC_AUTO(mc_buf) one = MC_BUF_INIT;
	MC_AUTO(mc_buf) two = MC_BUF_INIT;
	char one_id[MC_MANIFEST_ID], two_id[MC_MANIFEST_ID];

	compose(&one, one_id, 0, 1, 2);
	compose(&two, two_id, 2, 0, 1);
	assert_string_equal(one.ptr, two.ptr);
	assert_string_equal(one_id, two_id);
	compose(&two, two_id, 2, 0, 0);
	assert_string_not_equal(one_id, two_id);
}

static void what_is_written_is_read(void **state)
{
	(void)state;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	MC_AUTO(mc_manifest) manifest = MC_MANIFEST_INIT;
	char id[MC_MANIFEST_ID];

	compose(&text, id, 0, 1, 2);
	assert_ok(mc_manifest_parse(&manifest, (struct mc_str){ text.ptr, text.len }, "m"));
	assert_string_equal(manifest.id, id);
	assert_string_equal(manifest.version, MC_VERSION);
	assert_string_equal(manifest.batch.store, "/school/results");
	assert_int_equal(manifest.batch.minimum, MC_PROTECT_FULL);
	assert_int_equal(manifest.batch.lang_count, 2);
	assert_string_equal(manifest.batch.langs[1], "es");
	assert_string_equal(manifest.batch.hide[0], "/school");
	assert_string_equal(manifest.batch.exercises[1].spec, HASH("5678"));
	/* By exercise, then by name. */
	assert_int_equal(manifest.batch.count, 3);
	assert_string_equal(manifest.batch.items[0].name, "L0003");
	assert_string_equal(manifest.batch.items[1].name, "L0001");
	assert_string_equal(manifest.batch.items[1].key, HASH("bbbb"));
	assert_string_equal(manifest.batch.items[2].repo, "/m/L0002.git");
	assert_int_equal(manifest.batch.items[2].exercise, 1);
}

/* Each replaces one thing in a good manifest. */
static void damaged_ones_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to;
	} cases[] = {
		{ "run/v1", "run/v2" },
		{ "\"full\"", "\"fool\"" },
		{ "\"/school/results\"", "\"results\"" },
		{ "[\"en\",\"es\"]", "[]" },
		{ "[\"/school\"]", "[1]" },
		{ "\"/course/b\"", "\"../b\"" },
		{ "\"c0ffee\"", "\"--exec\"" },
		{ "\"exercise\":1", "\"exercise\":2" },
		{ "\"exercise\":1", "\"exercise\":-1" },
		{ HASH("2222"), "2222" },
		{ HASH("bbbb"), "../../../x" },
		{ "\"/m/L0002.git\"", "\"\"" },
		{ "}\n{", "}{" },
	};

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_buf) text = MC_BUF_INIT;
		MC_AUTO(mc_buf) damaged = MC_BUF_INIT;
		MC_AUTO(mc_manifest) manifest = MC_MANIFEST_INIT;
		char id[MC_MANIFEST_ID];

		compose(&text, id, 0, 1, 2);
		const char *at = strstr(text.ptr, cases[i].from);

		assert_non_null(at);
		mc_buf_add(&damaged, text.ptr, (size_t)(at - text.ptr));
		mc_buf_addz(&damaged, cases[i].to);
		mc_buf_addz(&damaged, at + strlen(cases[i].from));
		assert_err(MC_E_INPUT,
			   mc_manifest_parse(&manifest, (struct mc_str){ damaged.ptr, damaged.len }, "m"));
	}
}

static void a_cut_off_manifest_is_refused(void **state)
{
	(void)state;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;
	char id[MC_MANIFEST_ID];

	compose(&text, id, 0, 1, 2);
	for (size_t len = 0; len < text.len; len++) {
		MC_AUTO(mc_manifest) manifest = MC_MANIFEST_INIT;

		if (len > 0 && text.ptr[len - 1] == '\n')
			continue;
		assert_err(MC_E_INPUT, mc_manifest_parse(&manifest, (struct mc_str){ text.ptr, len }, "m"));
	}
}

static void items_are_dealt_like_cards(void **state)
{
	(void)state;
	const size_t all[] = { 10, 11, 12, 13, 14, 15, 16 };
	MC_AUTO(mc_wave) wave = MC_WAVE_INIT;
	MC_AUTO(mc_wave) same = MC_WAVE_INIT;
	MC_AUTO(mc_buf) text = MC_BUF_INIT;

	mc_wave_deal(&wave, all, 7, 3);
	mc_wave_write(&text, &wave);
	assert_string_equal(text.ptr, "10 13 16\n11 14\n12 15\n");
	assert_ok(mc_wave_parse(&same, (struct mc_str){ text.ptr, text.len }, 17));
	assert_int_equal(same.count, 3);
	assert_int_equal(same.item_count, 7);
	assert_int_equal(same.starts[1], 3);
	assert_int_equal(same.items[3], 11);
}

static void damaged_waves_are_refused(void **state)
{
	(void)state;
	static const char *const cases[] = { "",       "1 2",  "1 2\n\n", "1  2\n", "1 2 \n",	   " 1\n",
					     "1 17\n", "-1\n", "1 x\n",	  "1,2\n",  "9999999999\n" };

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		MC_AUTO(mc_wave) wave = MC_WAVE_INIT;

		assert_err(MC_E_INPUT, mc_wave_parse(&wave, mc_str(cases[i]), 17));
	}
}

static void lines_of_a_log_are_understood(void **state)
{
	(void)state;
	MC_AUTO(mc_part_line) line = MC_PART_LINE_INIT;

	mc_part_line_parse(&line, mc_str("{\"node\":\"n1\",\"job\":\"12\",\"restart\":0,\"at_ms\":1}"));
	assert_int_equal(line.kind, MC_PART_BEGAN);
	assert_string_equal(line.node.ptr, "n1");
	mc_part_line_parse(&line, mc_str("{\"item\":7,\"computed\":true,\"ms\":53}"));
	assert_int_equal(line.kind, MC_PART_ITEM);
	assert_int_equal(line.item, 7);
	assert_true(line.is_computed);
	assert_int_equal(line.ms, 53);
	assert_null(line.err);
	mc_part_line_parse(&line, mc_str("{\"item\":8,\"error\":\"unsupported\",\"message\":\"m\"}"));
	assert_int_equal(line.kind, MC_PART_ITEM);
	assert_int_equal(line.err->code, MC_E_UNSUPPORTED);
	mc_part_line_parse(&line, mc_str("{\"error\":\"input\",\"message\":\"m\",\"hint\":\"h\"}"));
	assert_int_equal(line.kind, MC_PART_FAILED);
	assert_string_equal(line.err->hint, "h");
}

/* Two that write at once may spoil a line, and no more than that. */
static void spoilt_lines_say_nothing(void **state)
{
	(void)state;
	static const char *const cases[] = { "",
					     "{\"item\":7,\"comp{\"item\":8}",
					     "{\"item\":-1}",
					     "{\"item\":\"7\"}",
					     "[]",
					     "{\"error\":1}" };
	MC_AUTO(mc_part_line) line = MC_PART_LINE_INIT;

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		mc_part_line_parse(&line, mc_str(cases[i]));
		assert_int_equal(line.kind, MC_PART_OTHER);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_work_is_the_same_run),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(damaged_ones_are_refused),
		cmocka_unit_test(a_cut_off_manifest_is_refused),
		cmocka_unit_test(items_are_dealt_like_cards),
		cmocka_unit_test(damaged_waves_are_refused),
		cmocka_unit_test(lines_of_a_log_are_understood),
		cmocka_unit_test(spoilt_lines_say_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
