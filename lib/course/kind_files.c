/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include "base/i18n.h"

static const char *const keys[] = { "present", "absent" };

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;

	mc_spec_texts(&test->present, spec, mc_json_find(node, "present"), MC_SPEC_GLOBS, 1);
	mc_spec_texts(&test->absent, spec, mc_json_find(node, "absent"), MC_SPEC_GLOBS, 1);
	if (!mc_json_find(node, "present") && !mc_json_find(node, "absent"))
		mc_spec_error(spec, node, NULL, "%s",
			      _("a test of kind 'files' needs 'present' or 'absent'"));
}

static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	mc_write_texts(writing, "present", &test->present);
	mc_write_texts(writing, "absent", &test->absent);
}

static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	mc_kind_lint_globs(spec, exercise, &test->present, mc_json_find(node, "present"));
	mc_kind_lint_globs(spec, exercise, &test->absent, mc_json_find(node, "absent"));
}

const struct mc_kind mc_kind_files = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.write = write_keys,
	.lint = lint,
};
