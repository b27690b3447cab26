/* SPDX-License-Identifier: MIT */
#include "course/kind.h"

#include <string.h>

#include "base/i18n.h"

static void shell_run(struct mc_texts *run, const struct mc_spec *spec, const char *line,
		      const struct mc_texts *args)
{
	size_t count = args ? args->count : 0;
	const char **argv = mc_arena_alloc(spec->arena, (5 + count) * sizeof(*argv));

	argv[0] = "sh";
	argv[1] = "-c";
	argv[2] =
		count ? mc_arena_format(spec->arena, "%s \"$@\"", line) : mc_arena_strdup(spec->arena, line);
	*run = (struct mc_texts){ argv, 3 };
	if (count == 0)
		return;
	argv[run->count++] = "sh"; /* $0, which messages of the shell start with */
	for (size_t i = 0; i < count; i++)
		argv[run->count++] = args->items[i];
}

void mc_exercise_read_run(struct mc_texts *run, const struct mc_spec *spec, const struct mc_json_node *node,
			  const struct mc_texts *args)
{
	struct mc_texts words = { NULL, 0 };
	const char *line = NULL;

	if (node && mc_json_type(node) == MC_JSON_TEXT) {
		mc_spec_text(&line, spec, node);
		shell_run(run, spec, line, args);
		return;
	}
	mc_spec_texts(&words, spec, node, MC_SPEC_ANY, 1);
	if (words.count == 0)
		return;
	if (!words.items[0][0])
		mc_spec_error(spec, node, NULL, "%s", _("the name of the program is empty"));
	size_t count = words.count + (args ? args->count : 0);
	const char **argv = mc_arena_alloc(spec->arena, (count + 1) * sizeof(*argv));

	memcpy(argv, words.items, words.count * sizeof(*argv));
	if (args && args->count)
		memcpy(argv + words.count, args->items, args->count * sizeof(*argv));
	*run = (struct mc_texts){ argv, count };
}

static bool is_env_name(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && (name[0] < '0' || name[0] > '9') &&
	       strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

void mc_kind_read_env(struct mc_texts *env, const struct mc_spec *spec, const struct mc_json_node *node)
{
	if (!mc_spec_is(spec, node, MC_JSON_OBJECT))
		return;
	env->items = mc_arena_alloc(spec->arena, (mc_json_count(node) + 1) * sizeof(*env->items));
	for (const struct mc_json_node *n = mc_json_first(node); n; n = mc_json_next(n)) {
		if (!is_env_name(mc_json_key_of(n)))
			mc_spec_key_error(spec, n, _("use letters, digits and '_', not a digit first"),
					  _("'%s' cannot be the name of an environment variable"),
					  mc_json_key_of(n));
		if (mc_spec_is(spec, n, MC_JSON_TEXT))
			env->items[env->count++] =
				mc_arena_format(spec->arena, "%s=%s", mc_json_key_of(n), mc_json_as_text(n));
	}
}

void mc_kind_read_program(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node)
{
	struct mc_texts args = { NULL, 0 };

	mc_spec_texts(&args, spec, mc_json_find(node, "args"), MC_SPEC_ANY, 0);
	mc_exercise_read_run(&test->run, spec, mc_spec_need(spec, node, "run"), &args);
	mc_kind_read_env(&test->env, spec, mc_json_find(node, "env"));
}

void mc_kind_read_input(struct mc_test *test, const struct mc_spec *spec, const struct mc_json_node *node)
{
	struct mc_str input = { NULL, 0 };

	if (!mc_json_find(node, "stdin"))
		return;
	mc_kind_read_content(&input, test, spec, mc_json_find(node, "stdin"));
	test->input = input.ptr;
	test->input_len = input.len;
}

void mc_kind_read_exit(int *status, const struct mc_spec *spec, const struct mc_json_node *node)
{
	uint32_t number = 0;

	if (node && mc_json_as_text(node) && !strcmp(mc_json_as_text(node), "any")) {
		*status = MC_EXIT_ANY;
		return;
	}
	if (node && mc_json_type(node) != MC_JSON_NUMBER) {
		mc_spec_error(spec, node, NULL, "%s", _("expected a number from 0 to 255, or 'any'"));
		return;
	}
	mc_spec_integer(&number, spec, node, 0, 255);
	*status = (int)number;
}
