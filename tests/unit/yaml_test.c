/* SPDX-License-Identifier: MIT */
#include "ext/yaml.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "check.h"

static struct mc_err *open_text(struct mc_yaml **yaml, const char *text)
{
	return mc_yaml_open(yaml, NULL, text, strlen(text));
}

static void reads_every_type(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_yaml) yaml = NULL;
	double number = 0;
	bool truth = false;

	assert_ok(open_text(
		&yaml,
		"\xef\xbb\xbf---\nname: Ünder\nlimits: {time: 2.5, memory: -1e3}\n"
		"list:\n- yes\n- 'yes'\n- ~\n-\n- |\n  a\n  b\n- >-\n  c\n  d\n- !include \"*.py\"\n"));
	const struct mc_yaml_node *root = mc_yaml_root(yaml);
	const struct mc_yaml_node *limits = mc_yaml_find(root, "limits");
	const struct mc_yaml_node *item = mc_yaml_first(mc_yaml_find(root, "list"));

	assert_string_equal(mc_yaml_as_text(mc_yaml_find(root, "name")), "Ünder");
	assert_true(mc_yaml_as_number(&number, mc_yaml_find(limits, "time")) && fabs(number - 2.5) < 1e-9);
	assert_true(mc_yaml_as_number(&number, mc_yaml_find(limits, "memory")) && fabs(number + 1000) < 1e-9);
	assert_false(mc_yaml_as_number(&number, mc_yaml_find(root, "name")));
	assert_int_equal(mc_yaml_count(mc_yaml_find(root, "list")), 7);
	assert_true(mc_yaml_as_bool(&truth, item) && truth);
	item = mc_yaml_next(item);
	assert_false(mc_yaml_as_bool(&truth, item));
	assert_string_equal(mc_yaml_as_text(item), "yes");
	item = mc_yaml_next(item);
	assert_int_equal(mc_yaml_type(item), MC_YAML_NULL);
	item = mc_yaml_next(item);
	assert_int_equal(mc_yaml_type(item), MC_YAML_NULL);
	item = mc_yaml_next(item);
	assert_string_equal(mc_yaml_as_text(item), "a\nb\n");
	item = mc_yaml_next(item);
	assert_string_equal(mc_yaml_as_text(item), "c d");
	item = mc_yaml_next(item);
	assert_string_equal(mc_yaml_tag(item), "!include");
	assert_null(mc_yaml_next(item));
	assert_null(mc_yaml_find(mc_yaml_find(root, "list"), "0"));
	assert_int_equal(mc_yaml_type(NULL), MC_YAML_NULL);
}

static void takes_only_decimal_numbers(void **state)
{
	(void)state;
	static const char *const others[] = { "nan", "inf", "0x10", "1e", ".", "+", "1_000", "1 2", "'3'" };
	double number = 0;

	for (size_t i = 0; i < MC_COUNT(others); i++) {
		MC_AUTOPTR(mc_yaml) yaml = NULL;
		MC_AUTOTEXT text = mc_format("a: %s", others[i]);

		assert_ok(open_text(&yaml, text));
		assert_false(mc_yaml_as_number(&number, mc_yaml_find(mc_yaml_root(yaml), "a")));
	}
}

static void knows_where_values_stand(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_yaml) yaml = NULL;

	assert_ok(open_text(&yaml, "a: 1\nb:\n  c: [x,\n    y]\n"));
	const struct mc_yaml_node *c = mc_yaml_find(mc_yaml_find(mc_yaml_root(yaml), "b"), "c");
	struct mc_yaml_place place = mc_yaml_place(c);

	assert_int_equal(place.line, 3);
	assert_int_equal(place.column, 3);
	place = mc_yaml_place(mc_yaml_next(mc_yaml_first(c)));
	assert_int_equal(place.line, 4);
	assert_int_equal(place.column, 5);
}

static void takes_an_empty_file_as_an_empty_map(void **state)
{
	(void)state;
	MC_AUTOPTR(mc_yaml) yaml = NULL;

	assert_ok(open_text(&yaml, "# nothing\n"));
	assert_int_equal(mc_yaml_type(mc_yaml_root(yaml)), MC_YAML_MAP);
	assert_int_equal(mc_yaml_count(mc_yaml_root(yaml)), 0);
}

static void refuses_what_is_risky_or_broken(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		unsigned line, column;
		const char *part;
	} cases[] = {
		{ "a: 1\nb: 2\na: 3\n", 3, 1, "twice" },
		{ "a: &x 1\n", 1, 4, "anchors" },
		{ "a: *x\n", 1, 4, "aliases" },
		{ "a: {<<: {b: 1}}\n", 1, 5, "merge" },
		{ "a: 1\n---\nb: 2\n", 2, 1, "more than one document" },
		{ "{[a]: 1}\n", 1, 2, "key" },
		{ "a: \"x\\0y\"\n", 1, 4, "zero byte" },
		{ "a: [1\n", 2, 1, "no YAML" },
		{ "a: 1\n\tb: 2\n", 2, 1, "no YAML" },
		{ "a: \xff\n", 1, 1, "UTF-8" },
	};

	for (size_t i = 0; i < MC_COUNT(cases); i++) {
		struct mc_yaml *yaml = NULL;
		struct mc_yaml_place at = { 0, 0 };
		MC_AUTOPTR(mc_err) err = mc_yaml_open(&yaml, &at, cases[i].text, strlen(cases[i].text));

		assert_non_null(err);
		assert_int_equal(err->code, MC_E_INPUT);
		if (!strstr(err->msg, cases[i].part) || at.line != cases[i].line ||
		    at.column != cases[i].column)
			fail_msg("case %zu: %u:%u: %s", i, at.line, at.column, err->msg);
	}
}

static void has_limits(void **state)
{
	(void)state;
	MC_AUTO(mc_buf) deep = MC_BUF_INIT;
	MC_AUTO(mc_buf) many = MC_BUF_INIT;
	struct mc_yaml *yaml = NULL;

	for (int i = 0; i <= MC_YAML_MAX_DEPTH; i++)
		mc_buf_addc(&deep, '[');
	assert_err(MC_E_INPUT, mc_yaml_open(&yaml, NULL, deep.ptr, deep.len));
	for (int i = 0; i <= MC_YAML_MAX_NODES; i++)
		mc_buf_addz(&many, "- 1\n");
	assert_err(MC_E_INPUT, mc_yaml_open(&yaml, NULL, many.ptr, many.len));
	while (many.len <= MC_YAML_MAX_BYTES)
		mc_buf_addz(&many, "# a comment\n");
	assert_err(MC_E_INPUT, mc_yaml_open(&yaml, NULL, many.ptr, many.len));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_every_type),
		cmocka_unit_test(takes_only_decimal_numbers),
		cmocka_unit_test(knows_where_values_stand),
		cmocka_unit_test(takes_an_empty_file_as_an_empty_map),
		cmocka_unit_test(refuses_what_is_risky_or_broken),
		cmocka_unit_test(has_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
