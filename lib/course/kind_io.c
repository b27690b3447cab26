/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include "base/i18n.h"

static const char *const keys[] = { "run",    "args",	 "env",	 "stdin", "stdout",
				    "stderr", "compare", "exit", "files" };

static void read_written(struct mc_test *test, const struct mc_compare *compare, const struct mc_spec *spec,
			 const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	if (!mc_json_first(node))
		mc_spec_error(spec, node, NULL, "%s", _("the object names no file"));
	test->files = mc_arena_alloc(spec->arena, (mc_json_count(node) + 1) * sizeof(*test->files));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		struct mc_expect_file *file = &test->files[test->file_count++];

		file->path = mc_arena_strdup(spec->arena, mc_json_key_of(n));
		if (!mc_tree_is_safe_path(file->path))
			mc_spec_key_error(spec, n, NULL, _("'%s' does not stay inside the folder"),
					  file->path);
		mc_kind_read_expect(&file->content, test, spec, n, compare);
	}
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	const struct mc_spec *spec = &reading->spec;
	struct mc_compare compare = { .mode = MC_COMPARE_TOKENS };

	mc_kind_read_program(test, spec, node);
	mc_kind_read_input(test, spec, node);
	mc_kind_read_compare(&compare, spec, mc_json_find(node, "compare"));
	mc_kind_read_expect(&test->out, test, spec, mc_json_find(node, "stdout"), &compare);
	mc_kind_read_expect(&test->err, test, spec, mc_json_find(node, "stderr"), &compare);
	mc_kind_read_exit(&test->exit_status, spec, mc_json_find(node, "exit"));
	read_written(test, &compare, spec, mc_json_find(node, "files"));
	if (!mc_json_find(node, "stdout") && !mc_json_find(node, "stderr") && !mc_json_find(node, "exit") &&
	    !mc_json_find(node, "files"))
		mc_spec_error(spec, node, NULL, "%s",
			      _("nothing is expected: give 'stdout', 'stderr', 'exit' or 'files'"));
}

static void write_expect(struct mc_exercise_writing *writing, const char *key, const struct mc_test *test,
			 const struct mc_expect *expect)
{
	if (expect->is_given)
		mc_write_content(writing, key, test, key, expect->text, expect->len);
}

/* One key says how all texts of a test are compared. */
static void write_compare(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	if (test->out.is_given)
		mc_write_compare(writing, &test->out.compare);
	else if (test->err.is_given)
		mc_write_compare(writing, &test->err.compare);
	else if (test->file_count > 0)
		mc_write_compare(writing, &test->files[0].content.compare);
}

static void write_files(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	if (test->file_count == 0)
		return;
	mc_json_key(&writing->json, "files");
	mc_json_start(&writing->json, '{');
	for (size_t i = 0; i < test->file_count; i++)
		mc_write_content(writing, test->files[i].path, test, test->files[i].path,
				 test->files[i].content.text, test->files[i].content.len);
	mc_json_end(&writing->json);
}

static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	bool expects_text = test->out.is_given || test->err.is_given || test->file_count > 0;

	mc_write_run(writing, &test->run);
	mc_write_env(writing, &test->env);
	if (test->input)
		mc_write_content(writing, "stdin", test, "stdin", test->input, test->input_len);
	write_expect(writing, "stdout", test, &test->out);
	write_expect(writing, "stderr", test, &test->err);
	write_compare(writing, test);
	if (test->exit_status != 0)
		mc_write_exit(writing, test->exit_status);
	else if (!expects_text)
		mc_json_key_int(&writing->json, "exit", 0);
	write_files(writing, test);
}

const struct mc_kind mc_kind_io = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.write = write_keys,
};
