/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include "base/i18n.h"

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;

	(void)test;
	if (reading->exercise->build.count == 0 && !mc_json_find(mc_json_root(spec->json), "build"))
		mc_spec_error(spec, mc_json_find(node, "kind"), NULL, "%s",
			      _("a test of kind 'build' needs the key 'build' of the exercise"));
}

static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	(void)writing;
	(void)test;
}

const struct mc_kind mc_kind_build = {
	.read = read_keys,
	.write = write_keys,
};
