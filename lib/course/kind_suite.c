/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include "base/i18n.h"

static const char *const keys[] = { "run", "env", "format", "cases" };

static const char *const formats[] = { [MC_SUITE_TAP] = "tap", [MC_SUITE_EXIT] = "exit" };

static void read_cases(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (node && mc_json_type(node) == MC_JSON_NUMBER) {
		mc_spec_integer(&test->case_count, spec, node, 1, 10000);
		return;
	}
	if (node && mc_json_type(node) != MC_JSON_ARRAY) {
		mc_spec_error(spec, node, NULL, "%s",
			      _("expected the number of cases, or an array of their names"));
		return;
	}
	mc_spec_texts(&test->cases, spec, node, MC_SPEC_FILLED, 1);
	test->case_count = (uint32_t)test->cases.count;
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	size_t format = MC_SUITE_TAP;

	mc_kind_read_program(test, spec, node);
	(void)mc_spec_choice(&format, spec, mc_json_find(node, "format"), formats, MC_COUNT(formats));
	test->format = (enum mc_suite_format)format;
	read_cases(test, spec, mc_json_find(node, "cases"));
	if (test->format == MC_SUITE_EXIT && mc_json_find(node, "cases"))
		mc_spec_key_error(spec, mc_json_find(node, "cases"), NULL, "%s",
				  _("a suite that is judged by its exit status has no cases"));
}

static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	mc_write_run(writing, &test->run);
	mc_write_env(writing, &test->env);
	if (test->format != MC_SUITE_TAP)
		mc_json_key_text(&writing->json, "format", formats[test->format]);
	if (test->cases.count > 0)
		mc_write_texts(writing, "cases", &test->cases);
	else if (test->case_count > 0)
		mc_json_key_int(&writing->json, "cases", test->case_count);
}

static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	(void)exercise;
	if (test->format != MC_SUITE_EXIT && test->case_count == 0)
		mc_spec_warning(spec, node, _("give 'cases': how many there are, or their names"),
				_("a program that ends early with a faked success line passes the test '%s'"),
				test->id);
}

const struct mc_kind mc_kind_suite = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.write = write_keys,
	.lint = lint,
};
