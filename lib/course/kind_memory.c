/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include <string.h>

#include "base/i18n.h"
#include "course/memory_test.h"

static const char *const keys[] = { "run",     "args", "env",  "stdin", "stdout",
				    "compare", "exit", "tool", "allow" };

static const char *const tools[] = { [MC_MEMORY_VALGRIND] = "valgrind", [MC_MEMORY_SANITIZER] = "sanitizer" };

static void read_tool(struct mc_memory_test *memory, const struct mc_spec *spec,
		      const struct mc_json_node *node)
{
	const struct mc_json_node *run = mc_json_find(node, "run");
	size_t tool = MC_MEMORY_VALGRIND;

	(void)mc_spec_choice(&tool, spec, mc_json_find(node, "tool"), tools, MC_COUNT(tools));
	memory->tool = (enum mc_memory_tool)tool;
	if (memory->tool == MC_MEMORY_VALGRIND && run && mc_json_type(run) == MC_JSON_TEXT)
		mc_spec_error(spec, run, _("give 'run' as an array: the program and its arguments"), "%s",
			      _("valgrind would look at the shell, not at the program"));
}

static void read_keys(struct mc_exercise_reading *reading, struct mc_test *test,
		      const struct mc_json_node *node)
{
	static const char *const allowed[] = { "leaks" };
	const struct mc_spec *spec = &reading->spec;
	struct mc_memory_test *memory = mc_arena_alloc(spec->arena, sizeof(*memory));
	const struct mc_json_node *allow = mc_json_find(node, "allow");
	struct mc_compare compare = { .mode = MC_COMPARE_TOKENS };

	*memory = (struct mc_memory_test){ .tool = MC_MEMORY_VALGRIND };
	test->memory = memory;
	mc_kind_read_program(test, spec, node);
	mc_kind_read_input(test, spec, node);
	mc_kind_read_compare(&compare, spec, mc_json_find(node, "compare"));
	mc_kind_read_expect(&test->out, test, spec, mc_json_find(node, "stdout"), &compare);
	mc_kind_read_exit(&test->exit_status, spec, mc_json_find(node, "exit"));
	read_tool(memory, spec, node);
	if (allow && mc_spec_object(spec, allow, allowed, MC_COUNT(allowed)))
		mc_spec_bool(&memory->allows_leaks, spec, mc_json_find(allow, "leaks"));
}

static void hash(struct mc_hash *hash, const struct mc_test *test)
{
	mc_hash_add_number(hash, test->memory->tool);
	mc_hash_add_number(hash, test->memory->allows_leaks);
}

static void write_keys(struct mc_exercise_writing *writing, const struct mc_test *test)
{
	mc_write_run(writing, &test->run);
	mc_write_env(writing, &test->env);
	if (test->input)
		mc_write_content(writing, "stdin", test, "stdin", test->input, test->input_len);
	if (test->out.is_given) {
		mc_write_content(writing, "stdout", test, "stdout", test->out.text, test->out.len);
		mc_write_compare(writing, &test->out.compare);
	}
	mc_write_exit(writing, test->exit_status);
	if (test->memory->tool != MC_MEMORY_VALGRIND)
		mc_json_key_text(&writing->json, "tool", tools[test->memory->tool]);
	if (!test->memory->allows_leaks)
		return;
	mc_json_key(&writing->json, "allow");
	mc_json_start(&writing->json, '{');
	mc_json_key_bool(&writing->json, "leaks", true);
	mc_json_end(&writing->json);
}

/* The word may stand in a command line of the shell. */
static bool builds_with(const struct mc_exercise *exercise, const char *option)
{
	for (size_t i = 0; i < exercise->build.count; i++) {
		if (strstr(exercise->build.items[i], option))
			return true;
	}
	return false;
}

/* What make or a script does cannot be seen from here. */
static bool is_compiler_called(const struct mc_exercise *exercise)
{
	return builds_with(exercise, "gcc") || builds_with(exercise, "clang") || builds_with(exercise, "g++");
}

static void lint(const struct mc_spec *spec, const struct mc_exercise *exercise, const struct mc_test *test,
		 const struct mc_json_node *node)
{
	bool has_sanitizer = builds_with(exercise, "-fsanitize");

	if (!test->out.is_given && test->need_count == 0)
		mc_spec_warning(spec, node, _("give 'stdout', or name a test in 'needs'"),
				_("a program that does nothing passes the test '%s'"), test->id);
	if (!is_compiler_called(exercise))
		return;
	if (test->memory->tool == MC_MEMORY_SANITIZER && !has_sanitizer)
		mc_spec_warning(spec, node, _("add '-fsanitize=address,undefined' to 'build'"),
				_("the program of the test '%s' is built without a sanitizer"), test->id);
	if (test->memory->tool == MC_MEMORY_VALGRIND && has_sanitizer)
		mc_spec_warning(spec, node,
				_("use the tool 'sanitizer', or take '-fsanitize' out of 'build'"),
				_("valgrind cannot run the program of the test '%s'"), test->id);
	if (!builds_with(exercise, "-g"))
		mc_spec_warning(spec, node, _("add '-g' to 'build'"),
				_("the test '%s' cannot tell the line of a fault"), test->id);
}

const struct mc_kind mc_kind_memory = {
	.keys = keys,
	.key_count = MC_COUNT(keys),
	.read = read_keys,
	.hash = hash,
	.write = write_keys,
	.lint = lint,
};
